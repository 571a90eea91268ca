import type { ChannelId, ContactKey } from "@acolhe/events";
import type { Names } from "@acolhe/zapi";
import type { Alias, AliasEntry, Aliases } from "./aliases.ts";
import { canonicalPhone } from "./canonical-phone.ts";

/*
 * Identity: whose conversation a payload is about (D13).
 *
 * 1. A name leads to one contact at a time, and only compare-and-set changes where it leads: two instances that learn
 *    the same name agree, because the slower one reads again.
 * 2. The LID is written first. It is in most payloads, so that is where two instances meet early.
 * 3. A contact's key never changes. Names that lead to two contacts merge them: the older one goes on.
 */

/** Every round means another instance wrote in between; a person has two names, so a few rounds are many. */
const ROUNDS_MAX = 20;

export interface Merge {
  readonly channel: ChannelId;
  readonly survivor: ContactKey;
  readonly younger: ContactKey;
}

export function createIdentity(deps: {
  aliases: Aliases;
  now: () => number;
  /** Tells the younger conversation; may come again for the same pair. */
  announce: (merge: Merge) => Promise<void>;
}) {
  const { aliases, now, announce } = deps;

  const keysOf = (channel: ChannelId, names: Names) => ({
    lid: names.lid === undefined ? undefined : `${channel}.lid.${names.lid}`,
    phone: names.phone === undefined ? undefined : `${channel}.phone.${canonicalPhone(names.phone)}`,
  });

  return {
    /** The contact's key as far as memory knows. Orders and counts what belongs together; never decides a subject. */
    guess(channel: ChannelId, names: Names): ContactKey {
      const { lid, phone } = keysOf(channel, names);
      const known = (lid && aliases.peek(lid)) ?? (phone && aliases.peek(phone));
      return known ? known.contact : firstKey(names);
    },

    /**
     * The contact's key. With `learn`, names not seen before are written down; without, an unknown name gets the key
     * it would be given.
     */
    async resolve(channel: ChannelId, names: Names, { learn }: { learn: boolean }): Promise<ContactKey> {
      const keys = keysOf(channel, names);
      for (let round = 0; round < ROUNDS_MAX; round++) {
        const fresh = round > 0;
        const [lid, phone] = await Promise.all([
          keys.lid ? aliases.read(keys.lid, { fresh }) : null,
          keys.phone ? aliases.read(keys.phone, { fresh }) : null,
        ]);
        if (lid && phone) {
          if (lid.contact === phone.contact) return lid.contact;
          // Memory may be behind: what it thinks are two may be one already.
          const survivor = fresh && (await merge(channel, lid, phone));
          if (survivor) return survivor;
          continue;
        }
        const known: Alias | null = lid ?? phone;
        if (!learn) return known?.contact ?? firstKey(names);
        const alias = known ?? { contact: firstKey(names), since: now() };
        if (keys.lid && !lid && !(await aliases.create(keys.lid, alias))) continue;
        if (keys.phone && !phone && !(await aliases.create(keys.phone, alias))) continue;
        return alias.contact;
      }
      throw new Error("the names of a contact kept changing");
    },
  };

  /** Null: another instance changed a name meanwhile. */
  async function merge(channel: ChannelId, a: AliasEntry, b: AliasEntry): Promise<ContactKey | null> {
    const aIsOlder = a.since < b.since || (a.since === b.since && a.contact < b.contact);
    const [older, younger] = aIsOlder ? [a, b] : [b, a];
    // First the younger conversation learns it, then names move: after a crash in between the merge is made again.
    await announce({ channel, survivor: older.contact, younger: younger.contact });
    return (await aliases.repoint(younger, older)) ? older.contact : null;
  }
}
export type Identity = ReturnType<typeof createIdentity>;

/** The key of somebody new. From the canonical phone, so that the ninth digit can never make two of one person. */
const firstKey = (names: Names) =>
  (names.phone === undefined ? `lid-${names.lid}` : canonicalPhone(names.phone)) as ContactKey;
