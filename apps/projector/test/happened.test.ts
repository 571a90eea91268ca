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

test("a notice of the desk left, and neither answered the patient nor brought a person", () => {
  const turn = (type: string) =>
    ({
      ...{ rule: "any", outcome: "advanced", facts: { now: 0 } },
      event: { type, receivedAt: 0 },
      commands: [{ type: "send-text" }],
    }) as unknown as Turn;
  expect(happened(turn("attendant-notified"))).toMatchObject({ wasNotified: true, wasSent: false, personCame: false });
  expect(happened(turn("attendant-replied"))).toMatchObject({ wasNotified: false, wasSent: true, personCame: true });
});
