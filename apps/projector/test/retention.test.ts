import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { allFrom, type Bus, publish } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { LIVE, readCheckpoint } from "@acolhe/database/projection";
import {
  anyDeliveryOf,
  type ConversationRef,
  composeControl,
  DELIVERY,
  INBOUND,
  isSend,
  type Outcome,
  outcomeSubject,
  receiptSubject,
  TURNS,
  WORDS_FORGOTTEN,
} from "@acolhe/events";
import { forecast, type Periods, sweep } from "@acolhe/retention";
import { eventually, rootDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import {
  hireWorker,
  message,
  openDesk,
  put,
  type Recorded,
  turnsOf,
  untilTurns,
} from "../../conversation-worker/test/desk.ts";
import { followAll } from "../src/follow.ts";
import { rebuild } from "../src/rebuild.ts";
import { openDatabase, rowsOf } from "./read-side.ts";
import { silent } from "./silent.ts";

const DEADLINE_MS = 30_000;

/** Its turn puts a control into the log, which has a turn of its own. */
const STOP = "parar";

async function say(bus: Bus, ref: ConversationRef, ...words: readonly string[]): Promise<Recorded[]> {
  let turns = await turnsOf(bus, ref);
  for (const one of words) {
    await put(bus, message(ref, one));
    turns = await untilTurns(bus, ref, turns.length + (one === STOP ? 2 : 1));
  }
  return turns;
}

/** What a sender would leave behind: each command accepted, and a callback of it. */
async function deliver(bus: Bus, ref: ConversationRef, turns: readonly Recorded[]): Promise<void> {
  for (const { seq, turn } of turns)
    for (const [index, command] of turn.commands.entries()) {
      if (!isSend(command) || turn.lane === "quiet") continue;
      const cursor = { turnSeq: seq, next: index + 1, done: true, tries: 0 };
      const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
      const messageId = `m-${seq}-${index}`;
      const at = Date.now();
      const cursors = { reply: cursor, proactive: start, bulk: start };
      const outcome: Outcome = {
        ...{ turnSeq: seq, index, lane: turn.lane, status: "accepted", at, attempt: 1, messageId, zaapId: messageId },
        cursors,
        held: null,
      };
      await publish(bus, outcomeSubject(ref), outcome);
      await publish(bus, receiptSubject(ref), { kind: "received", messageId, at, receivedAt: at });
    }
}

async function deliveriesOf(bus: Bus, ref: ConversationRef): Promise<number> {
  let count = 0;
  for await (const _ of allFrom(bus, DELIVERY.name, anyDeliveryOf(ref), 1)) count += 1;
  return count;
}

async function untilProjected(bus: Bus, db: Database): Promise<void> {
  for (const { name } of [INBOUND, TURNS, DELIVERY]) {
    const { state } = await bus.jsm.streams.info(name);
    await eventually(async () => (await readCheckpoint({ db, schema: LIVE }, name)) >= state.last_seq, {
      deadlineMs: DEADLINE_MS,
      what: `${name} is projected`,
    });
  }
}

/** Everything a read side says, as of the log: where its reader stands is not part of that. */
const shown = async (db: Database) => {
  const { checkpoints: _, early_receipts: __, ...rows } = await rowsOf(db, LIVE);
  return rows;
};
const sumsOf = async (db: Database) => {
  const { hourly, daily } = await rowsOf(db, LIVE);
  return { hourly, daily };
};

test(
  "old words go from the log and from what is shown; decisions, waiting and sums stay, also through a rebuild",
  async () => {
    await using desk = await openDesk();
    await using database = await openDatabase();
    const { bus } = desk;
    const { db, url } = database;
    const [gone, left, waiting, back] = [desk.contact(), desk.contact(), desk.contact(), desk.contact()];
    {
      await using _worker = await hireWorker(desk.url);
      await deliver(bus, gone, await say(bus, gone, "oi", "meu nome é Joana Prado"));
      await deliver(bus, left, await say(bus, left, "oi, aqui é a Marina Leal", STOP));
      await deliver(bus, waiting, await say(bus, waiting, "oi", "atendente"));
      await say(bus, back, "oi");
      for (const order of ["takeover", "return"] as const) {
        const { subject, event } = composeControl(back, order, { source: "operator", at: Date.now(), cause: 1 });
        await publish(bus, subject, event);
        await untilTurns(bus, back, order === "takeover" ? 2 : 3);
      }
    }
    const cutoff = Date.now() + 1;
    await eventually(() => Date.now() > cutoff, { deadlineMs: DEADLINE_MS });
    // Its clock is ahead, so that the new session begins behind the cutoff for certain.
    {
      await using _worker = await hireWorker(desk.url, { clock: () => Date.now() + 1_000 });
      await deliver(bus, back, (await say(bus, back, "oi")).slice(-1));
    }
    const before = { back: await turnsOf(bus, back), waiting: await turnsOf(bus, waiting) };

    const following = followAll({ bus, db, schema: LIVE, onError: (_stream, error) => expect(error).toBeUndefined() });
    try {
      await untilProjected(bus, db);
      const sums = await sumsOf(db);
      // Long after the days of a person and every timer.
      const now = Date.now() + 800 * 24 * 3600_000;
      await sweep({ bus, db, cutoffs: { words: cutoff }, now });
      await untilProjected(bus, db);

      expect([await turnsOf(bus, gone), await deliveriesOf(bus, gone)], "nothing of it lasts").toEqual([[], 0]);
      const [decision, ...others] = await turnsOf(bus, left);
      expect(others).toEqual([]);
      expect(decision?.turn).toMatchObject({
        rule: WORDS_FORGOTTEN,
        commands: [],
        state: { optedOut: true, values: {} },
      });
      expect(JSON.stringify(decision)).not.toMatch(/Marina/);
      expect(await deliveriesOf(bus, left), "the last outcome is where a sender goes on").toBe(1);
      expect(await turnsOf(bus, waiting), "not answered yet").toEqual(before.waiting);
      expect(await turnsOf(bus, back)).toEqual(before.back.slice(-1));

      const swept = await shown(db);
      expect(await sumsOf(db), "sums say nothing of a person").toEqual(sums);
      const rowOf = (ref: ConversationRef) =>
        (swept.conversations as { contactKey: string }[]).find(({ contactKey }) => contactKey === ref.contact);
      expect(rowOf(gone)).toBeUndefined();
      expect(rowOf(left)).toMatchObject({ optedOut: true, name: null, collected: {} });
      expect(rowOf(waiting)).toMatchObject({ waitingSince: expect.any(String) });
      expect(rowOf(back)).toMatchObject({ turnCount: before.back.length, firstTurnSeq: before.back[0]!.seq });
      const text = JSON.stringify(swept);
      expect(text).not.toMatch(/Joana|Marina/);
      expect(text, "who waits is shown with what they said").toMatch(/atendente/);

      await rebuild({ bus, db, url, log: silent });
      expect(await shown(db), "P1: a rebuild brings nothing back, and loses nothing that is kept").toEqual(swept);

      const turns = (await bus.jsm.streams.info(TURNS.name)).state;
      await sweep({ bus, db, cutoffs: { words: cutoff }, now });
      expect((await bus.jsm.streams.info(TURNS.name)).state, "a second sweep finds nothing").toEqual(turns);
    } finally {
      await following.stop();
    }

    await using _worker = await hireWorker(desk.url);
    expect((await say(bus, gone, "oi"))[0]?.turn, "met as a new contact").toMatchObject({
      previousTurnSeq: 0,
      predecessorSeq: 0,
      rule: "session-started",
    });
    expect((await say(bus, left, "tudo bem?")).at(-1)?.turn, "still wants no messages").toMatchObject({
      commands: [],
      state: { optedOut: true },
    });
  },
  4 * DEADLINE_MS,
);

test("a dry run says what would go, and nothing goes", async () => {
  await using desk = await openDesk();
  await using database = await openDatabase();
  const { bus } = desk;
  const { db } = database;
  const ref = desk.contact();
  {
    await using _worker = await hireWorker(desk.url);
    await deliver(bus, ref, await say(bus, ref, "oi"));
  }
  const following = followAll({ bus, db, schema: LIVE, onError: () => {} });
  await untilProjected(bus, db);
  await following.stop();
  const stored = await turnsOf(bus, ref);
  const delivered = await deliveriesOf(bus, ref);
  const rows = await shown(db);

  const periods: Periods = { words: 730, audit: 0, logins: 0, merges: 0, exports: 0, idempotency: 0 };
  const ask = (inDays: number) =>
    forecast({
      bus,
      db,
      periods,
      broker: { events: 30, media: 180, identifiers: 730 },
      now: Date.now() + inDays * 24 * 3600_000,
    });
  const counts = async (inDays: number) =>
    Object.fromEntries((await ask(inDays)).map(({ rule, where, count }) => [`${rule} ${where}`, count]));
  expect(new Set(Object.values(await counts(1))), "nothing is old today").toEqual(new Set([0]));
  expect(await counts(800)).toMatchObject({
    "events INBOUND": 1,
    "words TURNS": stored.length,
    "words DELIVERY": delivered,
    "words conversations gone": 1,
    "words turns": stored.length,
    "words messages": rows.messages!.length,
  });
  const env = { ...process.env, NATS_URL: desk.url, DATABASE_URL: database.url, NO_COLOR: "1" };
  const args = ["apps/ops/src/main.ts", "retention", "--dry-run"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: rootDirectory, env });
  expect(stdout).toMatch(/^rule +where +kept +would go +oldest there\n/);
  expect(stdout).toMatch(/\nwords +TURNS +730 days +0 {2}\d{4}-/);
  expect((await ask(1)).find(({ where }) => where === TURNS.name)?.oldest).toMatch(/^\d{4}-/);
  expect(await turnsOf(bus, ref)).toEqual(stored);
  expect(await shown(db)).toEqual(rows);
});
