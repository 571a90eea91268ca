import { expect, test } from "vitest";
import { createLocalLimits } from "../src/index.ts";

function open(keysMax = 100) {
  const clock = { ms: 0 };
  const limits = createLocalLimits({ keysMax, now: () => clock.ms });
  return { clock, limits };
}

test("requests are counted in two windows, and the tighter one is told", () => {
  const { clock, limits } = open();
  const ask = () => limits.rateLimit("a", { perMinute: 3, per10s: 2 });
  expect(ask()).toEqual({ allowed: true, limit: 2, remaining: 1, resetMs: 10_000 });
  clock.ms = 4_000;
  expect(ask()).toEqual({ allowed: true, limit: 2, remaining: 0, resetMs: 6_000 });
  expect(ask()).toMatchObject({ allowed: false });
  clock.ms = 10_000;
  expect(ask(), "the first is out of ten seconds").toMatchObject({ allowed: true });
  clock.ms = 20_000;
  expect(ask(), "but not of a minute").toEqual({ allowed: false, limit: 3, remaining: 0, resetMs: 40_000 });
  expect(limits.rateLimit("b", { perMinute: 3, per10s: 2 }), "another").toMatchObject({ allowed: true });
});

test("what is refused is not counted, and 0 means no limit", () => {
  const { clock, limits } = open();
  const ask = () => limits.rateLimit("a", { perMinute: 1, per10s: 0 });
  expect(ask()).toMatchObject({ allowed: true, limit: 1 });
  clock.ms = 59_999;
  for (let n = 0; n < 5; n++) expect(ask()).toMatchObject({ allowed: false });
  clock.ms = 60_000;
  expect(ask()).toMatchObject({ allowed: true });
  expect(limits.rateLimit("c", { perMinute: 0, per10s: 0 })).toMatchObject({ allowed: true, limit: 0 });
});

test("no more keys are kept than the limit says: the one that was quiet longest goes", () => {
  const { limits } = open(2);
  const ask = (key: string) => limits.rateLimit(key, { perMinute: 1, per10s: 1 }).allowed;
  expect([ask("a"), ask("b"), ask("a"), ask("c")]).toEqual([true, true, false, true]);
  expect(ask("a"), "still counted").toBe(false);
  expect(ask("b"), "forgotten").toBe(true);
});
