import { type Bus, lastOf } from "@acolhe/bus";
import {
  anyInboundOf,
  anyTurnOf,
  type ChannelId,
  ContactKey,
  type ConversationRef,
  IDENTITY_BUCKET,
  INBOUND,
  Redirect,
  redirectKey,
  TURNS,
} from "@acolhe/events";
import { dialled } from "@acolhe/phone/brazil";
import { knownChannels } from "@acolhe/status";
import { CommandError } from "../command.ts";

/**
 * The conversation that a channel and a contact name, as ingress would find it: signs of writing are dropped, a missing
 * ninth digit is tried, and a merged contact leads to its survivor.
 *
 * @throws CommandError when there is no such channel, or no conversation with this contact on it
 */
export async function resolveContact(
  bus: Bus,
  channel: string,
  contact: string,
  { followMerges = true }: { readonly followMerges?: boolean } = {},
): Promise<ConversationRef> {
  const [id] = await channelsOf(bus, channel);
  for (const key of keysOf(contact)) {
    const ref = { channel: id!, contact: key };
    if (await isKnown(bus, ref)) return followMerges ? await survivorOf(bus, ref) : ref;
  }
  throw new CommandError(
    `no conversation with this contact on ${channel}; give the number with its country code, as 5511999990000`,
  );
}

/**
 * The channels that are meant; undefined: all.
 *
 * @throws CommandError when there is no such channel
 */
export async function channelsOf(bus: Bus, wanted: string | undefined): Promise<ChannelId[]> {
  const known = await knownChannels(bus);
  const found = known.filter((id) => wanted === undefined || id === wanted);
  if (found.length > 0 || wanted === undefined) return found;
  throw new CommandError(`there is no channel ${wanted}; known are: ${known.join(", ") || "none"}`);
}

/** What is a key as it stands or without signs of writing, and the one form of what is a phone number. */
export const keysOf = (contact: string): ContactKey[] =>
  [contact, contact.replace(/[\s().+-]/g, ""), dialled(contact)].flatMap((key) => ContactKey.safeParse(key).data ?? []);

const isKnown = async (bus: Bus, ref: ConversationRef): Promise<boolean> =>
  (await lastOf(bus, TURNS.name, anyTurnOf(ref))) !== null ||
  (await lastOf(bus, INBOUND.name, anyInboundOf(ref))) !== null;

/** Who a contact is now. */
export async function survivorOf(bus: Bus, ref: ConversationRef): Promise<ConversationRef> {
  const entry = await (await bus.kvm.open(IDENTITY_BUCKET)).get(redirectKey(ref));
  const redirect = entry?.operation === "PUT" ? Redirect.safeParse(entry.json()).data : undefined;
  return redirect?.survivor ? { ...ref, contact: redirect.survivor } : ref;
}
