import { eventually, startRedis, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { connectCache } from "../src/index.ts";

async function withRedis() {
  const dir = await temporaryDirectory();
  const server = await startRedis({ dir: dir.path });
  const cache = connectCache({ url: server.url });
  await eventually(() => cache.available);
  return {
    server,
    cache,
    dir: dir.path,
    async [Symbol.asyncDispose]() {
      cache.close();
      await server.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}

test("a sender's messages are counted in two windows, each id once", async () => {
  await using t = await withRedis();
  const limits = { perMinute: 4, per10s: 2 };
  expect(await t.cache.rateLimit("a", "1", limits)).toMatchObject({ allowed: true, limit: 2, remaining: 1 });
  expect(await t.cache.rateLimit("a", "1", limits)).toMatchObject({ allowed: true, remaining: 1 });
  const second = await t.cache.rateLimit("a", "2", limits);
  expect(second).toMatchObject({ allowed: true, limit: 2, remaining: 0 });
  expect(second?.resetMs).toBeGreaterThan(9_000);
  expect(second?.resetMs).toBeLessThanOrEqual(10_000);
  expect(await t.cache.rateLimit("a", "3", limits)).toMatchObject({ allowed: false, remaining: 0 });
  expect(await t.cache.rateLimit("a", "2", limits), "a repeat of a counted one").toMatchObject({ allowed: true });
  expect(await t.cache.rateLimit("b", "3", limits), "another sender").toMatchObject({ allowed: true });
});

test("the tighter window is the one reported, and 0 means no limit", async () => {
  await using t = await withRedis();
  expect(await t.cache.rateLimit("a", "1", { perMinute: 2, per10s: 5 })).toMatchObject({ limit: 2, remaining: 1 });
  expect(await t.cache.rateLimit("b", "1", { perMinute: 0, per10s: 5 })).toMatchObject({ limit: 5, remaining: 4 });
  expect(await t.cache.rateLimit("c", "1", { perMinute: 0, per10s: 0 })).toMatchObject({ allowed: true, limit: 0 });
});

test("many at the same time never pass the limit", async () => {
  await using t = await withRedis();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => t.cache.rateLimit("a", String(i), { perMinute: 30, per10s: 7 })),
  );
  expect(answers.filter((a) => a?.allowed)).toHaveLength(7);
});

test("the pace lets a burst go and lines up the rest, over all replicas", async () => {
  await using t = await withRedis();
  const other = connectCache({ url: t.server.url });
  await eventually(() => other.available);
  const pace = { intervalMs: 1000, burst: 2 };
  expect(await t.cache.pace("n", pace)).toBe(0);
  expect(await other.pace("n", pace)).toBe(0);
  const waits = [await t.cache.pace("n", pace), await other.pace("n", pace)] as number[];
  expect(waits[0]).toBeGreaterThan(500);
  expect(waits[0]).toBeLessThanOrEqual(1000);
  expect(waits[1]).toBeGreaterThan(1500);
  expect(waits[1]).toBeLessThanOrEqual(2000);
  expect(await t.cache.pace("n", { intervalMs: 0, burst: 1 }), "no pace").toBe(0);
  other.close();
});

test("hints are remembered until they expire", async () => {
  await using t = await withRedis();
  await t.cache.remember("sent:main:A", "5511990000001", 60_000);
  expect(await t.cache.recall("sent:main:A")).toBe("5511990000001");
  expect(await t.cache.recall("sent:main:B")).toBeNull();
  await t.cache.remember("short", "x", 30);
  await eventually(async () => (await t.cache.recall("short")) === null);
});

test("R1: a Redis that was never there costs nothing", async () => {
  const cache = connectCache({ url: "redis://127.0.0.1:1" });
  const started = performance.now();
  for (let i = 0; i < 1000; i++) expect(await cache.rateLimit("a", String(i), { perMinute: 1, per10s: 1 })).toBeNull();
  expect(performance.now() - started).toBeLessThan(500);
  expect(cache.available).toBe(false);
  cache.close();
});

test("R1: killed and returned, it is used again without a restart of ours", async () => {
  await using t = await withRedis();
  await t.cache.remember("k", "v", 60_000);
  await t.server.kill("SIGKILL");
  expect(await t.cache.recall("k")).toBeNull();
  expect(await t.cache.pace("n", { intervalMs: 10, burst: 1 })).toBeNull();
  await using _back = await startRedis({ dir: t.dir, port: t.server.port });
  await eventually(() => t.cache.available);
  // The new server knows no script yet.
  expect(await t.cache.rateLimit("a", "1", { perMinute: 2, per10s: 2 })).toMatchObject({ allowed: true });
});

test("R1: a Redis that hangs is asked once a second, not at every call", async () => {
  await using t = await withRedis();
  process.kill(t.server.pid, "SIGSTOP");
  try {
    const started = performance.now();
    for (let i = 0; i < 200; i++) expect(await t.cache.recall("k")).toBeNull();
    expect(performance.now() - started).toBeLessThan(900);
  } finally {
    process.kill(t.server.pid, "SIGCONT");
  }
  await eventually(() => t.cache.available);
  await eventually(async () => (await t.cache.rateLimit("a", "1", { perMinute: 2, per10s: 2 })) !== null);
});
