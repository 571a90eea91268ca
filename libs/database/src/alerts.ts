import { sql } from "kysely";
import type { Db } from "./connection.ts";

/*
 * What alerts remember. One process at a time is their sender: the one whose name stands in the row, until the time that
 * stands there, too. It says so again before that is over; where it does not, another may.
 */

/** What an operator asks of the alerts' sender. */
export interface AlertOrder {
  readonly id: string;
  readonly kind: "acknowledge" | "test";
  /** Of the alert; null in a test. */
  readonly alertKey: string | null;
  readonly orderedBy: string;
  readonly orderedAt: string;
}

/** What was saved, if the caller is the sender now; null: another process is. */
export async function takeAlertWatch(
  db: Db,
  { holder, forMs }: { readonly holder: string; readonly forMs: number },
): Promise<unknown> {
  const { rows } = await sql<{ state: unknown }>`
    update alert_watch set holder = ${holder}, held_until = now() + ${forMs} * interval '1 millisecond'
    where holder = ${holder} or held_until <= now() returning state`.execute(db);
  return rows[0]?.state ?? null;
}

/** Saves the sender's state together with the orders that are in it; false: another process is the sender by now. */
export async function saveAlertWatch(
  db: Db,
  { holder, state, orders }: { readonly holder: string; readonly state: object; readonly orders: readonly string[] },
): Promise<boolean> {
  const { rows } = await sql`
    with saved as (
      update alert_watch set state = ${JSON.stringify(state)}::jsonb, saved_at = now() where holder = ${holder} returning one
    ), done as (
      delete from alert_orders where id = any(${orders}::uuid[]) and exists (select from saved)
    )
    select one from saved`.execute(db);
  return rows.length > 0;
}

/** Lets another process be the sender at once. */
export async function leaveAlertWatch(db: Db, holder: string): Promise<void> {
  await sql`update alert_watch set held_until = to_timestamp(0) where holder = ${holder}`.execute(db);
}

export interface SavedWatch {
  readonly state: unknown;
  readonly savedAt: string | null;
  /** By the database's clock, which wrote the time. */
  readonly savedMsAgo: number | null;
}

/** What the sender remembered last, and when; reading it changes nothing. */
export async function readAlertWatch(db: Db): Promise<SavedWatch> {
  const { rows } = await sql<SavedWatch>`
    select state, saved_at, extract(epoch from now() - saved_at)::float8 * 1000 as saved_ms_ago
    from alert_watch`.execute(db);
  return rows[0] ?? { state: {}, savedAt: null, savedMsAgo: null };
}

export async function orderOfAlerts(db: Db, order: Pick<AlertOrder, "kind" | "alertKey" | "orderedBy">) {
  await db.insertInto("alertOrders").values(order).execute();
}

export async function listAlertOrders(db: Db): Promise<AlertOrder[]> {
  const { rows } = await sql<AlertOrder>`
    select id, kind, alert_key, ordered_by, ordered_at from alert_orders order by id`.execute(db);
  return rows;
}
