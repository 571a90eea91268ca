import { addressOf, type DeskClient } from "@acolhe/chatwoot";
import type { ConversationRef } from "@acolhe/events";
import { phoneForms } from "@acolhe/phone/brazil";
import { names } from "../needles.ts";
import type { Plan } from "./plan.ts";

/** The attendants' desk, with the inbox of each number. */
export interface Desk {
  readonly client: DeskClient;
  readonly inboxes: ReadonlyMap<string, number>;
}

/** Every contact at the desk that is this person: as it was remembered, by our address and by each form of the phone. */
async function deskContactsOf(desk: Desk, { refs, person }: Pick<Plan, "refs" | "person">): Promise<number[]> {
  const ids = new Set<number>();
  for (const ref of refs) {
    const found = await byAddress(desk, ref);
    if (found !== null) ids.add(found);
  }
  // Whole numbers with their country only: by a part of one the desk would find other people.
  for (const phone of person.phones)
    for (const { id } of await desk.client.contactsByPhone(phoneForms(phone))) ids.add(id);
  return [...ids];
}

async function byAddress({ client, inboxes }: Desk, ref: ConversationRef): Promise<number | null> {
  const inbox = inboxes.get(ref.channel);
  return inbox === undefined ? null : ((await client.contactByAddress(inbox, addressOf(ref)))?.id ?? null);
}

/** Messages that name the person in conversations of others, who stay: the conversation, and the message in it. */
async function messagesNaming({ client, inboxes }: Desk, { shared, needles }: Pick<Plan, "shared" | "needles">) {
  const found: { conversationId: number; id: number }[] = [];
  for (const ref of shared) {
    const inbox = inboxes.get(ref.channel);
    if (inbox === undefined) continue;
    for (const { id: conversationId } of await client.conversationsByAddress(inbox, addressOf(ref)))
      for (let before: number | undefined; ; ) {
        const page = await client.messages(conversationId, before === undefined ? {} : { before });
        for (const { id, content } of page) if (names(needles, content ?? "")) found.push({ conversationId, id });
        const first = page[0]?.id;
        if (first === undefined || first === before) break;
        before = first;
      }
  }
  return found;
}

/** What of the person is at the desk. */
export async function leftAtDesk(desk: Desk, plan: Plan): Promise<{ contacts: number; messages: number }> {
  const [contacts, messages] = [await deskContactsOf(desk, plan), await messagesNaming(desk, plan)];
  return { contacts: contacts.length, messages: messages.length };
}

export async function eraseAtDesk(desk: Desk | null, plan: Plan): Promise<Record<string, number>> {
  if (!desk) return {};
  const ids = new Set([...plan.deskContacts, ...(await deskContactsOf(desk, plan))]);
  for (const id of ids) await desk.client.deleteContact(id);
  const messages = await messagesNaming(desk, plan);
  for (const { conversationId, id } of messages) await desk.client.deleteMessage(conversationId, id);
  return { chatwoot: ids.size + messages.length };
}
