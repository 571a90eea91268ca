import type { LogEvent, Turn } from "@acolhe/events";
import { expect, test } from "vitest";
import { itemsOf } from "../src/translate/items.ts";

const EVENT = {
  ...{ type: "message-received", id: "e", channel: "main", contact: "5511990000001", at: 1, receivedAt: 1 },
  ...{ messageId: "m", address: "5511990000001", content: { kind: "text", text: "oi" } },
} as LogEvent;

const turn = (more: Partial<Turn>, coveredSeq = 7): Turn =>
  ({ event: { seq: 7 }, outcome: "advanced", rule: "greet", coveredSeq, commands: [], ...more }) as Turn;

test.each([
  ["is shown by its first turn", turn({}), 1],
  ["is shown when its contact is parked by it", turn({ outcome: "parked", rule: "parked" }), 1],
  ["is not shown again when it is resumed", turn({ outcome: "resumed" }, 9), 0],
  ["is not shown again when it parks once more", turn({ outcome: "parked", rule: "parked" }, 9), 0],
  ["is shown when the one behind it was faster", turn({}, 9), 1],
  ["is shown by the contact it went to", turn({ outcome: "forwarded" }), 0],
])("M2: a message %s", (_what, one, count) => {
  expect(itemsOf(one, EVENT)).toHaveLength(count);
});
