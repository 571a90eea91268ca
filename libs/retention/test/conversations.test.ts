import { type Bus, lastOf, publish } from "@acolhe/bus";
import {
  type Attempt,
  anyAttemptOf,
  anyInboundOf,
  attemptSubject,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  type Outcome,
  outcomeSubject,
  receiptSubject,
  turnSubject,
  WORDS_FORGOTTEN,
} from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import {
  hireWorker,
  message,
  openDesk,
  put,
  turnsOf,
  untilTurns,
} from "../../../apps/conversation-worker/test/desk.ts";
import { countConversations, sweepConversations } from "../src/conversations.ts";

const DAY_MS = 24 * 3600_000;

/** As if it were long after everything that is stored now. */
async function muchLater() {
  const cutoffMs = Date.now() + 1;
  await eventually(() => Date.now() > cutoffMs, { deadlineMs: 5_000 });
  return { cutoffMs, now: cutoffMs + 800 * DAY_MS };
}

/** Its turn puts a control into the log, which has a turn of its own. */
const STOP = "parar";

async function say(bus: Bus, ref: ConversationRef, words: string) {
  const before = await turnsOf(bus, ref);
  await put(bus, message(ref, words));
  return (await untilTurns(bus, ref, before.length + (words === STOP ? 2 : 1))).at(-1)!;
}

test("a worker that remembers a conversation of before goes on from what the sweep has left", async () => {
  await using desk = await openDesk();
  const { bus } = desk;
  const [gone, left] = [desk.contact(), desk.contact()];
  await using _worker = await hireWorker(desk.url);
  await say(bus, gone, "oi");
  await say(bus, left, STOP);
  // Two processes that both think they hold the lease.
  const when = await muchLater();
  const counts = await Promise.all([sweepConversations(bus, when), sweepConversations(bus, when)]);
  expect(
    counts.reduce((sum, { turns }) => sum + turns, 0),
    "each once",
  ).toBe(3);
  expect(await turnsOf(bus, gone)).toEqual([]);
  expect((await turnsOf(bus, left)).map(({ turn }) => turn.rule)).toEqual([WORDS_FORGOTTEN]);

  expect((await say(bus, gone, "oi")).turn).toMatchObject({
    previousTurnSeq: 0,
    predecessorSeq: 0,
    rule: "session-started",
  });
  const [forgotten] = await turnsOf(bus, left);
  expect((await say(bus, left, "tudo bem?")).turn).toMatchObject({
    previousTurnSeq: forgotten!.seq,
    commands: [],
    state: { optedOut: true },
  });
});

test("what cannot be read, and what may not have left, is kept with all that led to it", async () => {
  await using desk = await openDesk();
  const { bus } = desk;
  const [unreadable, held] = [desk.contact(), desk.contact()];
  {
    await using _worker = await hireWorker(desk.url);
    await say(bus, unreadable, "oi");
    const { seq } = await say(bus, held, "oi");
    const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
    const outcome: Outcome = {
      ...{ turnSeq: seq, index: 0, lane: "reply", status: "held", at: Date.now(), attempt: 1 },
      cursors: { reply: { turnSeq: seq, next: 0, done: false, tries: 0 }, proactive: start, bulk: start },
      held: { turnSeq: seq, index: 0, lane: "reply", attemptSeq: 1 },
    };
    await publish(bus, outcomeSubject(held), outcome);
  }
  await publish(bus, turnSubject(unreadable, "quiet"), { version: 99 });
  const when = await muchLater();
  const nothing = { turns: 0, delivery: 0, gone: 0, reduced: 0, unreadable: 1 };
  expect(await countConversations(bus, when)).toEqual(nothing);
  expect(await sweepConversations(bus, when)).toEqual(nothing);
});

test("what was said to be deleted is what is deleted, and a sweep that is asked to stop begins nothing", async () => {
  await using desk = await openDesk();
  const { bus } = desk;
  const refs = [desk.contact(), desk.contact(), desk.contact()];
  {
    await using _worker = await hireWorker(desk.url);
    for (const ref of refs) await say(bus, ref, ref === refs[0] ? STOP : "oi");
  }
  const when = await muchLater();
  const expected = { turns: 4, delivery: 0, gone: 2, reduced: 1, unreadable: 0 };
  expect(await countConversations(bus, when)).toEqual(expected);
  expect((await sweepConversations(bus, { ...when, signal: AbortSignal.abort() })).turns).toBe(0);
  expect(await sweepConversations(bus, when)).toEqual(expected);
});

test("what the gateway says late of a conversation that is gone, and attempts that were written behind its erasure, go after a day; of one that is there both stay (T4)", async () => {
  await using desk = await openDesk();
  const { bus } = desk;
  await using _worker = await hireWorker(desk.url);
  const [gone, here] = [desk.contact(), desk.contact()];
  await say(bus, here, "oi");
  for (const ref of [gone, here]) {
    const receipt = { id: `read-${ref.contact}`, ...ref, kind: "read", messageId: "M1", at: 1, receivedAt: 1 };
    await publish(bus, receiptSubject(ref), receipt);
    const attempt: Attempt = {
      ...{ turnSeq: 1, index: 0, lane: "reply", number: 1, at: 1, silencedSeq: 0, contentHash: "", deliverySeq: 0 },
    };
    await publish(bus, attemptSubject(ref), attempt);
  }
  // No words are old yet.
  const sweep = (now: number) => sweepConversations(bus, { cutoffMs: 1, now });
  expect(await sweep(Date.now())).toMatchObject({ delivery: 0, turns: 0 });
  expect(await sweep(Date.now() + 2 * DAY_MS)).toMatchObject({ delivery: 2, turns: 0 });
  expect(await lastOf(bus, INBOUND.name, anyInboundOf(gone))).toBeNull();
  expect(await lastOf(bus, INBOUND.name, anyAttemptOf(here))).not.toBeNull();
  expect(await lastOf(bus, DELIVERY.name, receiptSubject(gone))).toBeNull();
  expect(await lastOf(bus, DELIVERY.name, receiptSubject(here))).not.toBeNull();
});
