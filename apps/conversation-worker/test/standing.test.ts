import type { LogEvent } from "@acolhe/events";
import { expect, it } from "vitest";
import { isFailing, type Standing, standingOf } from "../src/advance/standing.ts";
import type { Arrived } from "../src/commit/turn-of.ts";
import type { Conversation } from "../src/load/conversation.ts";

type LastTurn = Conversation["lastTurn"];
interface Case {
  readonly seq: number;
  readonly type?: "message-received" | "contact-resumed";
  readonly id?: string;
  /** The last turn's event; undefined: there is no turn yet. */
  readonly last?: { readonly seq: number; readonly outcome?: "resumed" };
  readonly coveredSeq?: number;
}

/** Of records, as much as is looked at. */
const arrivedOf = ({ seq, type = "message-received", id = "new" }: Case, handlings = 1) =>
  ({ event: { type, id } as LogEvent, seq, handlings, partition: 0, storedAtMs: 0 }) satisfies Arrived;

function conversationOf({ last, coveredSeq = last?.seq ?? 0 }: Case): Conversation {
  const state = { seen: ["seen"] } as unknown as Conversation["state"];
  const lastTurn = last ? ({ event: { seq: last.seq }, outcome: last.outcome ?? "advanced" } as LastTurn) : null;
  return { turnSeq: 1, coveredSeq, state, lanes: { reply: 0, proactive: 0, bulk: 0 }, lastTurn };
}

const turn = (isOvertaken = false): Standing => ({ kind: "turn", isOvertaken });
const repeat = (isLast: boolean, isResuming = false): Standing => ({ kind: "repeat", isLast, isResuming });

it.each<[string, Case, Standing]>([
  ["the first event of a contact gets a turn", { seq: 5 }, turn()],
  ["so does the next", { seq: 9, last: { seq: 5 } }, turn()],
  [
    "the event of the last turn has it, and what follows from it may be undone",
    { seq: 5, last: { seq: 5 } },
    repeat(true),
  ],
  ["one seen before has its turn", { seq: 4, id: "seen", last: { seq: 5 } }, repeat(false)],
  ["one not seen that comes after its successor gets it late", { seq: 4, last: { seq: 5 } }, turn(true)],
  ["a resumption gets its turn", { seq: 9, type: "contact-resumed", last: { seq: 5 } }, turn()],
  [
    "in its midst it goes on",
    { seq: 9, type: "contact-resumed", last: { seq: 6, outcome: "resumed" }, coveredSeq: 9 },
    repeat(true, true),
  ],
  ["also right after its own turn", { seq: 9, type: "contact-resumed", last: { seq: 9 } }, repeat(true, true)],
  ["one that later events have passed is over", { seq: 4, type: "contact-resumed", last: { seq: 9 } }, repeat(false)],
])("W1: %s", (_what, given, expected) => {
  expect(standingOf(conversationOf(given), arrivedOf(given))).toEqual(expected);
});

it("D7: five handlings may fail, the sixth parks; so does a last turn that cannot be read, at once", () => {
  const conversation = conversationOf({ seq: 5 });
  expect([5, 6].map((handlings) => isFailing(conversation, arrivedOf({ seq: 5 }, handlings)))).toEqual([false, true]);
  const broken = new Error("unreadable") as unknown as NonNullable<Conversation["broken"]>;
  expect(isFailing({ ...conversation, broken }, arrivedOf({ seq: 5 }))).toBe(true);
});
