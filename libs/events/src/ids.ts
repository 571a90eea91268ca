import { hash } from "node:crypto";
import { z } from "zod";

/** How the two keys below are written, for schemas that say in other words what does not fit. */
export const CHANNEL_ID = /^[a-z0-9][a-z0-9-]{0,31}$/;
export const CONTACT_KEY = /^(?:\d{5,20}|lid-\d{5,20})$/;

/** A WhatsApp number of the clinic, by the short name its configuration gives it. One subject token. */
export const ChannelId = z
  .string()
  .regex(CHANNEL_ID, "a channel id is 1 to 32 lower-case letters, digits or dashes")
  .brand<"ChannelId">();
export type ChannelId = z.infer<typeof ChannelId>;

/** The conversation key: a phone in canonical digits, or `lid-<digits>` while only a LID is known. One subject token. */
export const ContactKey = z
  .string()
  .regex(CONTACT_KEY, "a contact key is 5 to 20 digits, or lid- and 5 to 20 digits")
  .brand<"ContactKey">();
export type ContactKey = z.infer<typeof ContactKey>;

/**
 * Whether a contact key can be one of WhatsApp's: a LID, or a phone with its country, as E.164 has it; one of Brazil with
 * its area code. Keys of old records may be others.
 */
export const isCompleteContact = (key: string): boolean =>
  /^(?:lid-\d{5,20}|55[1-9][1-9]\d{8,9}|(?!55)[1-9]\d{7,14})$/.test(key);

/** A short stable id made from the parts of a deduplication key: 22 base64url characters (128 bits of SHA-256). */
export function stableId(...parts: ReadonlyArray<string | number | boolean | null | undefined>): string {
  return hash("sha256", JSON.stringify(parts), "base64url").slice(0, 22);
}
