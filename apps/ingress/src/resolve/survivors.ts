import type { ChannelId, ContactKey } from "@acolhe/events";
import type { Aliases } from "./aliases.ts";

/** A person has two names, and each merge needs another two; the bound only ends a mistake. */
const REDIRECTS_MAX = 20;

export interface Merge {
  readonly channel: ChannelId;
  readonly survivor: ContactKey;
  readonly younger: ContactKey;
}

/** Which of several contacts that are one person goes on: rules 3 to 5 of identity.ts. */
export function createSurvivors(deps: {
  aliases: Aliases;
  /** Tells the younger conversation; may come again for the same pair. */
  announce: (merge: Merge) => Promise<void>;
}) {
  const { aliases, announce } = deps;

  /** As far as memory knows. */
  function guess(channel: ChannelId, key: ContactKey): ContactKey {
    let contact = key;
    for (let step = 0; step < REDIRECTS_MAX; step++) {
      const survivor = aliases.peekRedirect({ channel, contact })?.survivor;
      if (!survivor) break;
      contact = survivor;
    }
    return contact;
  }

  async function of(channel: ChannelId, key: ContactKey, fresh: boolean): Promise<ContactKey> {
    let contact = key;
    for (let step = 0; step < REDIRECTS_MAX; step++) {
      const redirect = await aliases.readRedirect({ channel, contact }, { fresh });
      if (!redirect?.survivor) return contact;
      contact = redirect.survivor;
    }
    return contact;
  }

  /** Null: another instance was first. */
  async function merge(channel: ChannelId, lid: ContactKey, phone: ContactKey): Promise<ContactKey | null> {
    const [a, b] = await Promise.all([sinceOf(channel, lid), sinceOf(channel, phone)]);
    const [older, younger] = a < b || (a === b && lid < phone) ? [lid, phone] : [phone, lid];
    const redirect = await aliases.readRedirect({ channel, contact: younger }, { fresh: true });
    if (redirect) return redirect.survivor === null ? lid : null;
    // First the younger conversation learns it, then names move: after a crash in between the merge is made again.
    await announce({ channel, survivor: older, younger });
    return (await aliases.createRedirect({ channel, contact: younger }, older)) ? older : null;
  }

  async function sinceOf(channel: ChannelId, contact: ContactKey): Promise<number> {
    const key = contact.startsWith("lid-") ? `${channel}.lid.${contact.slice(4)}` : `${channel}.phone.${contact}`;
    // A process that died between writing two names leaves this one out: then it counts as the youngest.
    return (await aliases.read(key, { fresh: false }))?.since ?? Number.POSITIVE_INFINITY;
  }

  return { guess, of, merge };
}
