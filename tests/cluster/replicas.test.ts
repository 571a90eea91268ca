import {
  type Bus,
  connectBus,
  ensureBucket,
  lastOf,
  messageAt,
  publish,
  readStream,
  SequenceConflict,
} from "@acolhe/bus";
import {
  anyTurnOf,
  attemptSubject,
  BUCKETS,
  controlSubject,
  SENDING_BUCKET,
  storedGateSubjects,
  TURNS,
  turnSubject,
} from "@acolhe/events";
import { afterAll, beforeAll, expect, it } from "vitest";
import { COPIES, refOf, startCluster } from "./cluster.ts";

/*
 * What one server never does and three do: read behind what was acknowledged, check an expectation before what came first
 * is stored, answer that it is not decided yet. One cluster for all; each case has contacts of its own.
 */

const ends = new AsyncDisposableStack();
/** One on each node: what lags depends on where one asks. */
let buses: Bus[];

beforeAll(async () => {
  const cluster = await startCluster(ends);
  buses = await Promise.all(cluster.nodes.map(({ url, name }) => connectBus({ url, name })));
  for (const bus of buses) ends.defer(() => bus.close());
});
afterAll(() => ends.disposeAsync());

it("every stream, bucket and durable of ours has as many copies as are asked for", async () => {
  const [bus] = buses;
  // As a restore does, which knows of no number.
  await ensureBucket(bus!, SENDING_BUCKET, BUCKETS[SENDING_BUCKET]);
  const streams: Record<string, number> = {};
  const durables: Record<string, number> = {};
  for await (const { config } of bus!.jsm.streams.list()) {
    streams[config.name] = config.num_replicas;
    for await (const { name, cluster: of } of bus!.jsm.consumers.list(config.name))
      durables[name] = 1 + (of?.replicas?.length ?? 0);
  }
  expect(Object.keys(streams).length).toBeGreaterThan(15);
  expect(Object.keys(durables).length).toBeGreaterThan(20);
  expect(new Set([...Object.values(streams), ...Object.values(durables)])).toEqual(new Set([COPIES]));
});

it("what was acknowledged is read at once, whichever node one talks to", async () => {
  const behind: string[] = [];
  for (const [place, bus] of buses.entries())
    for (let n = 0; n < 50; n++) {
      const ref = refOf(place * 1_000 + (n % 10));
      const { seq } = await publish(bus, turnSubject(ref, "reply"), { n });
      const read = [await messageAt(bus, TURNS.name, seq), await lastOf(bus, TURNS.name, turnSubject(ref, "reply"))];
      if (read.some((stored) => stored?.seq !== seq)) behind.push(`record ${n} of node ${place + 1}`);
    }
  expect(behind).toEqual([]);
});

it("a stream is read to its end, whichever node one talks to", async () => {
  for (const bus of buses)
    for (let n = 0; n < 20; n++) {
      const { seq } = await publish(bus, turnSubject(refOf(5_000), "reply"), { n });
      const found: number[] = [];
      for await (const record of readStream(bus, TURNS.name, { subject: anyTurnOf(refOf(5_000)) }))
        found.push(record.seq);
      expect(found.at(-1)).toBe(seq);
    }
});

it("S3: no attempt passes a control that is stored in the same moment", async () => {
  const passed: number[] = [];
  let attempted = 0;
  for (let n = 0; n < 60; n++) {
    const ref = refOf(10_000 + n);
    const [control, attempt] = await Promise.allSettled([
      publish(buses[n % 3]!, controlSubject(ref), { n }, { id: `control-${n}` }),
      publish(
        buses[(n + 1) % 3]!,
        attemptSubject(ref),
        { n },
        { expect: { seq: 0, subject: storedGateSubjects(ref, 0) } },
      ),
    ]);
    if (control.status === "rejected") throw control.reason;
    if (attempt.status === "rejected") expect(attempt.reason).toBeInstanceOf(SequenceConflict);
    else if (attempt.value.seq > control.value.seq) passed.push(n);
    else attempted++;
  }
  expect(passed).toEqual([]);
  expect(attempted, "attempts that were first").toBeGreaterThan(0);
});

it("one write that many make in the same moment is stored once, and all are told where", async () => {
  const subject = turnSubject(refOf(20_000), "reply");
  const write = (bus: Bus) => publish(bus, subject, {}, { id: "the same", expect: { seq: 0, subject } });
  const places = await Promise.all(Array.from({ length: 12 }, (_, n) => write(buses[n % 3]!)));
  expect(new Set(places.map(({ seq }) => seq)).size).toBe(1);
  const control = controlSubject(refOf(20_001));
  const again = await Promise.all(buses.map((bus) => publish(bus, control, {}, { id: "the same control" })));
  expect(new Set(again.map(({ seq }) => seq)).size).toBe(1);
});
