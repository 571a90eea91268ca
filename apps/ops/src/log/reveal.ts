import { userInfo } from "node:os";
import type { ConversationRef } from "@acolhe/events";
import { CommandError } from "../command.ts";
import type { Found } from "../installation/find-installation.ts";

const REASON_LENGTH_MIN = 5;
const REASON_LENGTH_MAX = 500;

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
  const why = reason.trim();
  if (why.length < REASON_LENGTH_MIN || why.length > REASON_LENGTH_MAX)
    throw new CommandError("--reveal needs --reason: a sentence on why what people wrote has to be seen");
  if (!installation.DATABASE_URL)
    throw new CommandError("the reason cannot be recorded: this installation names no DATABASE_URL");
  const { connectDatabase, conversationName, recordAudit } = await import("@acolhe/database");
  const db = connectDatabase({ url: installation.DATABASE_URL, name: "ops" });
  try {
    await recordAudit(db, [
      {
        action: "read",
        entity: "conversation",
        entityId: conversationName(ref),
        changes: { reason: why, command: `ops ${command}`, operator: userInfo().username },
      },
    ]);
  } catch (cause) {
    throw new CommandError("the reason could not be recorded in the audit, so nothing is shown", { cause });
  } finally {
    await db.destroy();
  }
  return true;
}
