import { type Bus, connectBus, publish } from "@acolhe/bus";
import { LIVE, readPlace } from "@acolhe/database/projection";
import {
  type ChannelId,
  channelStateSubject,
  DELIVERY,
  INBOUND,
  OBSERVING_KEY,
  type Observing,
  SENDING_BUCKET,
  TURNS,
} from "@acolhe/events";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { observeOlderCopy } from "../src/observe.ts";
import { startProjector } from "../src/projector.ts";
import { createProjectorMetrics } from "../src/projector-metrics.ts";
import { rebuild } from "../src/rebuild.ts";
import { assertSameStream, OtherStream } from "../src/same-stream.ts";
import { openDatabase } from "./read-side.ts";
import { silent } from "./silent.ts";

const WAIT = { deadlineMs: 30_000 };

async function openBroker(ends: AsyncDisposableStack): Promise<Bus> {
  const directory = ends.use(await temporaryDirectory());
  const nats = ends.use(await startNats({ dir: directory.path }));
  const bus = await connectBus({ url: nats.url, name: "test" });
  ends.defer(() => bus.close());
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  return bus;
}
const store = (bus: Bus, at: number) => publish(bus, channelStateSubject("main" as ChannelId), { at });

test.concurrent("a broker with older data is refused with what to do, also when it has outgrown what was read, until a rebuild", async () => {
  await using ends = new AsyncDisposableStack();
  const { db, url } = ends.use(await openDatabase());
  const place = () => readPlace({ db, schema: LIVE }, DELIVERY.name);
  const lines: string[] = [];
  const quiet = () => {};
  const log = { info: quiet, warn: quiet, error: (_: object, line: string) => lines.push(line) } as unknown as Logger;
  const start = (bus: Bus) =>
    startProjector({ bus, db, url, log, metrics: createProjectorMetrics(createMetrics("test")) });

  const newer = await openBroker(ends);
  for (let n = 1; n <= 5; n++) await store(newer, n);
  const first = start(newer);
  await eventually(async () => (await place()).seq === 5, WAIT);
  expect(first.refused()).toBeNull();
  await first.stop();

  const older = await openBroker(ends);
  await store(older, 1);
  const second = start(older);
  ends.defer(() => second.stop());
  const said = await eventually(() => second.refused() ?? undefined, WAIT);
  expect(said).toMatch(/^DELIVERY of the broker is not what was read.*npm run projector -- rebuild/);
  // It grows past the checkpoint: what is between would be missing for good.
  for (let n = 2; n <= 9; n++) await store(older, n);
  await expect(assertSameStream(older, DELIVERY.name, await place())).rejects.toThrow(OtherStream);
  expect((await place()).seq).toBe(5);
  expect(lines, "said once").toHaveLength(1);
  const sending = await older.kvm.open(SENDING_BUCKET);
  const observing = await eventually(async () => (await sending.get(OBSERVING_KEY))?.json() as Observing, WAIT);
  expect(observing, "what is missing may have been said").toMatchObject({ until: null });
  const { storedAtMs } = await place();
  expect(await observeOlderCopy(older, storedAtMs, 1), "it does already").toBe(false);
  await sending.put(OBSERVING_KEY, JSON.stringify({ since: 1, until: Date.now() }));
  expect(await observeOlderCopy(older, storedAtMs, 1), "an operator has let it speak").toBe(false);
  await sending.put(OBSERVING_KEY, JSON.stringify({ since: 1, until: (storedAtMs ?? 0) - 1 }));
  expect(await observeOlderCopy(older, storedAtMs, 1), "of an older restore, and it came back with the copy").toBe(
    true,
  );

  await rebuild({ bus: older, db, url, log: silent });
  await eventually(async () => second.refused() === null && (await place()).seq === 9, WAIT);
}, 120_000);

test.concurrent("the record at the checkpoint, or what came after it, tells a stream from another", async () => {
  await using ends = new AsyncDisposableStack();
  const bus = await openBroker(ends);
  for (let n = 1; n <= 4; n++) await store(bus, n);
  const { state } = await bus.jsm.streams.info(DELIVERY.name);
  const record = (await bus.jsm.streams.getMessage(DELIVERY.name, { seq: 3 }))!;
  const storedAtMs = record.time.getTime();
  const is = (seq: number, at: number | null) => assertSameStream(bus, DELIVERY.name, { seq, storedAtMs: at });
  const same = async (seq: number, at: number | null) => expect(await is(seq, at)).toBeUndefined();
  await same(0, null);
  await same(3, storedAtMs);
  await expect(is(3, storedAtMs - 60_000)).rejects.toThrow(OtherStream);
  await expect(is(state.last_seq + 1, storedAtMs)).rejects.toThrow(OtherStream);
  // The record is gone, as a timer's that fired.
  await bus.jsm.streams.deleteMessage(DELIVERY.name, 3);
  await same(3, storedAtMs);
  await expect(is(3, storedAtMs - 60_000), "what came before it is younger").rejects.toThrow(OtherStream);
});

test.concurrent("a rebuild ends although the last record that was served is gone from the stream", async () => {
  await using ends = new AsyncDisposableStack();
  const { db, url } = ends.use(await openDatabase());
  const bus = await openBroker(ends);
  for (let n = 1; n <= 3; n++) await store(bus, n);
  const projector = startProjector({
    ...{ bus, db, url, log: silent },
    metrics: createProjectorMetrics(createMetrics("test")),
  });
  ends.defer(() => projector.stop());
  await eventually(async () => (await readPlace({ db, schema: LIVE }, DELIVERY.name)).seq === 3, WAIT);
  await bus.jsm.streams.deleteMessage(DELIVERY.name, 3);
  await rebuild({ bus, db, url, log: silent });
  expect((await readPlace({ db, schema: LIVE }, DELIVERY.name)).seq).toBe(2);
  for (const { name } of [INBOUND, TURNS]) expect((await readPlace({ db, schema: LIVE }, name)).seq).toBe(0);
}, 60_000);

test.concurrent("a projector that is told to stop while it begins ends", async () => {
  await using ends = new AsyncDisposableStack();
  const { db, url } = ends.use(await openDatabase());
  const bus = await openBroker(ends);
  const projector = startProjector({
    ...{ bus, db, url, log: silent },
    metrics: createProjectorMetrics(createMetrics("test")),
  });
  await projector.stop();
  expect(projector.mode()).toBe("waiting");
}, 30_000);
