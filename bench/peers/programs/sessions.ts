import type { ConversationState } from "@acolhe/conversation";
import type { SendCommand } from "@acolhe/events";
import type pg from "pg";
import { decideMessage, type Webhook } from "../decide.ts";
import { sendAll } from "./gateway.ts";

/*
 * Sessions and attempts in PostgreSQL, for the designs that have no place of their own for them. One statement is one
 * transaction: a session moves on only from the turn it was read at, and together with the attempt.
 */

const TABLES = `
  create table if not exists sessions (phone text primary key, turn int not null, state json not null);
  create table if not exists attempts (message_id text primary key, sends json not null, ids json)`;

const READ = `
  select (select turn from sessions where phone = $1) as turn, (select state from sessions where phone = $1) as state,
         a.sends, a.ids
  from (select 1) as one left join attempts a on a.message_id = $2`;

const DECIDE = `
  with moved as (
    insert into sessions (phone, turn, state) values ($1, $2, $3)
    on conflict (phone) do update set turn = excluded.turn, state = excluded.state where sessions.turn = excluded.turn - 1
    returning phone
  )
  insert into attempts (message_id, sends) select $4, $5 from moved`;

const OUTCOME = "update attempts set ids = $2 where message_id = $1";

interface Known {
  readonly turn: number | null;
  readonly state: ConversationState | null;
  readonly sends: SendCommand[] | null;
  readonly ids: string[] | null;
}

export const createTables = (db: pg.Pool) => db.query(TABLES);

/** What is to be sent for a message: decided and written down now, unless it was before a crash. */
export async function attemptOf(db: pg.Pool, webhook: Webhook): Promise<Pick<Known, "sends" | "ids">> {
  const { phone, messageId } = webhook;
  const read = await db.query<Known>({ name: "read", text: READ, values: [phone, messageId] });
  const { turn, state, sends, ids } = read.rows[0]!;
  if (sends) return { sends, ids };
  const decided = decideMessage(state, webhook);
  const values = [phone, (turn ?? 0) + 1, JSON.stringify(decided.state), messageId, JSON.stringify(decided.sends)];
  const { rowCount } = await db.query({ name: "decide", text: DECIDE, values });
  if (rowCount !== 1) throw new Error("the session moved on meanwhile");
  return { sends: [...decided.sends], ids: null };
}

/** The whole of a message: after a crash it goes on where the attempt says. */
export async function handleMessage(db: pg.Pool, webhook: Webhook): Promise<void> {
  const { sends, ids } = await attemptOf(db, webhook);
  if (ids) return;
  const sent = await sendAll(sends ?? []);
  await db.query({ name: "outcome", text: OUTCOME, values: [webhook.messageId, JSON.stringify(sent)] });
}
