import { botMark, noteMark } from "@acolhe/chatwoot";
import type { Turn } from "@acolhe/events";
import type { Reports } from "../hear/reports.ts";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import type { Item } from "../translate/items.ts";
import { createDeskChanges } from "./desk-changes.ts";
import { mergeYounger } from "./merge-younger.ts";
import { messageFrom } from "./message-content.ts";
import type { Post } from "./post.ts";
import type { Addressee } from "./resolve-contact.ts";
import type { ConversationResolver } from "./resolve-conversation.ts";
import { createWaitForPerson } from "./wait-for-person.ts";

type Message = Extract<Item, { kind: "message" }>;

/** Does one item at the desk. Safe to repeat from the start after a failure or the end of the process. */
export function createShow(
  deps: MirrorDeps & { readonly post: Post },
  resolver: ConversationResolver,
  reports: Reports,
) {
  const { desk, post, settings } = deps;
  const changes = createDeskChanges(deps, reports);
  const wait = createWaitForPerson({ ...deps, changes }, reports);

  return async (handle: Handle, turn: Turn, turnSeq: number, item: Item, whom: Addressee): Promise<void> => {
    if (item.kind === "attendant-sent") {
      sentAtDesk(handle, turnSeq, item);
      return wait.end(handle);
    }
    if (item.kind === "merged") return mergeYounger({ ...deps, resolver }, handle, { younger: item.younger, whom });
    if (item.kind === "returned") return returned(handle);
    if (item.kind === "message" && item.closing && (await noteClosing(handle, turnSeq, item))) return;
    if (item.kind === "taken-over" && handle.record.conversationId === null) return;
    const { conversationId } = await resolver.conversationOf(handle, whom);
    switch (item.kind) {
      case "message":
        heard(handle, item.messageId, await post(handle, conversationId, await messageFrom(deps, item, handle)));
        if (item.from === "phone") await wait.end(handle);
        return;
      case "sent": {
        const mark = botMark(turnSeq, item.index);
        const as = item.by === "bot" ? "bot" : "user";
        const posted = await post(handle, conversationId, { content: item.text, type: "outgoing", mark, as });
        return followed(handle, { turnSeq, index: item.index, conversationId, deskMessageId: posted });
      }
      case "labels":
        return changes.changeLabels(handle, conversationId, item.add, item.remove);
      case "request":
        return wait.begin(handle, turn, item, { conversationId, mark: noteMark(turnSeq, `request-${item.index}`) });
      case "with-a-person":
        if (handle.record.desk?.status === "pending") await changes.setStatus(handle, conversationId, "open");
        return;
      case "taken-over":
        await changes.changeLabels(handle, conversationId, [], [settings.returnLabel]);
        await changes.setStatus(handle, conversationId, "open");
        return wait.end(handle);
    }
  };

  /** What is said after the last word stays with it: as a message it would open the conversation again, or a new one. */
  async function noteClosing(handle: Handle, turnSeq: number, item: Message): Promise<boolean> {
    const { conversationId } = handle.record;
    if (conversationId === null) return false;
    await reports.apply(handle, { ...(await desk.conversation(conversationId)), conversationId }, "reading");
    if (handle.record.desk?.status !== "resolved") return false;
    const content = `💬 Depois de encerrada, o paciente respondeu: ${item.text || item.media?.name || ""}`.trim();
    const mark = noteMark(turnSeq, "closing");
    await post(handle, conversationId, { content, type: "outgoing", private: true, as: "bot", mark });
    return true;
  }

  async function returned(handle: Handle): Promise<void> {
    const { conversationId, desk: state } = handle.record;
    await wait.end(handle);
    if (conversationId !== null && state && state.status !== "resolved")
      await changes.setStatus(handle, conversationId, "pending");
  }
}

function sentAtDesk(
  handle: Handle,
  turnSeq: number,
  { index, conversationId, deskMessageId }: Extract<Item, { kind: "attendant-sent" }>,
): void {
  followed(handle, { turnSeq, index, conversationId, deskMessageId });
  const { told } = handle.record;
  if (!told.includes(deskMessageId)) handle.record = { ...handle.record, told: [...told, deskMessageId] };
}

function heard(handle: Handle, messageId: string | undefined, deskMessageId: number): void {
  if (messageId === undefined) return;
  const others = handle.record.heard.filter((one) => one.messageId !== messageId);
  handle.record = { ...handle.record, heard: [...others, { messageId, deskMessageId }] };
}

function followed(
  handle: Handle,
  sent: { turnSeq: number; index: number; conversationId: number; deskMessageId: number },
): void {
  const { record } = handle;
  const others = record.sent.filter((one) => one.turnSeq !== sent.turnSeq || one.index !== sent.index);
  handle.record = { ...record, sent: [...others, { ...sent, messageId: null, status: "sent" }] };
}
