import { ChannelId, ContactKey, type ConversationRef } from "@acolhe/events";

/*
 * The two free-text fields of Chatwoot that come back in its webhooks, and what we put in.
 * A contact's address in an inbox is our conversation: with it a webhook says by itself whom it is about.
 * A message's mark says that we wrote it; Chatwoot does not check marks for repeats, so we look before we write again.
 */

export const addressOf = (ref: ConversationRef): string => `acolhe:${ref.channel}:${ref.contact}`;

export function refOfAddress(address: string): ConversationRef | null {
  const [head, channel, contact, ...rest] = address.split(":");
  if (head !== "acolhe" || rest.length > 0) return null;
  const parsed = { channel: ChannelId.safeParse(channel), contact: ContactKey.safeParse(contact) };
  if (!parsed.channel.success || !parsed.contact.success) return null;
  return { channel: parsed.channel.data, contact: parsed.contact.data };
}

/** A message that WhatsApp already shows: the patient's, or one typed on the clinic's phone. */
export const whatsappMark = (eventId: string): string => `WAID:${eventId}`;
/** Command `index` of a turn. */
export const botMark = (turnSeq: number, index: number): string => `BOT:${turnSeq}.${index}`;
/** A note for attendants about a turn. */
export const noteMark = (turnSeq: number, what: string): string => `NOTE:${turnSeq}.${what}`;

export const isOurMark = (sourceId: string | null | undefined): boolean => /^(?:WAID|BOT|NOTE):/.test(sourceId ?? "");
