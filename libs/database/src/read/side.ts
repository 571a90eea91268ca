import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Db } from "../connection.ts";
import type {
  ReadCheckpoints,
  ReadConsents,
  ReadConversations,
  ReadDaily,
  ReadDeliveries,
  ReadEarlyReceipts,
  ReadHandoffs,
  ReadHourly,
  ReadLeads,
  ReadMessages,
  ReadSessions,
  ReadSetAside,
  ReadTurns,
} from "../schema.ts";

type Row<T> = Omit<Selectable<T>, "searchName">;
export type CheckpointRow = Row<ReadCheckpoints>;
export type ConsentRow = Row<ReadConsents>;
export type ConversationRow = Row<ReadConversations>;
export type DailyRow = Row<ReadDaily>;
export type DeliveryRow = Row<ReadDeliveries>;
export type EarlyReceiptRow = Row<ReadEarlyReceipts>;
export type HandoffRow = Row<ReadHandoffs>;
export type HourlyRow = Row<ReadHourly>;
export type LeadRow = Row<ReadLeads>;
export type MessageRow = Row<ReadMessages>;
export type SessionRow = Row<ReadSessions>;
export type SetAsideRow = Row<ReadSetAside>;
export type TurnRow = Row<ReadTurns>;

/**
 * Tables of the read side, in the order of their rebuild. `key`: what a record that comes again finds there. `once`: the
 * first row stays; otherwise the newest replaces it. Sums are added to by `addToSums` instead.
 */
export const READ_TABLES = {
  checkpoints: { key: ["stream"], again: "replace" },
  set_aside: { key: ["stream", "seq"], again: "once" },
  conversations: { key: ["channel", "contact_key"], again: "replace" },
  turns: { key: ["turn_seq"], again: "once" },
  messages: { key: ["channel", "contact_key", "id"], again: "once" },
  deliveries: { key: ["turn_seq", "command_index"], again: "replace" },
  early_receipts: { key: ["channel", "message_id"], again: "replace" },
  handoffs: { key: ["turn_seq", "command_index"], again: "replace" },
  sessions: { key: ["session_seq"], again: "replace" },
  hourly: { key: ["measure", "channel", "hour", "service", "label"], again: "replace" },
  daily: { key: ["measure", "channel", "day", "service", "label"], again: "replace" },
  leads: { key: ["id"], again: "replace" },
  consents: { key: ["turn_seq", "purpose"], again: "once" },
} as const;
export type ReadTable = keyof typeof READ_TABLES;

interface Rows {
  checkpoints: CheckpointRow;
  set_aside: SetAsideRow;
  conversations: ConversationRow;
  turns: TurnRow;
  messages: MessageRow;
  deliveries: DeliveryRow;
  early_receipts: EarlyReceiptRow;
  handoffs: HandoffRow;
  sessions: SessionRow;
  hourly: HourlyRow;
  daily: DailyRow;
  leads: LeadRow;
  consents: ConsentRow;
}

/** Where the read side that is served lives, and where a new one is built beside it. */
export const LIVE = "read";
export const NEXT = "read_next";
/** The one that was live before the last rebuild, until it is dropped. */
export const OLD = "read_old";

/** One read side: all its tables, under the schema of this name. Everything is a statement for many rows at once. */
export interface ReadSide {
  readonly db: Db;
  readonly schema: string;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const tableOf = (side: ReadSide, table: ReadTable) => sql.id(side.schema, table);

/** Writes rows of one table. All must have the same columns, and no two the same key unless the first of them stays. */
export async function writeRows<T extends ReadTable>(
  side: ReadSide,
  table: T,
  rows: readonly Rows[T][],
): Promise<void> {
  if (rows.length === 0) return;
  const { key, again } = READ_TABLES[table];
  const columns = Object.keys(rows[0] as object).map(snake);
  const list = sql.join(columns.map((column) => sql.id(column)));
  const keys = sql.join(key.map((column) => sql.id(column)));
  const others = columns.filter((column) => !(key as readonly string[]).includes(column));
  const conflict =
    again === "once"
      ? sql`on conflict do nothing`
      : sql`on conflict (${keys}) do update set ${sql.join(
          others.map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`),
        )}`;
  const values = recordset(side, table, rows);
  await sql`
    insert into ${tableOf(side, table)} (${list}) select ${list} from ${values} ${conflict}`.execute(side.db);
}

/** Adds to the sums of hours and of days. One that comes to nothing is as if it had never been. */
export async function addToSums(side: ReadSide, rows: readonly HourlyRow[]): Promise<void> {
  if (rows.length === 0) return;
  await merge(side, "hourly", "hour", recordset(side, "hourly", rows));
  const days = new Map<string, DailyRow>();
  for (const { hour, count, totalMs, ...row } of rows) {
    const day = hour.slice(0, 10);
    const key = JSON.stringify([row.measure, row.channel, day, row.service, row.label]);
    const before = days.get(key);
    days.set(key, { ...row, day, count: (before?.count ?? 0) + count, totalMs: (before?.totalMs ?? 0) + totalMs });
  }
  await merge(side, "daily", "day", recordset(side, "daily", [...days.values()]));
}

async function merge(side: ReadSide, table: "hourly" | "daily", span: "hour" | "day", rows: RawBuilder<unknown>) {
  const when = sql.id(span);
  await sql`
    merge into ${tableOf(side, table)} t
    using (select measure, channel, ${when}, service, label, count, total_ms from ${rows}) n
    on t.measure = n.measure and t.channel = n.channel and t.${when} = n.${when} and t.service = n.service
      and t.label = n.label
    when matched and t.count + n.count = 0 and t.total_ms + n.total_ms = 0 then delete
    when matched then update set count = t.count + n.count, total_ms = t.total_ms + n.total_ms
    when not matched and (n.count <> 0 or n.total_ms <> 0)
      then insert values (n.measure, n.channel, n.${when}, n.service, n.label, n.count, n.total_ms)
  `.execute(side.db);
}

/** Rows as one parameter, however many they are. */
function recordset(side: ReadSide, table: ReadTable, rows: readonly object[]) {
  const names = Object.keys(rows[0] ?? {}).map((name) => [name, snake(name)] as const);
  const body = rows.map((row) => {
    const named: Record<string, unknown> = {};
    for (const [name, column] of names) named[column] = row[name as keyof typeof row];
    return named;
  });
  return sql`json_populate_recordset(null::${tableOf(side, table)}, ${JSON.stringify(body)}::json)`;
}

/** The rows whose columns `by` have one of these values, compared position by position. */
export async function readRows<T extends ReadTable>(
  side: ReadSide,
  table: T,
  by: Readonly<Record<string, "text" | "bigint" | "smallint" | "uuid">>,
  values: readonly (readonly (string | number)[])[],
  where: "true" | "resolved_at is null" | "kind = 'unfinished'" = "true",
): Promise<Rows[T][]> {
  if (values.length === 0) return [];
  const columns = Object.keys(by);
  const arrays = sql.join(
    columns.map((column, index) => sql`${values.map((value) => value[index])}::${sql.raw(by[column]!)}[]`),
  );
  const names = sql.join(columns.map((column) => sql.id(column)));
  const { rows } = await sql<{ readonly searchName?: string }>`
    select t.* from ${tableOf(side, table)} t
    join (select distinct * from unnest(${arrays}) as k(${names})) k using (${names})
    where ${sql.raw(where)}`.execute(side.db);
  // Generated columns are read, never written.
  return rows.map(({ searchName: _generated, ...row }) => row as unknown as Rows[T]);
}

/**
 * Takes back leads whose wish a later one took up. What staff have begun to do with one stays: at a rebuild, too, because
 * nothing can be done with a lead that is gone.
 */
export async function withdrawLeads(side: ReadSide, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    delete from ${tableOf(side, "leads")} t
    where id = any(${ids}::uuid[]) and not exists (select from public.lead_handling where lead_id = t.id)`.execute(
    side.db,
  );
}

/** What the patient changed or took back. Applies to what came before it in the stream, and to nothing else. */
export interface MessageChange {
  readonly channel: string;
  readonly messageId: string;
  readonly seq: number;
  readonly at: string;
  /** Absent: the message was taken back. */
  readonly text?: string;
}

export async function changeMessages(side: ReadSide, changes: readonly MessageChange[]): Promise<void> {
  for (const { channel, messageId, seq, at, text } of changes)
    await sql`
      update ${tableOf(side, "messages")}
      set ${text === undefined ? sql`revoked_at = ${at}` : sql`text = ${text}, edited_at = ${at}`}
      where channel = ${channel} and message_id = ${messageId} and inbound_seq < ${seq}`.execute(side.db);
}

export async function forgetReceipts(side: ReadSide, keys: readonly (readonly [string, string])[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    delete from ${tableOf(side, "early_receipts")} t
    using unnest(${keys.map(([channel]) => channel)}::text[], ${keys.map(([, id]) => id)}::text[]) as k(channel, message_id)
    where t.channel = k.channel and t.message_id = k.message_id`.execute(side.db);
}

/**
 * How far a stream is projected; 0 before its first record. Locks the row, so that of two processes which both think
 * it is their turn, the second sees what the first has done.
 */
export async function lockCheckpoint(side: ReadSide, stream: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    insert into ${tableOf(side, "checkpoints")} as c (stream, seq) values (${stream}, 0)
    on conflict (stream) do update set seq = c.seq
    returning seq`.execute(side.db);
  return rows[0]!.seq;
}

/** The last record of a stream that is projected: its sequence, 0 before the first, and when the broker stored it. */
export interface Checkpoint {
  readonly seq: number;
  /** Epoch ms. */
  readonly storedAtMs: number | null;
}

export async function readPlace(side: ReadSide, stream: string): Promise<Checkpoint> {
  const { rows } = await sql<Checkpoint>`
    select seq, (extract(epoch from stored_at) * 1000)::double precision as "storedAtMs"
    from ${tableOf(side, "checkpoints")} where stream = ${stream}`.execute(side.db);
  return rows[0] ?? { seq: 0, storedAtMs: null };
}

export const readCheckpoint = async (side: ReadSide, stream: string): Promise<number> =>
  (await readPlace(side, stream)).seq;
