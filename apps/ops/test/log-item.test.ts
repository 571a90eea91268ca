import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { isOfType, type LogItem, parseType } from "../src/log/log-item.ts";

const item = (one: object) => ({ stream: "INBOUND", seq: 1, storedAtMs: 0, ...one }) as LogItem;
const missed = item({ kind: "event", event: { type: "message-missed" } });
const takeover = item({ kind: "control", event: { type: "takeover-started" } });

test.each<[what: string, is: LogItem, type: string, shown: boolean]>([
  ["an event by its kind", missed, "event", true],
  ["an event by its type", missed, "message-missed", true],
  ["no event of another type", missed, "message-received", false],
  ["a control by its type", takeover, "takeover-started", true],
  ["a control that is no event", takeover, "event", false],
  ["what has no type by its kind", item({ kind: "desk" }), "desk", true],
])("tail shows %s", (_what, is, type, shown) => expect(isOfType(is, parseType(type))).toBe(shown));

test("a type of which there is no record is refused, with those there are", () => {
  expect(() => parseType("message-mised")).toThrow(InvalidArgumentError);
  expect(() => parseType("message-mised")).toThrow("message-missed");
});
