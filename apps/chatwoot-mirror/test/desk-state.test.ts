import { describe, expect, test } from "vitest";
import { readReport } from "../src/translate/desk-state.ts";

const RULES = { takeoverOnAssign: true, returnLabel: "devolver-ao-bot" };
const OPEN = { status: "open", assigneeId: null, labels: ["asked"], updatedAt: 1_000 };
const record = (desk: Partial<typeof OPEN> = {}) => ({ conversationId: 7, desk: { ...OPEN, ...desk } });
const report = (change: object = {}) => ({ conversationId: 7, ...OPEN, updatedAt: 2_000, ...change });
const meanings = (before: Parameters<typeof readReport>[0], change: object, rules = RULES) =>
  readReport(before, report(change), rules)?.meanings ?? null;

describe("a person's change at the desk", () => {
  test.each<[string, object, object, string[]]>([
    ["resolved", {}, { status: "resolved" }, ["returned"]],
    ["handed back to the bot by its status", {}, { status: "pending" }, ["returned"]],
    ["handed back by the label", {}, { labels: ["asked", "devolver-ao-bot"] }, ["returned"]],
    ["assigned to a person", {}, { assigneeId: 27 }, ["taken-over"]],
    ["assigned and resolved at once", {}, { assigneeId: 27, status: "resolved" }, ["returned"]],
    ["snoozed", {}, { status: "snoozed" }, []],
    ["passed on to a colleague", { assigneeId: 27 }, { assigneeId: 28 }, []],
    ["opened by hand", { status: "pending" }, { status: "open" }, []],
    ["another label", {}, { labels: ["asked", "vip"] }, []],
    ["the label that was there already", { labels: ["devolver-ao-bot"] }, { labels: ["devolver-ao-bot"] }, []],
    ["resolved a second time", { status: "resolved" }, { status: "resolved" }, []],
  ])("%s", (_name, before, change, means) => {
    expect(meanings(record(before), change)).toEqual(means);
  });

  test("assignment means nothing where the clinic chose so", () => {
    expect(meanings(record(), { assigneeId: 27 }, { ...RULES, takeoverOnAssign: false })).toEqual([]);
  });
});

test("D2: the same report again, and an older one that comes late, say nothing", () => {
  expect(meanings(record({ updatedAt: 2_000 }), { status: "resolved" })).toBeNull();
  expect(meanings(record({ updatedAt: 3_000 }), { status: "pending" })).toBeNull();
});

test("what happens in an earlier conversation decides nothing", () => {
  expect(meanings({ ...record(), conversationId: 8 }, { status: "resolved" })).toBeNull();
});

test("a conversation seen for the first time has no change to tell of", () => {
  expect(meanings({ conversationId: null, desk: null }, { status: "resolved" })).toEqual([]);
});
