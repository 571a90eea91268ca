import type { ConversationRef } from "@acolhe/events";
import { reasonOf, recordFirst } from "../audit.ts";
import type { Found } from "../installation/find-installation.ts";

/**
 * Whether what people wrote may be shown: only with a reason, which the audit has before a word is read.
 *
 * @throws CommandError without a reason, or where it cannot be recorded
 */
export async function mayReveal(
  { reveal = false, reason = "" }: { readonly reveal?: boolean; readonly reason?: string },
  { command, ref, installation }: { command: string; ref: ConversationRef; installation: Found },
): Promise<boolean> {
  if (!reveal) return false;
  const why = reasonOf(reason, "--reveal needs --reason: a sentence on why what people wrote has to be seen");
  const entry = { action: "read", entity: "conversation", entityId: `${ref.channel}:${ref.contact}` } as const;
  await recordFirst(installation, { ...entry, reason: why, command, instead: "nothing is shown" });
  return true;
}
