import { expect, it } from "vitest";
import { decideOnSilence, type Silence } from "../src/decide/decide-on-silence.ts";
import { NOW } from "./records.ts";

const ALIVE: Silence = { now: NOW, connected: true, lastCallbackAt: NOW - 500, outOfOrderTries: 0 };
const decide = (
  of: { ageMs?: number; number?: number; repeatable?: boolean } = {},
  silence: Partial<Silence> = {},
): string | null => {
  const { ageMs = 1_000, number = 1, repeatable = true } = of;
  const attempt = { at: NOW - ageMs, number };
  return (
    decideOnSilence(attempt, { repeatable }, { unknownGiveUpMs: 1_000 }, { ...ALIVE, ...silence })?.settledAs ?? null
  );
};

it.each<[string, string | null, string | null]>([
  ["a question is sent once more", decide(), "sent-once-more"],
  ["S2: once more is once", decide({ number: 2 }), "given-to-person"],
  ["S2: anything else goes to a person", decide({ repeatable: false }), "given-to-person"],
  [
    "S2: refusals of a number out of order reached no patient",
    decide({ number: 21 }, { outOfOrderTries: 20 }),
    "sent-once-more",
  ],
  ["while it may still be heard of, it is waited for", decide({ ageMs: 999 }), null],
  ["three times as long where the number shows no life", decide({ ageMs: 2_999 }, { lastCallbackAt: 0 }), null],
  ["and then it is settled", decide({ ageMs: 3_000 }, { lastCallbackAt: 0 }), "sent-once-more"],
  ["a callback from before the attempt shows no life", decide({}, { lastCallbackAt: NOW - 1_001 }), null],
  ["off line nothing would be heard, however long", decide({ ageMs: 90_000 }, { connected: false }), null],
])("%s", (_what, decided, expected) => expect(decided).toBe(expected));
