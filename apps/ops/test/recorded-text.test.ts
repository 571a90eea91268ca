import { expect, test } from "vitest";
import { createKnownState } from "../src/replay/known-state.ts";
import { recordedTurn } from "../src/replay/recorded-text.ts";

const HEAD = {
  ...{ version: 1, channel: "main", contact: "5511990000001", lane: "reply", outcome: "decided" },
  ...{ event: { seq: 7 }, previousTurnSeq: 3, rule: "r", versions: { flow: "f", engine: "e" }, facts: { now: 1 } },
};
const STATE = { said: '","lanes":{"', deep: { state: { a: 1 } } };
const COMMANDS = [{ type: "send-text", text: '},"commands":[' }];
const LANES = { reply: 1 };

test.each<[what: string, turn: object]>([
  ["as it was written", { ...HEAD, state: STATE, lanes: LANES, commands: COMMANDS }],
  ["with its names in another order", { commands: COMMANDS, lanes: LANES, state: STATE, ...HEAD }],
  [
    "whose facts have parts of the same names",
    { ...HEAD, facts: { now: 1, state: { b: 2 } }, state: STATE, lanes: LANES, commands: COMMANDS },
  ],
  ["of nothing", { ...HEAD, state: {}, lanes: {}, commands: [] }],
])("a turn %s is read to its head, and the rest is its text", (_what, turn) => {
  const text = JSON.stringify(turn);
  const { state, lanes: _, commands, ...head } = turn as Record<string, unknown>;
  const read = recordedTurn(text)!;
  expect(read).toMatchObject({ head, text });
  expect([read.state, read.commands].map((json) => JSON.parse(json))).toEqual([state, commands]);
});

test.each([
  ["no JSON", '{"state":{'],
  ["nothing of a turn", "null"],
  ["no state", JSON.stringify({ ...HEAD, lanes: LANES, commands: [] })],
  ["no event", JSON.stringify({ ...HEAD, event: {}, state: {}, lanes: {}, commands: [] })],
  ["a state that is a text", JSON.stringify({ ...HEAD, state: "s", lanes: {}, commands: [] })],
])("what has %s is no turn", (_what, text) => expect(recordedTurn(text)).toBeNull());

test("a state that is none of ours says so when it is asked for, and not before", () => {
  const known = createKnownState(1, "{}");
  known.settle();
  expect(() => known.state()).toThrow();
});
