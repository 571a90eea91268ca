import { expect, it } from "vitest";
import {
  type AtFence,
  decideAtFence,
  isPerhapsGivenUp,
  type KeptBack,
  mayBeCalling,
} from "../src/decide/decide-at-fence.ts";
import type { Ledger } from "../src/ledger/ledger.ts";
import { attempt, cursors, ledgerOf, NOW, say, turnOf } from "./records.ts";

const SEQ = 7;
const EVENT = 5;

interface Case {
  readonly ledger?: Partial<Ledger>;
  readonly kept?: Partial<KeptBack>;
  readonly author?: "bot" | "attendant" | "system";
  readonly validUntil?: number;
  readonly gone?: number;
}

function decide({ ledger = {}, kept = {}, author = "bot", validUntil = NOW + 1, gone }: Case): AtFence {
  const command = say("hi", { author, validUntil });
  const turn = turnOf({ event: EVENT, commands: [command] });
  const inHand = { turn, turnSeq: SEQ, lane: "reply", index: 0, command, gone: new Set(gone ? [gone] : []) } as const;
  return decideAtFence(inHand, ledgerOf(ledger), { now: NOW, isBotOff: false, isObserving: false, ...kept });
}

function shown(fence: AtFence): string {
  if (fence.kind === "attempt") return `attempt ${fence.attempt.number}`;
  if (fence.kind === "unknown") return `unknown ${fence.attempt} at ${fence.attemptSeq}`;
  return fence.kind === "end" ? [fence.result.status, fence.result.code].filter(Boolean).join(" ") : fence.kind;
}

const orders = (of: { onHold?: boolean; dropped?: [string, number][] }) => ({
  ...{ onHold: of.onHold ?? false, seq: 30, dropped: new Map(of.dropped ?? []) },
});

it.each<[string, Case, string]>([
  ["nothing in the way: it is attempted", {}, "attempt 1"],
  [
    "after refusals it is the next attempt",
    { ledger: { cursors: cursors({ turnSeq: SEQ, done: false, tries: 2 }) } },
    "attempt 3",
  ],
  [
    "S2: an open attempt of its own is unknown, never made again",
    { ledger: { openAttempt: attempt({ turnSeq: SEQ, number: 2 }) } },
    "unknown 2 at 50",
  ],
  [
    "S2: also when the bot was silenced since",
    { ledger: { openAttempt: attempt({ turnSeq: SEQ }), silencedSeq: 9 } },
    "unknown 1 at 50",
  ],
  ["S2: one of another command comes first", { ledger: { openAttempt: attempt({ turnSeq: 3 }) } }, "later"],
  ["unless its turn is gone", { ledger: { openAttempt: attempt({ turnSeq: 3 }) }, gone: 3 }, "attempt 1"],
  ["what an operator dropped", { ledger: { orders: orders({ dropped: [["7.0", 30]] }) } }, "superseded dropped"],
  ["on hold it waits", { ledger: { orders: orders({ onHold: true }) } }, "later"],
  ["S3: a silencing control newer than its event", { ledger: { silencedSeq: EVENT + 1 } }, "superseded"],
  [
    "S3: also on hold, so that it has its end",
    { ledger: { silencedSeq: EVENT + 1, orders: orders({ onHold: true }) } },
    "superseded",
  ],
  ["an older one does not matter", { ledger: { silencedSeq: EVENT - 1 } }, "attempt 1"],
  ["a person speaks over a takeover", { ledger: { silencedSeq: EVENT + 1 }, author: "attendant" }, "attempt 1"],
  ["and so does the system", { ledger: { silencedSeq: EVENT + 1 }, author: "system" }, "attempt 1"],
  ["the bot switched off", { kept: { isBotOff: true } }, "superseded bot-off"],
  ["which silences the bot alone", { kept: { isBotOff: true }, author: "system" }, "attempt 1"],
  ["a number that only observes", { kept: { isObserving: true } }, "superseded observing"],
  ["its last moment", { validUntil: NOW }, "attempt 1"],
  ["past its time", { validUntil: NOW - 1 }, "expired"],
])("%s", (_what, given, expected) => expect(shown(decide(given))).toBe(expected));

it("S3: an attempt carries on what is known of controls, orders and outcomes", () => {
  const fence = decide({ ledger: { silencedSeq: 4, outcomeSeq: 12, orders: { ...orders({}), seq: 30 } } });
  expect(fence).toMatchObject({
    attempt: { turnSeq: SEQ, index: 0, lane: "reply", at: NOW, silencedSeq: 4, orderSeq: 30, deliverySeq: 12 },
  });
});

it.each([
  ["within the gateway's timeout", 1_999, 1_000, false],
  ["after half of what others wait", 30_001, 60_000, true],
  ["not a moment before", 30_000, 60_000, false],
  ["nor within the gateway's timeout where they wait less", 2_000, 1_000, false],
])("S2: an attempt is perhaps given up by others: %s", (_what, ageMs, unknownGiveUpMs, expected) => {
  const of = { now: NOW + ageMs, unknownGiveUpMs, zapiTimeoutMs: 2_000 };
  expect(isPerhapsGivenUp({ at: NOW }, of)).toBe(expected);
});

it.each([
  ["as long as a process that stood still may begin it, and is not answered", 32_000, 60_000, true],
  ["no longer", 32_001, 60_000, false],
  ["twice the gateway's timeout where others wait less", 4_000, 1_000, true],
  ["and then no longer", 4_001, 1_000, false],
])(
  "what an attempt may still be calling is waited for before words are taken back: %s",
  (_what, ageMs, unknownGiveUpMs, expected) => {
    expect(mayBeCalling({ at: NOW }, { now: NOW + ageMs, unknownGiveUpMs, zapiTimeoutMs: 2_000 })).toBe(expected);
  },
);
