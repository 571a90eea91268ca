import type { Cache } from "@acolhe/cache";
import { createMetrics } from "@acolhe/runtime";
import { expect, test } from "vitest";
import { createLockout } from "../src/access/lockout.ts";
import { createApiMetrics } from "../src/api-metrics.ts";
import { ACCOUNT_FAILURES_MAX, ADDRESS_FAILURES_MAX, LOCKOUT_WINDOW_MS } from "../src/limits.ts";

/** Counts as the real cache does, but is never away, never busy, and no window ends. */
function patientCache() {
  const counts = new Map<string, number>();
  return {
    strikes: async (key: string) => ({ count: counts.get(key) ?? 0, resetMs: LOCKOUT_WINDOW_MS }),
    strike: async (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    forget: async (key: string) => void counts.delete(key),
  } as unknown as Cache;
}

const openLockout = () => createLockout({ cache: patientCache(), metrics: createApiMetrics(createMetrics("test")) });
const closed = expect.objectContaining({ code: "too-many-failures" });

test("an account is closed by as many wrong passwords as the limit says, not by one less, and no other is", async () => {
  const lockout = openLockout();
  for (let n = 1; n < ACCOUNT_FAILURES_MAX; n++) await lockout.failed("ana@clinica.example", `address ${n}`);
  await lockout.check("ana@clinica.example", "a fresh address");
  await lockout.failed("ANA@clinica.example", "another address");
  await expect(lockout.check("ana@clinica.example", "a fresh address")).rejects.toEqual(closed);
  await lockout.check("bia@clinica.example", "a fresh address");
});

test("the right password before the limit gives all tries back", async () => {
  const lockout = openLockout();
  for (let n = 1; n < ACCOUNT_FAILURES_MAX; n++) await lockout.failed("ana@clinica.example", "address");
  await lockout.succeeded("ana@clinica.example", "address");
  await lockout.failed("ana@clinica.example", "address");
  await lockout.check("ana@clinica.example", "a fresh address");
});

test("an address is closed by as many wrong passwords as the limit says, whatever the accounts, and no other is", async () => {
  const lockout = openLockout();
  for (let n = 1; n < ADDRESS_FAILURES_MAX; n++) await lockout.failed(`account ${n}`, "203.0.113.9");
  await lockout.check("a fresh account", "203.0.113.9");
  await lockout.failed("one more account", "203.0.113.9");
  await expect(lockout.check("a fresh account", "203.0.113.9")).rejects.toEqual(closed);
  await lockout.check("a fresh account", "203.0.113.10");
});
