import type { ChannelId, ContactKey } from "@acolhe/events";
import { canonicalPhone } from "@acolhe/phone";
import type { Names } from "@acolhe/zapi";
import type { Alias, Aliases } from "./aliases.ts";
import { createSurvivors, type Merge } from "./survivors.ts";

/*
 * Identity: whose conversation a payload is about (D13).
 *
 * 1. A name leads to the contact it was first seen with, for good. It is created by compare-and-set: two instances that
 *    learn the same name agree, because the slower one reads again.
 * 2. The LID is written first. It is in most payloads, so that is where two instances meet early.
 * 3. A contact's key never changes. Names that lead to two contacts merge them: the older one goes on. One redirect of
 *    the younger moves all its names at once, also those that no payload has brought up for long.
 * 4. An operator's unmerge empties the redirect: the names lead where they led, and what is linked by a payload after
 *    that is the LID's contact's.
 * 5. Redirects lead from the younger to the older, so they end. A contact's age is in the name that its key is made of.
 */

/** Every round means another instance wrote in between; a person has two names, so a few rounds are many. */
const ROUNDS_MAX = 20;

export function createIdentity(deps: {
  aliases: Aliases;
  now: () => number;
  /** Tells the younger conversation; may come again for the same pair. */
  announce: (merge: Merge) => Promise<void>;
}) {
  const { aliases, now } = deps;
  const survivors = createSurvivors(deps);

  const keysOf = (channel: ChannelId, names: Names) => ({
    lid: names.lid === undefined ? undefined : `${channel}.lid.${names.lid}`,
    phone: names.phone === undefined ? undefined : `${channel}.phone.${canonicalPhone(names.phone)}`,
  });

  return {
    /** The contact's key as far as memory knows. Orders and counts what belongs together; never decides a subject. */
    guess(channel: ChannelId, names: Names): ContactKey {
      const { lid, phone } = keysOf(channel, names);
      const known = (lid && aliases.peek(lid)) || (phone && aliases.peek(phone));
      return survivors.guess(channel, known ? known.contact : firstKey(names));
    },

    /**
     * The contacts whose log may have what was sent under these names: those to whom they led before a merge, and the
     * phone's own, to which staff may write whichever contact it leads to.
     */
    async mayBeOf(channel: ChannelId, names: Names): Promise<readonly ContactKey[]> {
      const keys = keysOf(channel, names);
      const read = async (key: string | undefined) =>
        key ? (await aliases.read(key, { fresh: false }))?.contact : undefined;
      const [lid, phone] = await Promise.all([read(keys.lid), read(keys.phone)]);
      const own = names.phone === undefined ? undefined : firstKey(names);
      return [lid, phone, own].flatMap((contact) => contact ?? []);
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
          const of = (alias: Alias) => survivors.of(channel, alias.contact, fresh);
          const [a, b] = lid.contact === phone.contact ? [await of(lid)] : await Promise.all([of(lid), of(phone)]);
          if (b === undefined || a === b) return a;
          // Memory may be behind: what it thinks are two may be one already.
          const one = fresh && (await survivors.merge(channel, a, b));
          if (one) return one;
          continue;
        }
        const known = lid ?? phone;
        if (!learn) return known ? survivors.of(channel, known.contact, fresh) : firstKey(names);
        const alias = known ?? { contact: firstKey(names), since: now() };
        if (keys.lid && !lid && !(await aliases.create(keys.lid, alias))) continue;
        if (keys.phone && !phone && !(await aliases.create(keys.phone, alias))) continue;
        return survivors.of(channel, alias.contact, fresh);
      }
      throw new Error("the names of a contact kept changing");
    },
  };
}
/** A callback about a number that never wrote makes no contact: it would count as older than the conversation. */
export const learning = (item: { readonly target: string }) => ({ learn: item.target !== "receipt" });

export type Identity = ReturnType<typeof createIdentity>;

/**
 * The key of a new contact. From the canonical phone, so that the ninth digit can never make two contacts of one
 * person.
 */
const firstKey = (names: Names) =>
  (names.phone === undefined ? `lid-${names.lid}` : canonicalPhone(names.phone)) as ContactKey;
