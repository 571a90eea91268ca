import { describe, expect, test } from "vitest";
import { isGravest, overdue, Waiting, withRequest } from "../src/translate/waiting.ts";

const MINUTE_MS = 60_000;
const place = (at: number) => ({ at, conversationId: 7, flow: "clinic-1" });
const normal = { priority: "normal", summary: {} } as const;
const danger = { priority: "high", summary: { danger: "self_harm" } } as const;
const reminded = (waiting: Waiting): Waiting => ({ ...waiting, remindedAt: 9 });

describe("what a contact has asked of the team", () => {
  const first = withRequest(null, normal, place(1));

  test("waits since the first request, whatever else is asked meanwhile", () => {
    expect(withRequest(first, normal, place(5))).toEqual({ ...first, since: 1 });
  });

  test("is a danger from the moment one is told of, and stays one", () => {
    const dangerous = withRequest(first, danger, place(5));
    expect(dangerous).toMatchObject({ since: 1, dangerSince: 5, priority: "high" });
    expect(withRequest(dangerous, normal, place(6))).toEqual(dangerous);
  });

  test("is as grave as its gravest request, and a lesser one takes nothing from it", () => {
    const grave = withRequest(null, danger, place(1));
    expect(isGravest(null, normal)).toBe(true);
    expect(isGravest(grave, normal)).toBe(false);
    expect(isGravest(grave, { priority: "high" })).toBe(true);
  });

  test("is reminded of once, and a later request once more", () => {
    const again = withRequest(reminded(first), normal, place(50));
    expect(again).toMatchObject({ since: 50 });
    expect(again.remindedAt).toBeUndefined();
    expect(again.dangerSince).toBeUndefined();
  });

  test("is read as an older release wrote it", () => {
    expect(Waiting.parse({ since: 1, conversationId: 7 })).toEqual({
      since: 1,
      conversationId: 7,
      priority: "normal",
      flow: "",
    });
  });
});

test.each([
  ["within the time", { since: 0 }, 5, 5, null],
  ["too long while the clinic was open", { since: 0 }, 700, 10, { isDanger: false, since: 0, ms: 10 * MINUTE_MS }],
  ["over night", { since: 0 }, 700, 9, null],
  ["a danger at night", { since: 0, dangerSince: 2 }, 12, 0, { isDanger: true, since: 2, ms: 12 * MINUTE_MS - 2 }],
  [
    "a danger a moment ago, beside something older",
    { since: 0, dangerSince: 11 * MINUTE_MS },
    12,
    12,
    { isDanger: false, since: 0, ms: 12 * MINUTE_MS },
  ],
])("%s", (_name, waiting, minutes, openMinutes, wanted) => {
  const times = { now: minutes * MINUTE_MS, afterMs: 10 * MINUTE_MS, openMs: () => openMinutes * MINUTE_MS };
  expect(overdue(waiting, times)).toEqual(wanted);
});
