import { type Bus, entriesOf, subjectsOf } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { channelsOfContacts } from "@acolhe/database/privacy";
import {
  ChannelId,
  ContactKey,
  type ConversationRef,
  DELIVERY,
  IDENTITY_BUCKET,
  INBOUND,
  redirectKey,
  TURNS,
} from "@acolhe/events";

/** A name of a person in the bucket `identity`, and the contact it leads to. */
interface Alias {
  readonly key: string;
  readonly channel: string;
  readonly contact: string;
}

/**
 * The conversations of these contacts on every number, with those that were merged into them or they into, and all
 * names that lead there. The streams are asked, not the read side, which may be behind or lack them.
 */
export async function conversationsOf(
  { bus, db }: { bus: Bus; db: Database },
  contacts: readonly string[],
): Promise<{ refs: ConversationRef[]; identityKeys: string[] }> {
  const aliases = (await entriesOf(bus, IDENTITY_BUCKET)).flatMap(aliasOf);
  const known = new Set<string>();
  let found = new Set(contacts);
  while (found.size > 0) {
    for (const contact of found) known.add(contact);
    const next = aliases.flatMap((alias) => [
      ...(isRedirect(alias) && known.has(alias.contact) ? [redirected(alias)] : []),
      ...(isRedirect(alias) && known.has(redirected(alias)) ? [alias.contact] : []),
    ]);
    found = new Set(next.filter((contact) => !known.has(contact)));
  }
  const keys = [...known];
  const refs = new Map<string, ConversationRef>();
  for (const contact of keys)
    for (const channel of await channelsOf(bus, db, contact))
      refs.set(`${channel}/${contact}`, refOf(channel, contact));
  const identityKeys = aliases
    .filter((alias) => known.has(alias.contact) || (isRedirect(alias) && known.has(redirected(alias))))
    .map(({ key }) => key);
  return { refs: [...refs.values()], identityKeys };
}

const isRedirect = ({ key, channel }: Alias) => key.startsWith(redirectKey(refOf(channel, "")));
const redirected = ({ key, channel }: Alias) => key.slice(redirectKey(refOf(channel, "")).length);
const refOf = (channel: string, contact: string): ConversationRef => ({
  channel: channel as ChannelId,
  contact: contact as ContactKey,
});

function aliasOf({ key, json }: { key: string; json: unknown }): Alias[] {
  const { contact, survivor } = (json ?? {}) as { contact?: unknown; survivor?: unknown };
  const to = typeof contact === "string" ? contact : typeof survivor === "string" ? survivor : "";
  return [{ key, channel: key.split(".")[0] ?? "", contact: to }];
}

async function channelsOf(bus: Bus, db: Database, contact: string): Promise<string[]> {
  if (!ContactKey.safeParse(contact).success) return [];
  const channels = new Set(await channelsOfContacts(db, contact));
  const filters = [
    [INBOUND.name, `inbound.*.*.${contact}.>`, 2],
    [INBOUND.name, `timer.*.${contact}.>`, 1],
    [TURNS.name, `turn.*.${contact}.*`, 1],
    [DELIVERY.name, `delivery.*.${contact}.*`, 1],
  ] as const;
  for (const [stream, filter, place] of filters)
    for (const subject of Object.keys(await subjectsOf(bus, stream, filter)))
      channels.add(subject.split(".")[place] ?? "");
  return [...channels].filter((channel) => ChannelId.safeParse(channel).success);
}
