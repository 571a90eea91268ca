import { addressOf, type DeskContact, DeskError } from "@acolhe/chatwoot";
import type { ConversationRef } from "@acolhe/events";
import { phoneForms } from "@acolhe/phone";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import { writeOnce } from "./write-once.ts";

/*
 * Whom a contact is at the desk.
 * L1. Looked for before it is made: by our address, then by every form of the phone. The desk's own check against two
 *     contacts with one phone does not hold when two are made at the same moment.
 */

/** What is being written, where it is the contact. */
export const CONTACT = "contact";

export interface Addressee {
  readonly name: string | undefined;
  /** Digits, once a payload told them. */
  readonly phone: string | null;
}

export function inboxOf({ channels }: MirrorDeps, ref: ConversationRef): number {
  const inboxId = channels.find(({ id }) => id === ref.channel)?.chatwootInboxId;
  if (inboxId === undefined) throw new Error("the number has no inbox at the desk");
  return inboxId;
}

export function createContactResolver(deps: MirrorDeps) {
  const { desk } = deps;

  async function contactOf(handle: Handle, whom: Addressee): Promise<number> {
    const { record, ref } = handle;
    if (record.contactId !== null) {
      if (whom.phone && !record.hasPhone) await learnPhone(handle, record.contactId, whom.phone);
      return record.contactId;
    }
    const inboxId = inboxOf(deps, ref);
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
      // Another process made it just now; the refusal does not say which contact.
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

  return { contactOf, learnPhone };
}
