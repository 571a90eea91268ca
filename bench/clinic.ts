import { type Database, ensureChannels, seed } from "@acolhe/database";
import { LIVE } from "@acolhe/database/projection";
import { sql } from "kysely";

/*
 * A clinic after a year: patients, and the read side as the projector would have filled it. The rows are made by the
 * server, with the tables' indexes away meanwhile: ten million messages through the streams would take hours to publish.
 */

const DAYS = 365;
const TURNS_EACH = 5;
/** One contact in a thousand writes as often as this. */
const TURNS_OF_REGULARS = 200;
const NAMES = ["Ana", "Bruno", "Carla", "Davi", "Elisa", "Fábio", "Gilda", "Heitor", "Iara", "João", "Maria", "Zélia"];
const SERVICES = ["", "psicologia", "fonoaudiologia", "fisioterapia", "nutricao", "pediatria"];
const STEPS = ["menu", "name", "birth", "service", "doubts", "price", "when", "who", "insurance", "confirm", "done"];

export interface Size {
  readonly patients: number;
  readonly contacts: number;
}

const CHANNELS = ["main", "second"] as const;
/** A contact's channel and key, as the rows below have them. */
export const contactOf = (n: number) => ({
  channel: CHANNELS[n % 4 === 0 ? 1 : 0],
  contactKey: `55119${String(10_000_000 + n)}`,
});
const CHANNEL = sql`case when n % 4 = 0 then ${sql.lit(CHANNELS[1])} else ${sql.lit(CHANNELS[0])} end`;
const CONTACT = sql`'55119' || (10000000 + n)`;
const choose = (list: readonly string[], by: string) =>
  sql`(${sql.val([...list])}::text[])[1 + (${sql.raw(by)}) % ${sql.lit(list.length)}]`;

export async function fillClinic(db: Database, { patients, contacts }: Size): Promise<void> {
  await seed(db, { patients });
  await ensureChannels(db, CHANNELS);
  await db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one);
    await sql`set maintenance_work_mem = '1GB'`.execute(one);
    await sql`set synchronous_commit = off`.execute(one);
    const restore = await takeIndexes(one);
    await fillHistory(one, contacts);
    for (const statement of restore) await sql.raw(statement).execute(one);
    await sql`vacuum analyze`.execute(one);
    await sql`reset all`.execute(one);
  });
}

/** Takes the read side's indexes and its log away; resolves with what puts the indexes back. */
async function takeIndexes(db: Database): Promise<string[]> {
  const { rows: keys } = await sql<{ name: string; on: string; definition: string }>`
    select conname as name, conrelid::regclass::text as on, pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = ${LIVE}::regnamespace and contype in ('p', 'u')`.execute(db);
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    join pg_class c on c.oid = i.indrelid where c.relnamespace = ${LIVE}::regnamespace
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`.execute(db);
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db);
  for (const { name, on } of keys) await sql.raw(`alter table ${on} drop constraint ${name}`).execute(db);
  for (const on of new Set(keys.map((key) => key.on))) await sql.raw(`alter table ${on} set unlogged`).execute(db);
  return [
    ...keys.map(({ name, on, definition }) => `alter table ${on} add constraint ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}

async function fillHistory(db: Database, contacts: number): Promise<void> {
  const turns = contacts * TURNS_EACH;
  // Contact `n` speaks once in each of the year's five stretches, regulars more often; `t` is the turn's number.
  await sql`
    create temporary table told as
    select t, (t - 1) % ${sql.lit(contacts)} + 1 as n from generate_series(1, ${sql.lit(turns)}::bigint) t
    union all
    select ${sql.lit(turns)} + (n / 1000 - 1) * ${sql.lit(TURNS_OF_REGULARS)} + k, n
    from generate_series(1000, ${sql.lit(contacts)}::bigint, 1000) n, generate_series(1, ${sql.lit(TURNS_OF_REGULARS)}) k`.execute(
    db,
  );
  await sql`
    create temporary table talk as
    select t, n, ${CHANNEL} as channel, ${CONTACT} as contact_key,
      date_trunc('milliseconds', now() - interval '1 day' * ${sql.lit(DAYS)}
        * (1 - (case when t > ${sql.lit(turns)} then (t * 7919) % ${sql.lit(turns)} else t end)::float8 / ${sql.lit(turns)})) as at
    from told`.execute(db);
  await fillTalk(db);
  await fillSessions(db, contacts);
  await fillSums(db);
  await sql`
    insert into read.checkpoints (stream, seq) select 'TURNS', max(t) from talk
    union all select 'INBOUND', max(t) from talk union all select 'DELIVERY', max(t) * 4 from talk`.execute(db);
  await sql`drop table talk, told`.execute(db);
}

/** What was said, decided and delivered, and how each conversation stands. */
async function fillTalk(db: Database): Promise<void> {
  await sql`
    insert into read.turns (turn_seq, channel, contact_key, decided_at, lane, outcome, rule, engine_version, flow_version,
      event_id, event_type, event_seq, previous_turn_seq, step, mode, command_count)
    select t, channel, contact_key, at + interval '1 second', 'reply', 'advanced', 'menu:' || t % 9, '1', 'f0f0f0f0', 'e' || t,
      'message-received', t, 0, ${choose(STEPS, "t")}, 'bot', 1 from talk`.execute(db);
  await sql`
    insert into read.messages (channel, contact_key, id, author, at, kind, text, inbound_seq, turn_seq, command_index, message_id)
    select channel, contact_key, 'e' || t, 'patient', at, 'text', 'Gostaria de marcar uma consulta para a semana que vem',
      t, null::bigint, null::smallint, 'm' || t from talk
    union all
    select channel, contact_key, 'turn-' || lpad(t::text, 12, '0') || '-000', 'bot', at + interval '1 second', 'text',
      'Claro! Qual o melhor dia e horário para você? Atendemos de segunda a sexta, das 8h às 18h.',
      null, t, 0, null from talk`.execute(db);
  await sql`
    insert into read.deliveries (turn_seq, command_index, channel, contact_key, lane, status, rank, attempts, message_id,
      first_at, accepted_at, sent_at, received_at, read_at, changed_seq)
    select t, 0, channel, contact_key, 'reply', 'read', 6, 1, 'o' || t, at, at, at, at, at, t * 4 from talk`.execute(
    db,
  );
  await sql`
    insert into read.conversations (channel, contact_key, first_turn_seq, turn_seq, turn_count, name, step, mode, language,
      flow_version, opted_out, last_message_at, last_patient_at, last_answer_at, waiting_since, session_seq)
    select channel, contact_key, min(t), max(t), count(*),
      ${choose(NAMES, "n")} || ' ' || (${choose(["Silva", "Santos", "Uchôa", "Reis", "Lima"], "n / 12")}) || ' ' || n,
      ${choose(STEPS, "n")}, case when n % 40 = 0 then 'human' else 'bot' end, 'pt', 'f0f0f0f0', false,
      max(at) + interval '1 second', max(at), max(at) + interval '1 second', case when n % 400 = 0 then max(at) end, min(t)
    from talk group by channel, contact_key, n`.execute(db);
}

/** What came of the sessions: handoffs, leads, and what staff did about these. */
async function fillSessions(db: Database, contacts: number): Promise<void> {
  await sql`
    insert into read.sessions (session_seq, channel, contact_key, started_at, service, lead_seq, handoff_seq, first_reply_ms, steps)
    select t, channel, contact_key, at, ${choose(SERVICES, "(t / 7)::int")}, case when t % 4 = 0 then t end,
      case when t % 8 = 0 then t end, 1000, '{}' from talk where t <= ${sql.lit(contacts)} or t % 5 = 0`.execute(db);
  await sql`
    insert into read.handoffs (turn_seq, command_index, channel, contact_key, session_seq, asked_at, reason, team, priority, summary)
    select session_seq, 1, channel, contact_key, session_seq, started_at, 'asked', 'recepcao', 'normal', '{}'
    from read.sessions where handoff_seq is not null`.execute(db);
  await sql`
    insert into read.leads (id, channel, contact_key, turn_seq, captured_at, name, service, team, reason, captured, kind, language)
    select gen_random_uuid(), channel, contact_key, session_seq, started_at,
      ${choose(NAMES, "session_seq")} || ' Lead ' || session_seq, nullif(service, ''), null, null, '{}', 'appointment', 'pt'
    from read.sessions where lead_seq is not null`.execute(db);
  await sql`
    insert into lead_handling (lead_id, status, discard_reason, updated_by, created_at, updated_at)
    select id, 'discarded', 'engano', (select id from users limit 1), captured_at, captured_at + interval '1 hour' from read.leads where turn_seq % 3 = 0`.execute(
    db,
  );
}

/** What the projector adds up, from the rows it adds up. */
async function fillSums(db: Database): Promise<void> {
  await sql`
    insert into read.hourly (measure, channel, hour, service, label, count, total_ms)
    select 'patient-message', channel, date_trunc('hour', at), '', '', count(*), 0 from talk group by 2, 3
    union all
    select 'delivery', channel, date_trunc('hour', at), '', label, count(*), 0
    from talk, unnest('{read,received,failed}'::text[]) label group by 2, 3, 5
    union all
    select 'handoff', channel, date_trunc('hour', at), '', label, count(*), 0
    from talk, unnest('{asked,price,urgent,insurance}'::text[]) label where t % 8 = 0 group by 2, 3, 5`.execute(db);
  await sql`
    insert into read.hourly (measure, channel, hour, service, label, count, total_ms)
    select m.measure, channel, date_trunc('hour', started_at), service, '', count(*), 0 from read.sessions,
      lateral (values ('session', true), ('session-with-lead', lead_seq is not null),
        ('session-with-handoff', handoff_seq is not null)) m (measure, counts)
    where m.counts group by 1, 2, 3, 4
    union all
    select m, channel, date_trunc('hour', started_at), service, label, count(*), count(*) * 30000 from read.sessions,
      unnest(${sql.val([...STEPS])}::text[]) label, unnest('{state,state-left}'::text[]) m group by 1, 2, 3, 4, 5
    union all
    select 'first-reply', channel, date_trunc('hour', started_at), service, label, count(*), 900
    from read.sessions, unnest('{1000,5000}'::text[]) label group by 2, 3, 4, 5`.execute(db);
  await sql`
    insert into read.daily select measure, channel, (hour at time zone 'UTC')::date, service, label, sum(count), sum(total_ms)
    from read.hourly group by 1, 2, 3, 4, 5`.execute(db);
}
