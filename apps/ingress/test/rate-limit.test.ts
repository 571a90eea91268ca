import { expect, test } from "vitest";
import { fixture, startDesk, stored, textMessage } from "./desk.ts";

const rateOf = (r: Response) =>
  ["limit", "remaining", "reset"].map((name) => Number(r.headers.get(`x-ratelimit-${name}`)));

test("messages over the limit are stored, marked, and told so", async () => {
  await using desk = await startDesk({ redis: true, limits: { perMinute: 30, per10s: 2 } });
  const first = await desk.post(textMessage(1));
  expect(rateOf(first).slice(0, 2)).toEqual([2, 1]);
  expect(first.headers.get("retry-after")).toBeNull();
  const repeated = await desk.post(textMessage(1));
  expect(rateOf(repeated).slice(0, 2), "a repeat is not counted").toEqual([2, 1]);
  await desk.post(textMessage(2));
  const over = await desk.post(textMessage(3));
  expect(over.status).toBe(200);
  expect(rateOf(over).slice(0, 2)).toEqual([2, 0]);
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  const other = await desk.post(textMessage(4, { phone: "5511990000099", chatLid: "81896600000099@lid" }));
  expect(rateOf(other).slice(0, 2), "another sender").toEqual([2, 1]);
  const status = await desk.post(fixture("message-status-read"));
  expect(status.headers.get("x-ratelimit-limit"), "only messages are counted").toBeNull();
  const limited = (await stored(desk.bus, "INBOUND")).map((m) => [m.body.messageId, m.body.limited]);
  expect(limited).toEqual([
    ["M1", undefined],
    ["M2", undefined],
    ["M3", true],
    ["M4", undefined],
  ]);
  expect(await desk.metricsText()).toMatch(/rate_limited_total\{[^}]*\} 1/);
});

test("R1: without the cache everything is taken, and it is counted", async () => {
  await using desk = await startDesk({ limits: { perMinute: 1, per10s: 1 } });
  for (const n of [1, 2, 3]) {
    const response = await desk.post(textMessage(n));
    expect(response.status).toBe(200);
    expect(response.headers.get("x-ratelimit-limit")).toBeNull();
  }
  expect((await stored(desk.bus, "INBOUND")).some((m) => m.body.limited)).toBe(false);
  expect(await desk.metricsText()).toMatch(/rate_limit_unavailable_total\{[^}]*\} 3/);
});
