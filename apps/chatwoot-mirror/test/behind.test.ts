import { expect, test } from "vitest";
import { createBehind } from "../src/behind.ts";

test("the desk is as far behind as the oldest turn that it was to be shown; what another process showed ends by itself", () => {
  let now = 100_000;
  const behind = createBehind(() => now);
  expect(behind.seconds()).toBe(0);
  behind.waits("main.ana", 40_000);
  behind.waits("main.bia", 70_000);
  behind.waits("main.ana", 90_000);
  expect(behind.seconds()).toBe(60);
  behind.shown("main.ana");
  expect(behind.seconds()).toBe(30);
  now += 14 * 60_000;
  behind.waits("main.carla", now);
  expect(behind.seconds()).toBe(30 + 14 * 60);
  now += 2 * 60_000;
  expect(behind.seconds(), "Bia's turn was shown elsewhere").toBe(120);
});
