import { userInfo } from "node:os";
import type { AuditAction, AuditEntity } from "@acolhe/database";
import { ORDER_REASON_LENGTH_MAX } from "@acolhe/events";
import { CommandError, UsageError } from "./command.ts";
import type { Found } from "./installation/find-installation.ts";

const REASON_LENGTH_MIN = 5;

/** Who is at the command line, by the name the machine knows them by. */
export const operatorName = (): string => userInfo().username;

/** @throws UsageError with `needed` where there is none, and with its bounds where it is too short or too long */
export function reasonOf(reason: string | undefined, needed: string): string {
  const why = (reason ?? "").trim();
  if (why === "") throw new UsageError(needed);
  if (why.length < REASON_LENGTH_MIN || why.length > ORDER_REASON_LENGTH_MAX)
    throw new UsageError(
      `--reason has ${why.length} characters, and the audit takes ${REASON_LENGTH_MIN} to ${ORDER_REASON_LENGTH_MAX}`,
    );
  return why;
}

/** What the audit keeps of a command. */
export interface Entry {
  readonly action: AuditAction;
  readonly entity: AuditEntity;
  readonly entityId: string;
  readonly reason: string;
  /** As it is called after `ops`. */
  readonly command: string;
  /** What does not happen where this cannot be recorded. */
  readonly instead: string;
}

/**
 * The audit has it before anything is shown or done.
 *
 * @throws CommandError where it cannot be recorded
 */
export async function recordFirst(installation: Found, entry: Entry): Promise<void> {
  const { action, entity, entityId, reason, command, instead } = entry;
  if (!installation.DATABASE_URL)
    throw new CommandError("the reason cannot be recorded: this installation names no DATABASE_URL");
  const { connectDatabase, recordAudit } = await import("@acolhe/database");
  const db = connectDatabase({ url: installation.DATABASE_URL, name: "ops" });
  try {
    const changes = { reason, command: `ops ${command}`, operator: operatorName() };
    await recordAudit(db, [{ action, entity, entityId, changes }]);
  } catch (cause) {
    throw new CommandError(`the reason could not be recorded in the audit, so ${instead}`, { cause });
  } finally {
    await db.destroy();
  }
}
