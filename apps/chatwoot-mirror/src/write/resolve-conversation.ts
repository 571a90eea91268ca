import { addressOf, type DeskConversation } from "@acolhe/chatwoot";
import type { Reports } from "../hear/reports.ts";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import { type Addressee, CONTACT, createContactResolver, inboxOf } from "./resolve-contact.ts";
import { StillUnderWay, writeOnce } from "./write-once.ts";

/*
 * Where a contact's messages go at the desk: one contact (see resolve-contact.ts), one conversation for each handling.
 * L2. A conversation that was resolved is a closed handling; what comes next opens another.
 * L3. What was forgotten at the desk (deleted there) is found or made anew.
 */

/** What is being written, where it is neither a message nor the contact. */
const CONVERSATION = "conversation";

export interface DeskIds {
  readonly contactId: number;
  readonly conversationId: number;
}

export function createConversationResolver(deps: MirrorDeps, reports: Reports) {
  const { desk } = deps;
  const { contactOf, learnPhone } = createContactResolver(deps);

  async function conversationOf(handle: Handle, whom: Addressee): Promise<DeskIds> {
    const { record, ref } = handle;
    // Writing into a conversation that a person just resolved would open it again, and hide that they did.
    if (record.conversationId !== null && record.desk && record.desk.status !== "pending")
      await reports.apply(handle, await reread(record.conversationId), "reading");
    if (record.contactId !== null && record.conversationId !== null && handle.record.desk?.status !== "resolved") {
      if (whom.phone && !record.hasPhone) await learnPhone(handle, record.contactId, whom.phone);
      return { contactId: handle.record.contactId ?? record.contactId, conversationId: record.conversationId };
    }
    waitForFormerWrite(handle);
    const contactId = await contactOf(handle, whom);
    const inboxId = inboxOf(deps, ref);
    const address = addressOf(ref);
    const conversation = await writeOnce(deps, handle, CONVERSATION, {
      mayExist: true,
      look: async () => (await desk.conversationsByAddress(inboxId, address)).find(isLive(handle)) ?? null,
      write: () => desk.createConversation({ inboxId, contactId, address, status: "pending" }),
    });
    adopt(handle, conversation);
    await handle.save();
    return { contactId, conversationId: conversation.id };
  }

  /**
   * L2. What was being written into a conversation when a person closed it may still arrive there, and open it again: then it
   * is there, and another conversation would show it twice.
   */
  function waitForFormerWrite({ record: { writing } }: Handle): void {
    if (writing === null || writing.mark === CONTACT || writing.mark === CONVERSATION) return;
    const leftMs = writing.at + deps.settings.writeGraceMs - deps.now();
    if (leftMs > 0) throw new StillUnderWay(leftMs);
  }

  const reread = async (conversationId: number) => ({ ...(await desk.conversation(conversationId)), conversationId });

  /** One that was resolved is never gone on with; nor one older than the last. */
  const isLive = (handle: Handle) => (one: DeskConversation) =>
    one.status !== "resolved" && one.id >= (handle.record.conversationId ?? 0);

  function adopt(handle: Handle, conversation: DeskConversation): void {
    const { id, status, assigneeId, labels, updatedAt } = conversation;
    const state = { status, assigneeId, labels: [...labels], updatedAt };
    handle.record = { ...handle.record, conversationId: id, conversationSince: deps.now(), desk: state };
  }

  return {
    conversationOf,
    contactOf,
    /** L3 */
    async forget(handle: Handle): Promise<void> {
      handle.record = {
        ...handle.record,
        contactId: null,
        hasPhone: false,
        conversationId: null,
        desk: null,
        writing: null,
      };
      await handle.save();
    },
  };
}
export type ConversationResolver = ReturnType<typeof createConversationResolver>;
