import { addressOf } from "@acolhe/chatwoot";
import type { ConversationRef } from "@acolhe/events";
import type { DeskBook } from "./desk-book.ts";
import type { Deed } from "./plan.ts";
import { RETURN_LABEL } from "./services.ts";

type AtDesk = Extract<Deed, { kind: "answers-at-desk" | "at-desk" }>;

const ATTENDANT = 27;

/** What an attendant does at the desk, with the contact's newest conversation if there is one. */
export function actAtDesk(book: DeskBook, ref: ConversationRef, deed: AtDesk): void {
  const conversation = book.ofAddress(addressOf(ref)).at(-1);
  if (!conversation) return;
  if (deed.kind === "answers-at-desk") {
    const message = { content: deed.text, type: "outgoing", isPrivate: false, mark: null, by: "attendant" } as const;
    book.addMessage(conversation, message);
  } else if (deed.what === "deletes") {
    const own = conversation.messages.findLast(({ by }) => by === "attendant");
    if (own) book.deleteMessage(conversation, own);
  } else if (deed.what === "assigns") book.change(conversation, { assigneeId: ATTENDANT });
  else if (deed.what === "resolves") book.change(conversation, { status: "resolved" });
  else if (deed.what === "hands-back") book.change(conversation, { status: "pending" });
  else book.change(conversation, { labels: [...new Set([...conversation.labels, RETURN_LABEL])] });
}
