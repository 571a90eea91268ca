import { connectDatabase, type Database, seed } from "@acolhe/database";
import { type Alert, AlertState, keyOf } from "@acolhe/status";
import { sql } from "kysely";
import { writeFigures } from "./panel-figures.ts";

/** Taken from what is written to the first conversation, so that a timeline has both sides. */
const TALK = [
  ["patient", "oi, vocês atendem criança com atraso na fala?"],
  ["bot", "Boa tarde, boas-vindas à Clínica Acolhe! 💚 Sou a assistente virtual e estou aqui para ajudar."],
  ["bot", "Atendemos, sim: a *fonoaudiologia* cuida da fala e da linguagem. Como é o seu nome?"],
  ["patient", "Mariana Azevedo"],
  ["bot", "Prazer, Mariana! E qual é o nome da criança?"],
  ["patient", "Davi, tem 4 anos. Queria falar com uma pessoa, por favor"],
  ["bot", "Claro! Já chamei a equipe, e uma pessoa continua a conversa por aqui."],
] as const;
/** When nothing else is chosen: some wait, some are answered. */
const WAITS_EVERY = 9;

export interface Demo {
  readonly patients: number;
  readonly conversations: number;
}

/** A clinic in the middle of its day: people, an agenda, figures, and conversations as the projector would have written them. */
export async function fillClinic(databaseUrl: string, { patients, conversations }: Demo): Promise<void> {
  const db = connectDatabase({ url: databaseUrl, name: "demo" });
  await seed(db, { patients });
  await db.connection().execute((one) => addConversations(one, conversations));
  await db.destroy();
  await writeFigures(databaseUrl, 60);
}

/** On one connection, where a statement may take as long as so many rows do. */
async function addConversations(db: Database, conversations: number): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  await sql`
    insert into read.conversations (channel, contact_key, first_turn_seq, turn_seq, turn_count, name, step, mode, language,
      opted_out, last_message_at, last_patient_at, unanswered_since, waiting_since, collected)
    select 'main', '5511' || lpad((980000000 + n)::text, 9, '0'), n, n, 4, names[1 + n % cardinality(names)], 'ask-name',
      case when n % 3 = 0 then 'human' else 'bot' end, 'pt', false, at, at,
      case when n % 4 = 0 then at end, case when n % ${sql.lit(WAITS_EVERY)} = 0 then at end,
      '{"name":"Mariana Azevedo","service":"fonoaudiologia"}'
    from generate_series(1, ${conversations}) n
    join lateral (select now() - n * interval '7 minutes' as at) t on true
    cross join (select array_agg(name order by id) as names from patients) p`.execute(db);
  await sql`
    insert into read.messages (channel, contact_key, id, author, at, kind, text, inbound_seq)
    select channel, contact_key, 'demo-' || first_turn_seq, 'patient', last_message_at, 'text',
      (array['Bom dia! Consigo remarcar a consulta de quinta?', 'Qual o valor da avaliação?', 'Obrigada 💚',
             'Vocês atendem Unimed?', 'Estou chegando, me atrasei 10 minutos'])[1 + first_turn_seq % 5], first_turn_seq
    from read.conversations`.execute(db);
  await sql`
    insert into read.handoffs (turn_seq, command_index, channel, contact_key, asked_at, reason, team, priority, summary)
    select first_turn_seq, 0, channel, contact_key, waiting_since,
      (array['appointment', 'reschedule', 'asked', 'insurance'])[1 + first_turn_seq % 4], 'recepcao', 'normal', '{}'
    from read.conversations where waiting_since is not null`.execute(db);
  await sql`update channels set name = 'Recepção' where id = 'main'`.execute(db);
  const first = "5511980000001";
  for (const [index, [author, text]] of TALK.entries())
    await sql`
      insert into read.messages (channel, contact_key, id, author, at, kind, text, inbound_seq, turn_seq, command_index)
      values ('main', ${first}, ${`talk-${index}`}, ${author}, now() - ${30 - index * 3} * interval '1 minute', 'text', ${text},
        ${author === "patient" ? 10_000_000 + index : null}, ${author === "patient" ? null : 1},
        ${author === "patient" ? null : index})`.execute(db);
  await sql`
    insert into read.leads (id, channel, contact_key, turn_seq, captured, captured_at, name, service, kind, language)
    select gen_random_uuid(), channel, contact_key, first_turn_seq, '{"preference":"tardes de terça","patient_name":"Davi"}',
      last_message_at, name, 'fonoaudiologia', 'appointment', 'pt'
    from read.conversations where first_turn_seq between 2 and 24 order by first_turn_seq`.execute(db);
  await sql`analyze`.execute(db);
}

/** What people were told of, as if another process were the alerts' sender: the running one leaves it as it is. */
export async function openAlerts(databaseUrl: string): Promise<void> {
  const now = Date.now();
  const alert = (given: Pick<Alert, "code" | "subject" | "count"> & Partial<Alert>): Alert => ({
    ...{ key: keyOf(given), since: now - 3_600_000, firedAt: now - 3_000_000, told: 2, nextAt: now + 86_400_000 },
    ...{ goneSince: null, acknowledged: null, ...given },
  });
  const state = AlertState.parse({
    alerts: [
      alert({ code: "number-disconnected", subject: "main", count: 1 }),
      alert({ code: "danger-waiting", subject: null, count: 2, told: 1 }),
      alert({
        code: "patient-waiting",
        subject: null,
        count: 13,
        acknowledged: { by: "Joana Reis", at: now - 60_000 },
      }),
      alert({ code: "service-down", subject: "conversation-worker", count: 1, goneSince: now - 30_000 }),
    ],
    sinks: { mail: { sentAt: now - 3_000_000, failedAt: null, reason: null } },
  });
  const db = connectDatabase({ url: databaseUrl, name: "demo" });
  await sql`
    update alert_watch set holder = ${crypto.randomUUID()}, held_until = now() + interval '1 day',
      state = ${JSON.stringify(state)}::jsonb, saved_at = now()`.execute(db);
  await db.destroy();
}
