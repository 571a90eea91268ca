import { connectDatabase, type Database, readAlertWatch } from "@acolhe/database";
import { AlertState } from "@acolhe/status";
import { CommandError, type Tools } from "./command.ts";

export interface KeptAlerts {
  readonly state: AlertState;
  /** Null: no process ever looked after alerts here. */
  readonly savedAt: string | null;
}

export async function readAlertState(db: Database): Promise<KeptAlerts> {
  const { state, savedAt } = await readAlertWatch(db);
  return { state: AlertState.parse(state), savedAt };
}

/**
 * Without the broker: that it is away is an alert, too.
 *
 * @throws CommandError where the installation names no database
 */
export async function withAlertDatabase(
  { installation }: Tools,
  work: (db: Database) => Promise<void> | void,
): Promise<void> {
  const { DATABASE_URL } = await installation();
  if (!DATABASE_URL)
    throw new CommandError("alerts are kept in the database, and this installation names no DATABASE_URL");
  const db = connectDatabase({ url: DATABASE_URL, name: "ops", connectionsMax: 1 });
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}
