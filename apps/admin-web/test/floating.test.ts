import { expect, it } from "vitest";
import { beside } from "../src/lib/ui/beside.ts";
import { itemAfter } from "../src/lib/ui/menu-keys.ts";

const window = { width: 1000, height: 600 };
const pane = { width: 200, height: 300 };
const button = (left: number, top: number) => ({ left, top, width: 100, height: 40 });

it.each([
  ["below its button, at its start", { button: button(50, 20), align: "start" }, { left: 50, top: 64 }],
  ["below its button, at its end", { button: button(500, 20), align: "end" }, { left: 400, top: 64 }],
  ["not cut off at the left", { button: button(10, 20), align: "end" }, { left: 8, top: 64 }],
  ["not cut off at the right", { button: button(890, 20), align: "start" }, { left: 792, top: 64 }],
  ["above where there is no room below", { button: button(50, 400), align: "start" }, { left: 50, top: 96 }],
  ["over its button where neither has room", { button: button(50, 290), align: "start" }, { left: 50, top: 292 }],
] as const)("places a pane %s", (_, wish, place) => {
  expect(beside({ pane, window, ...wish })).toEqual(place);
});

it.each([
  ["ArrowDown", -1, 0],
  ["ArrowDown", 2, 0],
  ["ArrowUp", 0, 2],
  ["ArrowUp", -1, 2],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["e", 0, 1],
  ["E", 1, 2],
  ["x", 0, undefined],
  [" ", 0, undefined],
  ["Enter", 0, undefined],
])("%s at item %i of a menu leads to %s", (key, at, to) => {
  expect(itemAfter({ labels: ["Abrir", "Excluir", "exportar"], at, key })).toBe(to);
});

it("leads nowhere in an empty menu", () => {
  expect(itemAfter({ labels: [], at: -1, key: "ArrowDown" })).toBeUndefined();
});
