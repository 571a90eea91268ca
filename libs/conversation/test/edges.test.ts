import { expect, test } from "vitest";
import { type Edge, edgesOf, FlowDefinition } from "../src/index.ts";
import { flowWith, flow as small } from "./flow.ts";
import { talk } from "./talk.ts";

/** The small flow's head with these states and routes from any state. */
const definitionOf = (states: object, routes: object[] = []) =>
  FlowDefinition.parse({ ...small.definition, flow: { ...small.definition.flow, routes }, states });
const drawn = (definition: FlowDefinition) =>
  edgesOf(definition).map(({ from, to, label, id, automatic }) =>
    [from, automatic ? "~>" : "->", to, ...(id === undefined ? [] : [`(${id})`]), label && `"${label}"`]
      .filter((part) => part !== "")
      .join(" "),
  );

const everyWay = definitionOf(
  {
    ask: {
      needs: { value: "name", otherwise: "told" },
      ask: "note.ask",
      from: { source: { catalogue: "fruits" }, into: "kind", goto: "told" },
      options: [
        { id: "o-one", label: "fruit.apple", goto: "told" },
        { id: "o-two", label: "fruit.pear", goto: "work" },
      ],
      routes: [
        { on: "yes", goto: "told" },
        { on: { pattern: "n(\\d+)", into: "number" }, goto: "told" },
        { on: { pattern: "x" }, goto: "told" },
        { on: { intent: ["complaint", "price"], confidence: 0.9 }, goto: "told" },
      ],
      capture: { into: "note", as: "free-text" },
      next: "told",
      do: [{ set: { a: "b" } }, { remind: { minutes: 5, goto: "told" } }],
    },
    told: { say: "done.say", next: "sorts" },
    work: { lookup: { what: "prices", found: "told", none: "ask", failed: "end" } },
    called: { call: { start: "told", back: "end" } },
    sorts: {
      next: [
        { when: { known: true, open: false }, goto: "ask" },
        { when: { has: ["a", "b"], not: { known: true, is: { kind: ["pear", "fig"], size: "big" } } }, goto: "work" },
        { goto: "end" },
      ],
    },
    end: { say: "done.say", end: true, next: "ask" },
  },
  [{ on: { words: "thanks" }, goto: "end" }],
);

test("every way on is an edge: with its words, its name in figures, and whether an answer takes it", () => {
  expect(drawn(everyWay)).toEqual([
    'ask ~> told "no name"',
    'ask -> told (ask:kind) "kind"',
    'ask -> told (ask:o-one) "o-one"',
    'ask -> work (ask:o-two) "o-two"',
    'ask -> told (ask:1:yes) "yes"',
    'ask -> told (ask:2:pattern) "number"',
    'ask -> told (ask:3:pattern) "pattern"',
    'ask -> told (ask:4:intent) "complaint,price"',
    'ask -> told (ask:captured) "note"',
    'ask -> told "reminder"',
    "told ~> sorts",
    'work -> told (work:found) "found"',
    'work -> ask (work:none) "none"',
    'work -> end (work:failed) "failed"',
    'called ~> told "call"',
    'called ~> end "back"',
    'sorts ~> ask (sorts:next-1) "known, open false"',
    'sorts ~> work (sorts:next-2) "has a, b, not known, kind pear,fig, size big"',
    'sorts ~> end (sorts:next-3) "otherwise"',
    "end -> ask",
    'flow -> end (flow:1:words) "thanks"',
  ]);
});

test("a state with an end and no way on has no edge", () => {
  expect(edgesOf(definitionOf({ end: { say: "done.say", end: true } }))).toEqual([]);
});

test("an edge says where its target is written, so that a problem is shown at its place", () => {
  const written = ({ from, path }: Edge) =>
    path.reduce<unknown>(
      (part, key) => (part as Record<string, unknown>)[key],
      from === "flow" ? everyWay.flow : everyWay.states[from],
    );
  expect(edgesOf(everyWay).map(written)).toEqual(edgesOf(everyWay).map(({ to }) => to));
});

test("what a conversation visits are states and named edges, and nothing else", () => {
  const flow = flowWith({
    states: {
      hello: { say: "hello.say", next: [{ when: { known: true }, goto: "lost" }, { goto: "fruit" }] },
      note: {
        ask: "note.ask",
        capture: { into: "note", as: "free-text" },
        routes: [{ on: "no", goto: "done" }],
        next: "done",
      },
    },
  });
  const chat = talk(flow);
  const visited = ["oi", "1", "madura", "menu", "2", "não"].flatMap((text) => chat.say(text).visited);
  const routes = edgesOf(flow.definition).flatMap(({ id }) => id ?? []);
  expect(visited.filter((each) => !Object.hasOwn(flow.definition.states, each))).toEqual([
    ...["hello:next-2", "fruit:f-apple", "note:captured", "fruit:f-pear", "note:1:no"],
  ]);
  expect(visited.filter((each) => each.includes(":") && !routes.includes(each))).toEqual([]);
});
