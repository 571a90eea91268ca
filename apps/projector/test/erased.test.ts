import { eraseReadSide } from "@acolhe/database/privacy";
import { LIVE } from "@acolhe/database/projection";
import { CANARY_CONTACT, type ChannelId, type ContactKey, Turn } from "@acolhe/events";
import { sql } from "kysely";
import { expect, test } from "vitest";
import sample from "../../../libs/events/test/samples/turn.json" with { type: "json" };
import { project } from "../src/project.ts";
import { PROJECTIONS } from "../src/projections.ts";
import { openDatabase } from "./read-side.ts";

const [GONE, STAYS] = ["5511980000001", "5511980000002"] as const;
const TURNS = PROJECTIONS.find(({ stream }) => stream === "TURNS")!;
const ERASURE = "0190a000-0000-7000-8000-000000000001";

/** A turn of a contact; what it says of consents is in its state. */
function turnOf(
  seq: number,
  contact: string,
  what: { state?: object; wrote?: boolean; text?: string; rule?: string } = {},
) {
  const turn = Turn.parse({
    ...sample.valid,
    channel: "main" as ChannelId,
    contact: contact as ContactKey,
    rule: what.rule ?? "greeting",
    event: {
      ...sample.valid.event,
      id: `e-${seq}`,
      seq,
      type: what.wrote === false ? "timer-fired" : "message-received",
    },
    state: { sessionStartedAt: 1, values: {}, ...what.state },
    commands:
      what.text === undefined
        ? []
        : [{ type: "send-text", author: "bot", to: contact, repeatable: false, validUntil: 1, text: what.text }],
  });
  return { seq, subject: `turn.main.${contact}.reply`, storedAtMs: 0, json: () => turn };
}

test("records of an erased conversation up to where it was erased are never projected again, from whatever source they come", async () => {
  await using database = await openDatabase();
  const { db } = database;
  const log = [turnOf(1, GONE), turnOf(2, STAYS), turnOf(3, GONE)];
  const shown = async () =>
    (await sql<{ seq: number }>`select turn_seq as seq from read.turns order by 1`.execute(db)).rows.map(
      ({ seq }) => seq,
    );
  await project(db, LIVE, TURNS, 0, log.slice(0, 2));
  expect(await shown(), "the control").toEqual([1, 2]);

  await sql`insert into erasures (id, subject_kind, reason) values (${ERASURE}, 'contact', 'x')`.execute(db);
  const conversations = [{ ref: { channel: "main", contact: GONE }, places: { inbound: 3, turns: 3, delivery: 3 } }];
  await db.transaction().execute((trx) => eraseReadSide(trx, ERASURE, conversations, { refs: [], patterns: [] }));
  expect(await shown()).toEqual([2]);
  // A batch that was read before the log was purged.
  await project(db, LIVE, TURNS, 2, log.slice(2));
  // A copy of the stream that was brought back.
  await sql`truncate read.checkpoints`.execute(db);
  await project(db, LIVE, TURNS, 0, [...log, turnOf(4, GONE)]);
  expect(await shown(), "what came later belongs to a new contact").toEqual([2, 4]);
});

test("of the patient who does not exist nothing is projected, and the place moves on", async () => {
  await using database = await openDatabase();
  const { db } = database;
  await project(db, LIVE, TURNS, 0, [turnOf(1, CANARY_CONTACT, { text: "Olá" }), turnOf(2, STAYS)]);
  const { rows } = await sql`select contact_key, turn_seq from read.turns`.execute(db);
  expect(rows).toEqual([{ contactKey: STAYS, turnSeq: 2 }]);
  const others = await sql<{ count: number }>`select count(*) as count from read.messages`.execute(db);
  expect(others.rows).toEqual([{ count: 0 }]);
  await project(db, LIVE, TURNS, 2, [turnOf(3, CANARY_CONTACT)]);
  const [place] = (await sql<{ seq: number }>`select seq from read.checkpoints`.execute(db)).rows;
  expect(place?.seq).toBe(3);
});

test("what a contact is told, agrees to and takes back is a ledger, the same however the log is cut", async () => {
  await using database = await openDatabase();
  const { db } = database;
  const told = { values: { privacy_told: "sim" } };
  const log = [
    turnOf(1, STAYS, { text: "Oi! Tudo fica com a equipe.", state: told }),
    turnOf(2, STAYS, { wrote: false, state: told }),
    turnOf(3, STAYS, { state: { ...told, reminder: { at: 5 } } }),
    turnOf(4, STAYS, { state: { ...told, reminder: { at: 5 } } }),
    turnOf(5, STAYS, { rule: "stop", text: "Não escrevo mais.", state: { optedOut: true } }),
    turnOf(6, STAYS, { state: { optedOut: true } }),
    turnOf(7, STAYS, { state: {} }),
    turnOf(8, STAYS, { text: "Tudo fica com a equipe.", state: told }),
  ];
  const ledger = async () =>
    (
      await sql`
        select turn_seq, purpose, act, event_id, flow_version, wording from read.consents order by turn_seq, purpose
      `.execute(db)
    ).rows;
  await project(db, LIVE, TURNS, 0, log);
  const whole = await ledger();
  const flowVersion = sample.valid.versions.flow;
  const act = (turnSeq: number, purpose: string, what: string, wording: string | null = null) => ({
    turnSeq,
    purpose,
    act: what,
    eventId: `e-${turnSeq}`,
    flowVersion,
    wording,
  });
  expect(whole).toEqual([
    act(1, "privacy", "informed", "Oi! Tudo fica com a equipe."),
    act(3, "privacy", "given"),
    act(3, "reminders", "given"),
    act(5, "messages", "withdrawn", "Não escrevo mais."),
    act(5, "reminders", "withdrawn", "Não escrevo mais."),
    act(7, "messages", "given"),
    act(8, "privacy", "informed", "Tudo fica com a equipe."),
  ]);
  for (const table of ["consents", "conversations", "sessions", "turns", "messages", "checkpoints"])
    await sql`truncate ${sql.id("read", table)}`.execute(db);
  for (const record of log) await project(db, LIVE, TURNS, record.seq - 1, [record]);
  expect(await ledger()).toEqual(whole);
});
