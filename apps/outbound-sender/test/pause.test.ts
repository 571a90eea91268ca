import { SendError } from "@acolhe/zapi";
import { expect, it } from "vitest";
import { pauseMs } from "../src/pause.ts";

const asked = (retryAfterMs: number) => new SendError("rate-limited", "status 429", { retryAfterMs });

it.each([
  ["the gateway asks for longer than our first pause", asked(60_000), 1, 0.5, 60_000],
  ["the gateway asks for less than our fifth pause", asked(1_000), 5, 0.5, 9_600],
  ["the gateway asks for nothing", asked(0), 2, 0, 600],
  ["our pauses are spread", asked(0), 2, 1, 1_800],
  ["a number out of order waits the same after each try", new SendError("credentials-rejected", ""), 3, 0.5, 15_000],
])("%s", (_what, error, tries, random, ms) => {
  expect(pauseMs(error, tries, random)).toBe(ms);
});
