import { addressOf, type DeskClient } from "@acolhe/chatwoot";
import type { ConversationRef } from "@acolhe/events";
import { phoneForms } from "../needles.ts";
import type { Plan } from "./plan.ts";

/** The attendants' desk, with the inbox of each number. */
export interface Desk {
  readonly client: DeskClient;
  readonly inboxes: ReadonlyMap<string, number>;
}

/** Every contact at the desk that is this person: as it was remembered, by our address and by each form of the phone. */
export async function deskContactsOf(desk: Desk, { refs, person }: Pick<Plan, "refs" | "person">): Promise<number[]> {
  const ids = new Set<number>();
  for (const ref of refs) {
    const found = await byAddress(desk, ref);
    if (found !== null) ids.add(found);
  }
  for (const phone of person.phones) {
    const digits = phoneForms(phone).filter((form) => /^\d{10,}$/.test(form));
    for (const { id } of await desk.client.contactsByPhone(digits)) ids.add(id);
  }
  return [...ids];
}

async function byAddress({ client, inboxes }: Desk, ref: ConversationRef): Promise<number | null> {
  const inbox = inboxes.get(ref.channel);
  return inbox === undefined ? null : ((await client.contactByAddress(inbox, addressOf(ref)))?.id ?? null);
}

export async function eraseAtDesk(desk: Desk | null, plan: Plan): Promise<Record<string, number>> {
  if (!desk) return {};
  const ids = new Set([...plan.deskContacts, ...(await deskContactsOf(desk, plan))]);
  for (const id of ids) await desk.client.deleteContact(id);
  return { chatwoot: ids.size };
}
