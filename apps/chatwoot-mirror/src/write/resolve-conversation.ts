import { addressOf, type DeskContact, type DeskConversation, DeskError } from "@acolhe/chatwoot";
import type { ConversationRef } from "@acolhe/events";
import { phoneForms } from "@acolhe/phone";
import type { Reports } from "../hear/reports.ts";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import { StillUnderWay, writeOnce } from "./write-once.ts";

/*
 * Where a contact's messages go at the desk: one contact, one conversation for each handling.
 * L1. Looked for before it is made: by our address, then by every form of the phone. The desk's own check against two
 *     contacts with one phone does not hold when two are made at the same moment.
 * L2. A conversation that was resolved is a closed handling; what comes next opens another.
 * L3. What was forgotten at the desk (deleted there) is found or made anew.
 */

/** What is being written, where it is no message. */
const CONTACT = "contact";
const CONVERSATION = "conversation";

export interface DeskIds {
  readonly contactId: number;
  readonly conversationId: number;
}

export interface Addressee {
  readonly name: string | undefined;
  /** Digits, once a payload told them. */
  readonly phone: string | null;
}

export function createConversationResolver(deps: MirrorDeps, reports: Reports) {
  const { desk, channels } = deps;
  const inboxOf = (ref: ConversationRef): number => {
    const inboxId = channels.find(({ id }) => id === ref.channel)?.chatwootInboxId;
    if (inboxId === undefined) throw new Error("the number has no inbox at the desk");
    return inboxId;
  };

  async function contactOf(handle: Handle, whom: Addressee): Promise<number> {
    const { record, ref } = handle;
    if (record.contactId !== null) {
      if (whom.phone && !record.hasPhone) await learnPhone(handle, record.contactId, whom.phone);
      return record.contactId;
    }
    const inboxId = inboxOf(ref);
    const address = addressOf(ref);
    const contact = await writeOnce(deps, handle, CONTACT, {
      mayExist: true,
      look: async () => (await desk.contactByAddress(inboxId, address)) ?? (await byPhone(whom.phone)),
      write: () => create(ref, whom),
    });
    await desk.linkContact(contact.id, inboxId, address);
    handle.record = { ...handle.record, contactId: contact.id, hasPhone: contact.phone !== null };
    await handle.save();
    if (whom.phone && contact.phone === null) await learnPhone(handle, contact.id, whom.phone);
    return contact.id;
  }

  const byPhone = async (phone: string | null): Promise<DeskContact | null> =>
    phone === null ? null : ((await desk.contactsByPhone(phoneForms(phone)))[0] ?? null);

  async function create(ref: ConversationRef, { name, phone }: Addressee): Promise<DeskContact> {
    const fields = { name: name ?? (phone ? `+${phone}` : "Contato sem número"), phone, identifier: addressOf(ref) };
    try {
      return await desk.createContact(fields);
    } catch (error) {
      if (!(error instanceof DeskError) || error.code !== "taken") throw error;
      // Somebody made it in this very moment; the refusal does not say whom.
      const other = await byPhone(phone);
      if (!other) throw error;
      return other;
    }
  }

  /** A contact known by a LID turns out to have a phone, which another contact at the desk may carry already. */
  async function learnPhone(handle: Handle, contactId: number, phone: string): Promise<void> {
    const other = await byPhone(phone);
    let kept = contactId;
    if (other && other.id !== contactId) {
      // The one with the phone stays: attendants know it, and its number is what they would look for.
      await desk.mergeContacts(other.id, contactId);
      kept = other.id;
    } else if (!other) {
      try {
        await desk.updateContact(contactId, { phone });
      } catch (error) {
        if (!(error instanceof DeskError) || error.kind !== "refuse") throw error;
      }
    }
    handle.record = { ...handle.record, contactId: kept, hasPhone: true };
    await handle.save();
  }

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
    const inboxId = inboxOf(ref);
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
