import { initialState } from "@acolhe/conversation";
import { type Turn, WORDS_FORGOTTEN } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { keptFrom } from "../src/plan.ts";

const DAY = 24 * 3600_000;
const CUTOFF = Date.UTC(2025, 0, 1);
const NOW = CUTOFF + 730 * DAY;

type State = ReturnType<typeof initialState>;
const read = (at: number, part: Partial<State> = {}) => ({
  turn: {} as Turn,
  state: { ...initialState(at), ...part },
  seq: 1,
  timeMs: at,
});
const handedOver = (at: number) => ({ at, team: "t", reason: "asked", priority: "normal", notedAt: null }) as const;

describe("T2: a conversation's log is kept", () => {
  test.each([
    ["not at all when it has long been silent", read(CUTOFF - DAY), null, false, null],
    ["not at all when only a decision lasts", read(CUTOFF - DAY, { optedOut: true }), null, false, null],
    ["from the cutoff on when it went on in a new session", read(NOW), read(CUTOFF + DAY), false, CUTOFF],
    [
      "from the beginning of the session that reaches over the cutoff",
      read(NOW),
      read(CUTOFF + 9, { sessionStartedAt: CUTOFF - DAY }),
      false,
      CUTOFF - DAY,
    ],
    [
      "from the cutoff on when a turn without words stands for what was before",
      read(NOW),
      { ...read(CUTOFF + 9, { sessionStartedAt: CUTOFF - DAY }), turn: { rule: WORDS_FORGOTTEN } as Turn },
      false,
      CUTOFF,
    ],
    [
      "from a month before the cutoff on when a session never ends",
      read(NOW),
      read(CUTOFF + 9, { sessionStartedAt: CUTOFF - 900 * DAY }),
      false,
      CUTOFF - 30 * DAY,
    ],
    [
      "from the session on in which a person was asked for in vain",
      read(CUTOFF - DAY, { sessionStartedAt: CUTOFF - 3 * DAY, handedOver: handedOver(CUTOFF - 2 * DAY) }),
      null,
      false,
      CUTOFF - 3 * DAY,
    ],
    [
      "from there on also when it went on",
      read(NOW, { handedOver: handedOver(CUTOFF - 2 * DAY) }),
      read(CUTOFF + DAY),
      false,
      CUTOFF - 2 * DAY,
    ],
    ["when it is not known whether its last words left", read(CUTOFF - DAY), null, true, CUTOFF - DAY],
  ])("%s", (_name, last, firstKept, isHeld, from) => {
    expect(keptFrom(last, { cutoffMs: CUTOFF, now: NOW, firstKept, isHeld })).toBe(from);
  });
});
