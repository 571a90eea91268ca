import { SEND_ERRORS, SendError, type SendErrorCode } from "@acolhe/zapi";
import { describe, expect, it } from "vitest";
import { type AfterFailure, decideOnFailure, type FailedCall } from "../src/decide/decide-on-failure.ts";

const FIRST: FailedCall = { isInteractive: false, attempt: 1, outOfOrderTries: 0, random: () => 0.5 };
const after = (code: SendErrorCode, of: Partial<FailedCall> = {}, retryAfterMs?: number) =>
  decideOnFailure(new SendError(code, "test", retryAfterMs === undefined ? {} : { retryAfterMs }), { ...FIRST, ...of });
const pauseOf = (decided: AfterFailure) => (decided.kind === "refused" ? decided.pauseMs : null);

describe("a failed call", () => {
  it.each<[string, AfterFailure, Partial<AfterFailure>]>([
    ["S2: without an answer is unknown", after("outcome-unknown"), { kind: "unknown" }],
    [
      "refused for a while is tried again, after a pause",
      after("rate-limited"),
      { kind: "refused", outOfOrder: false, untilConnected: false },
    ],
    [
      "buttons refused for missing terms go out as text",
      after("buttons-terms-not-accepted", { isInteractive: true }),
      { kind: "as-text" },
    ],
    [
      "the number is off line: until it is connected",
      after("channel-disconnected"),
      { kind: "refused", outOfOrder: true, untilConnected: true },
    ],
    [
      "refused credentials wait for their time",
      after("credentials-rejected"),
      { kind: "refused", outOfOrder: true, untilConnected: false },
    ],
    ["a fifth refusal is tried again", after("rate-limited", { attempt: 5 }), { kind: "refused" }],
    ["a sixth goes to a person", after("rate-limited", { attempt: 6 }), { kind: "failed" }],
    [
      "S2: refusals of a number out of order use up no tries",
      after("rate-limited", { attempt: 21, outOfOrderTries: 20 }),
      { kind: "refused" },
    ],
    [
      "S2: nor do they end a command",
      after("subscription-lapsed", { attempt: 50 }),
      { kind: "refused", outOfOrder: true },
    ],
  ])("%s", (_what, decided, expected) => expect(decided).toMatchObject(expected));

  it("of every code on the closed list has an end that fits its kind", () => {
    const ends = { retry: "refused", hold: "refused", park: "refused", unknown: "unknown", drop: "failed" };
    for (const [code, { kind }] of Object.entries(SEND_ERRORS))
      expect(`${code} ${after(code as SendErrorCode).kind}`).toBe(`${code} ${ends[kind]}`);
  });
});

describe("the pause", () => {
  it.each([
    ["the gateway asks for longer than our first pause", after("rate-limited", {}, 60_000), 60_000],
    ["the gateway asks for less than our fifth pause", after("rate-limited", { attempt: 5 }, 1_000), 9_600],
    ["the gateway asks for nothing", after("rate-limited", { attempt: 2, random: () => 0 }, 0), 600],
    ["our pauses are spread", after("rate-limited", { attempt: 2, random: () => 1 }, 0), 1_800],
    ["a number out of order waits the same after each try", after("credentials-rejected", { attempt: 3 }), 15_000],
  ])("%s", (_what, decided, ms) => expect(pauseOf(decided)).toBe(ms));
});
