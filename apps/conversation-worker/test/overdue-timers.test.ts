import { connectBus, ensureStream, lastOf, publish } from "@acolhe/bus";
import { INBOUND } from "@acolhe/events";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, it } from "vitest";
import { startOverdueTimers } from "../src/commit/overdue-timers.ts";

const FILLED = {
  name: "TURNS",
  subjects: ["turn.>"],
  maxAgeMs: 0,
  duplicateWindowMs: 1_000,
  schedules: false,
  ttl: false,
};
/** The disk is full long before, also on a busy machine. */
const DUE_IN_MS = 5_000;
const log = { warn() {} } as unknown as Parameters<typeof startOverdueTimers>[0]["log"];

it("a timer that was due while the broker's disk was full fires once there is room, and one that is not due stays", async () => {
  await using ends = new AsyncDisposableStack();
  const dir = ends.use(await temporaryDirectory()).path;
  const server = await startNats({ dir, storeMaxBytes: 256 * 1024 });
  ends.defer(() => server.stop());
  const bus = await connectBus({ url: server.url, name: "test" });
  ends.defer(() => bus.close());
  await ensureStream(bus, INBOUND);
  await ensureStream(bus, FILLED);
  const arm = (contact: string, at: number) => {
    const schedule = { at, target: `inbound.main.${contact}.event` };
    return publish(bus, `timer.main.${contact}.input`, { of: contact }, { id: contact, ttl: "never", schedule });
  };
  const at = bus.host.now() + DUE_IN_MS;
  await arm("1", at);
  const later = await arm("2", at + 3_600_000);
  const fill = async (): Promise<void> => {
    for (;;) await publish(bus, "turn.a", "x".repeat(20_000));
  };
  await expect(fill()).rejects.toThrow(/insufficient|exceeded/);
  expect(bus.host.now(), "full before it is due").toBeLessThan(at);
  const fired = () => lastOf(bus, INBOUND.name, "inbound.*.main.1.event");
  // The server looks for what is due at least every second; with room, this one is there long before.
  const looked = at + 2_000;
  await eventually(() => bus.host.now() > looked, { everyMs: 100 });
  await bus.jsm.streams.purge(FILLED.name);
  expect(await fired()).toBeNull();

  const timers = startOverdueTimers({ bus, log, everyMs: 100, overdueMs: 500 });
  ends.defer(() => timers.stop());
  await eventually(async () => (await fired()) !== null);
  expect((await fired())?.json()).toEqual({ of: "1" });
  expect(await lastOf(bus, INBOUND.name, "timer.main.1.input")).toBeNull();
  expect((await lastOf(bus, INBOUND.name, "timer.main.2.input"))?.seq).toBe(later.seq);
});
