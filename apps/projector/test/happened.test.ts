import type { Turn } from "@acolhe/events";
import { expect, test } from "vitest";
import { happened } from "../src/fold/state.ts";

test.each([
  ["message-received", "patientWrote"],
  ["sent-by-other-system", "otherSystemWrote"],
] as const)("%s counts in the conversation it goes on in, once", (type, what) => {
  const told = (turn: { outcome: Turn["outcome"]; rule?: string }) =>
    happened({
      rule: "any",
      ...turn,
      event: { type, receivedAt: 0 },
      commands: [],
      facts: { now: 0 },
    } as unknown as Turn)[what];
  expect(told({ outcome: "advanced" })).toBe(true);
  expect(told({ outcome: "forwarded" }), "to the survivor of a merge").toBe(false);
  expect(told({ outcome: "resumed" }), "it counted when it was deferred").toBe(false);
  expect(told({ outcome: "advanced", rule: "repeat" }), "a repeat").toBe(false);
});
