import { stableId, type WebhookIgnored } from "@acolhe/events";
import type { NormaliseContext, Normalised } from "./types.ts";

/** Longest label the record of an ignored webhook holds. */
const WHAT_LENGTH_MAX = 64;

export function ignored(
  reason: WebhookIgnored["reason"],
  what: string,
  key: ReadonlyArray<string | number | boolean | undefined>,
  { receivedAt }: NormaliseContext,
): Normalised {
  const id = stableId("ignored", reason, ...key);
  return { target: "ignored", draft: { id, reason, what: label(what), receivedAt } };
}

/** `GROUP_CREATE` → `group-create`. Whatever else a stranger wrote there is cut to letters and digits. */
export function label(name: string): string {
  const dashed = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  // A label travels into metrics and logs: a run of digits might be a phone.
  return dashed.replace(/\d{5,}/g, "n").slice(0, WHAT_LENGTH_MAX);
}

interface Chat {
  readonly phone?: string | undefined;
  readonly isGroup?: boolean | undefined;
  readonly isNewsletter?: boolean | undefined;
  readonly broadcast?: boolean | undefined;
}

/** Chats that are not with one person. Flags lie at times, so the form of the chat's name counts as well. */
export function outOfScope({ phone = "", isGroup, isNewsletter, broadcast }: Chat) {
  if (phone === "status@broadcast") return "story";
  if (isNewsletter || phone.endsWith("@newsletter")) return "newsletter";
  if (broadcast || phone.endsWith("broadcast")) return "broadcast";
  if (isGroup || phone.endsWith("-group") || /^\d+-\d+$/.test(phone)) return "group";
  return undefined;
}
