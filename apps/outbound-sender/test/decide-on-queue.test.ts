import { describe, expect, it } from "vitest";
import { decideOnQueue, type SeenOfQueue } from "../src/decide/decide-on-queue.ts";

const MISSING_SINCE = 1_000_000;
const again: SeenOfQueue = {
  ...{ waiting: new Set(["other"]), mayBeTakenOut: true, hasCallback: false },
  ...{ missingSince: MISSING_SINCE, now: MISSING_SINCE + 20_001 },
};
const CASES: [string, Partial<SeenOfQueue>, ReturnType<typeof decideOnQueue>][] = [
  ["still listed", { waiting: new Set(["Z"]) }, "waiting"],
  ["not listed", { mayBeTakenOut: false }, "left"],
  ["not listed, and nothing could be", { waiting: null }, "left"],
  ["not listed after a process that may have taken it out, and no callback came", {}, "taken-out"],
  ["the same, but a callback came", { hasCallback: true }, "left"],
  ["the same, but a callback may still come", { now: MISSING_SINCE + 20_000 }, "unclear"],
];

describe("a message that is to be taken back", () => {
  it.each(CASES)("%s", (_what, seen, where) => {
    expect(decideOnQueue({ zaapId: "Z" }, { ...again, ...seen })).toBe(where);
  });

  it("without an id of the gateway's queue has left", () => {
    expect(decideOnQueue({}, again)).toBe("left");
  });
});
