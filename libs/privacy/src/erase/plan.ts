import type { Bus } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { type ErasureRow, findPerson, type KeptByLaw, type Person, type Places } from "@acolhe/database/privacy";
import { type ConversationRef, MIRROR_BUCKET } from "@acolhe/events";
import { conversationsOf } from "../conversations.ts";
import { needlesOf } from "../needles.ts";

/**
 * All that a later step needs and could no longer find out once an earlier one is done. Kept in the request until its
 * end, and only until then: it is the person's data.
 */
export interface Plan {
  readonly person: Person;
  /** Conversations that are this person's alone. */
  readonly refs: readonly ConversationRef[];
  /** Conversations of others, who stay, that name the person. */
  readonly shared: readonly ConversationRef[];
  readonly identityKeys: readonly string[];
  /** What the desk calls them. */
  readonly deskContacts: readonly number[];
  readonly needles: readonly string[];
  readonly kept?: KeptByLaw | null;
  /** Where each stream was when it was purged last, and when. */
  readonly places?: Places;
  readonly purgedAtMs?: number;
  /** Records about what was erased that were written while it was being erased. */
  readonly rounds: number;
}

/** No person is known by this id or number. */
export class UnknownPerson extends Error {
  override readonly name = "UnknownPerson";
}

/**
 * @throws UnknownPerson
 * @throws AmbiguousPerson
 */
export async function planErasure(
  deps: { readonly bus: Bus; readonly db: Database },
  { subjectKind, subject }: Pick<ErasureRow, "subjectKind" | "subject">,
): Promise<Plan> {
  const person = subject === null ? null : await findPerson(deps.db, subjectKind as Person["kind"], subject);
  if (!person) throw new UnknownPerson("there is no record of this person");
  const { refs, identityKeys } = await conversationsOf(deps, person.contacts);
  if (person.kind === "contact" && refs.length === 0 && identityKeys.length === 0)
    throw new UnknownPerson("there is no conversation with this contact");
  const shared = await conversationsOf(deps, person.shared);
  return {
    person,
    refs,
    shared: shared.refs,
    identityKeys,
    deskContacts: await deskContactsOf(deps.bus, refs),
    needles: needlesOf(person, refs),
    rounds: 0,
  };
}

async function deskContactsOf(bus: Bus, refs: readonly ConversationRef[]): Promise<number[]> {
  const kv = await bus.kvm.open(MIRROR_BUCKET);
  const ids = await Promise.all(
    refs.map(async ({ channel, contact }) => {
      const entry = await kv.get(`${channel}.${contact}`);
      return entry?.operation === "PUT" ? (entry.json() as { contactId?: number | null }).contactId : null;
    }),
  );
  return [...new Set(ids.filter((id) => typeof id === "number"))];
}
