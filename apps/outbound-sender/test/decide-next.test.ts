import { describe, expect, it } from "vitest";
import { decideNext, type Moment, type Next, PREDECESSOR_WAIT_MS, type TurnInHand } from "../src/decide/decide-next.ts";
import type { Ledger } from "../src/ledger/ledger.ts";
import { accepted, attempt, cursors, ledgerOf, NOW, say, turnOf } from "./records.ts";

const SEQ = 7;
const MOMENT: Moment = { now: NOW, callbackWaitMs: 3_000, zapiTimeoutMs: 2_000, mayBegin: true };
const twoSends = [say("one"), say("two")];
const turn = turnOf({ event: 5, commands: twoSends });

interface Case {
  readonly ledger?: Partial<Ledger>;
  readonly turn?: Partial<TurnInHand>;
  readonly moment?: Partial<Moment>;
}

function next({ ledger = {}, turn: of = {}, moment = {} }: Case): string {
  const inHand: TurnInHand = { turn, turnSeq: SEQ, lane: "reply", gone: new Set(), ...of };
  return shown(decideNext(inHand, ledgerOf(ledger), { ...MOMENT, ...moment }));
}

function shown(next: Next): string {
  if (next.kind === "send" || next.kind === "drop") return `${next.kind} ${next.index}`;
  if (next.kind === "wait") return `wait ${next.ms}`;
  return next.kind === "predecessor"
    ? `after ${next.seq}${next.overdueAt ? ` until ${next.overdueAt - NOW}` : ""}`
    : next.kind;
}

const unknown = { turnSeq: 3, index: 0, lane: "proactive", attemptSeq: 40 } as const;
const follower: Partial<TurnInHand> = { turn: turnOf({ event: 5, predecessorSeq: 4, commands: twoSends }) };
const attendants: Partial<TurnInHand> = { turn: turnOf({ event: 5, commands: [say("hi", { author: "attendant" })] }) };
const former = { ...accepted(4), acceptedAt: NOW - 1_000 };
const onHold = { onHold: true, seq: 30, dropped: new Map<string, number>() };
const dropped = { onHold: false, seq: 30, dropped: new Map([[`${SEQ}.0`, 30]]) };

describe("S1: in order", () => {
  it.each<[string, Case, string]>([
    ["the first command of a turn that nothing precedes", {}, "send 0"],
    [
      "goes on where the lane stopped",
      { ledger: { cursors: cursors({ turnSeq: SEQ, next: 1, done: false }) } },
      "send 1",
    ],
    ["a turn that is finished", { ledger: { cursors: cursors({ turnSeq: SEQ, next: 2, done: true }) } }, "done"],
    [
      "a turn that a later one of its lane has passed",
      { ledger: { cursors: cursors({ turnSeq: 9, next: 0 }) } },
      "done",
    ],
    ["a turn that sends nothing", { turn: { turn: turnOf({ event: 5, commands: [] }) } }, "done"],
    ["a predecessor that is not finished comes first", { turn: follower }, "after 4"],
    [
      "one that is finished does not",
      { turn: follower, ledger: { cursors: cursors({ turnSeq: 4, done: true }) } },
      "send 0",
    ],
    ["nor one that is gone", { turn: { ...follower, gone: new Set([4]) } }, "send 0"],
    [
      "once begun, a turn no longer waits for its predecessor",
      { turn: follower, ledger: { cursors: cursors({ turnSeq: SEQ, next: 1, done: false }) } },
      "send 1",
    ],
    [
      "another lane's progress is none of this one",
      { ledger: { cursors: { ...cursors({}), bulk: { ...cursors({ turnSeq: 9 }).reply } } } },
      "send 0",
    ],
    ["the former's callback is waited for", { ledger: { former } }, "wait 2000"],
    ["until it came", { ledger: { former: { ...former, confirmed: true } } }, "send 0"],
    ["or its time is over", { ledger: { former }, moment: { now: NOW + 2_000 } }, "send 0"],
  ])("%s", (_what, given, expected) => expect(next(given)).toBe(expected));
});

describe("S2: behind what is unknown", () => {
  const other = attempt({ turnSeq: 3, lane: "proactive", at: NOW - 500 });
  it.each<[string, Case, string]>([
    ["an unknown outcome of any lane stands in front", { ledger: { held: unknown } }, "held"],
    [
      "a call of another lane that is under way is waited for",
      { ledger: { openAttempt: other } },
      `after 3 until ${1_500 + PREDECESSOR_WAIT_MS}`,
    ],
    ["unless its turn is gone", { ledger: { openAttempt: other }, turn: { gone: new Set([3]) } }, "send 0"],
    [
      "an open attempt of one's own is looked at, at the fence",
      { ledger: { openAttempt: attempt({ turnSeq: SEQ }) } },
      "send 0",
    ],
    [
      "and so of another command of the turn",
      { ledger: { openAttempt: attempt({ turnSeq: SEQ, index: 1, at: NOW - 500 }) } },
      `after 7 until ${1_500 + PREDECESSOR_WAIT_MS}`,
    ],
  ])("%s", (_what, given, expected) => expect(next(given)).toBe(expected));
});

describe("what people order", () => {
  it.each<[string, Case, string]>([
    ["a dropped command is ended", { ledger: { orders: dropped } }, "drop 0"],
    [
      "without waiting for the former, or for the number to begin",
      { ledger: { orders: dropped, former }, moment: { mayBegin: false } },
      "drop 0",
    ],
    [
      "not what is perhaps sent: its attempt is open, and is looked at, at the fence",
      { ledger: { orders: dropped, openAttempt: attempt({ turnSeq: SEQ }) } },
      "send 0",
    ],
    [
      "nor does that wait on hold, or for the number to begin",
      { ledger: { orders: onHold, openAttempt: attempt({ turnSeq: SEQ }) }, moment: { mayBegin: false } },
      "send 0",
    ],
    ["words of the bot wait on hold", { ledger: { orders: onHold } }, "on-hold"],
    ["a person's do not", { ledger: { orders: onHold }, turn: attendants }, "send 0"],
    ["nor what is silenced, and so has its end", { ledger: { orders: onHold, silencedSeq: 6 } }, "send 0"],
    ["nor what expired", { ledger: { orders: onHold }, moment: { now: NOW + 700_000 } }, "send 0"],
    ["the bot waits for the number to begin", { moment: { mayBegin: false } }, "not-begun"],
    ["a person does not", { moment: { mayBegin: false }, turn: attendants }, "send 0"],
  ])("%s", (_what, given, expected) => expect(next(given)).toBe(expected));
});
