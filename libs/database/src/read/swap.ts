import { sql } from "kysely";
import type { Database, Db } from "../connection.ts";
import { carryWhatLogsLack } from "./carry.ts";
import { type CheckpointRow, LIVE, NEXT, OLD, READ_TABLES } from "./side.ts";

/** An empty read side beside the one that is served, of the same shape. What an earlier, broken-off one left is dropped. */
export async function createNext(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await dropSchema(trx, NEXT);
    await dropSchema(trx, OLD);
    await actAsOwner(trx);
    await sql`create schema ${sql.id(NEXT)}`.execute(trx);
    for (const table of Object.keys(READ_TABLES)) {
      await sql`create table ${sql.id(NEXT, table)} (like ${sql.id(LIVE, table)} including all excluding indexes)`.execute(
        trx,
      );
      await copyIndexes(trx, table);
    }
  });
}

/** No matter which role rebuilds, the new side gets the served one's owner, who may then go on writing it. */
async function actAsOwner(trx: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select pg_get_userbyid(nspowner) as name from pg_namespace
    where nspname = ${LIVE} and pg_has_role(current_user, nspowner, 'set')`.execute(trx);
  if (rows[0]) await sql`set local role ${sql.id(rows[0].name)}`.execute(trx);
}

/** `including indexes` would give them other names, and migrations to come know them by name. */
async function copyIndexes(db: Db, table: string): Promise<void> {
  const from = `${LIVE}.${table}`;
  const constraints = await sql<{ name: string; definition: string }>`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${from}::regclass and contype in ('p', 'u') order by conname`.execute(db);
  for (const { name, definition } of constraints.rows)
    await sql`alter table ${sql.id(NEXT, table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(db);
  const indexes = await sql<{ definition: string }>`
    select pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid = ${from}::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    order by i.indexrelid::regclass::text`.execute(db);
  for (const { definition } of indexes.rows)
    await sql.raw(definition.replace(` ON ${from} `, ` ON ${NEXT}.${table} `)).execute(db);
}

/**
 * Puts the rebuilt side in the place of the served one, in one transaction. Readers see the one or the other.
 *
 * @param options.catchUp called with the old side's checkpoints while no process can move them; must bring the new side
 *   as far, and end all writing to it
 * @param options.firstInboundSeq what the stream no longer has below it is carried over: messages outlive their stream
 */
export async function swapIn(
  db: Database,
  options: {
    readonly catchUp: (served: readonly CheckpointRow[]) => Promise<void>;
    readonly firstInboundSeq: () => Promise<number>;
  },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // The whole table: a projector that waits for it looks the name up again when the wait is over.
    await sql`lock table ${sql.id(LIVE, "checkpoints")} in access exclusive mode`.execute(trx);
    // The archive may be large, and only the projector waits for it.
    await sql`set local statement_timeout = 0`.execute(trx);
    const { rows } = await sql<CheckpointRow>`select * from ${sql.id(LIVE, "checkpoints")}`.execute(trx);
    await options.catchUp(rows);
    const first = await options.firstInboundSeq();
    // An event whose first copy the stream has lost may still be there as a repeat: the first copy is what counted.
    await sql`
      delete from ${sql.id(NEXT, "messages")} n using ${sql.id(LIVE, "messages")} o
      where o.inbound_seq < ${first} and (n.channel, n.contact_key, n.id) = (o.channel, o.contact_key, o.id)
    `.execute(trx);
    await sql`
      insert into ${sql.id(NEXT, "messages")} select * from ${sql.id(LIVE, "messages")} where inbound_seq < ${first}
    `.execute(trx);
    await carryWhatLogsLack(trx);
    await sql`alter schema ${sql.id(LIVE)} rename to ${sql.id(OLD)}`.execute(trx);
    await sql`alter schema ${sql.id(NEXT)} rename to ${sql.id(LIVE)}`.execute(trx);
  });
  // Not above: a query that still reads the old tables would be waited for with everybody else waiting behind.
  await dropSchema(db, OLD);
}

/** Without this the first lists after a swap would be planned for empty tables. */
export async function analyzeNext(db: Database): Promise<void> {
  for (const table of Object.keys(READ_TABLES)) await sql`analyze ${sql.id(NEXT, table)}`.execute(db);
}

async function dropSchema(db: Db, schema: string): Promise<void> {
  await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
}
