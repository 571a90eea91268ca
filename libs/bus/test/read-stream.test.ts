import { TimeoutError } from "@nats-io/nats-core";
import { expect, it } from "vitest";
import { type CoreBus, type Host, isBrokerTrouble, type Raw, readStream, realHost } from "../src/index.ts";

const record = (seq: number): Raw => ({
  ...{ seq, subject: "turn.main.a.reply", timestamp: "2026-11-30T12:00:00Z" },
  ...{ header: { get: () => "" }, json: <T>() => ({}) as T, string: () => "{}" },
});

/** A broker whose batches hold these. A batch that holds fewer than are there never ends, so a reader waits in vain. */
function stub(batches: number[][], last: number) {
  const asked: unknown[] = [];
  const every: Host["every"] = (_ms, run) => {
    const timer = setInterval(run, 1);
    return () => clearInterval(timer);
  };
  async function* batchOf(seqs: number[]) {
    for (const seq of seqs) yield record(seq);
    if (seqs.at(-1) !== last) await new Promise(() => {});
  }
  const getBatch = async (_stream: string, query: { seq?: number }) => {
    asked.push(query.seq);
    return batchOf(batches[asked.length - 1]!);
  };
  const bus = { host: { ...realHost, every }, isReplicated: async () => true, jsm: { direct: { getBatch } } };
  const read = async () => {
    const found: number[] = [];
    for await (const { seq } of readStream(bus as unknown as CoreBus, "TURNS", { to: last })) found.push(seq);
    return found;
  };
  return { asked, read };
}

it("a batch that breaks off in the middle is asked for again behind what came of it", async () => {
  const { asked, read } = stub(
    [
      [1, 2],
      [3, 4, 5],
    ],
    5,
  );
  expect(await read()).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toEqual([1, 3]);
});

it("a batch that brings nothing is the broker's trouble", async () => {
  const { read } = stub([[1, 2], []], 5);
  const error = await read().catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(TimeoutError);
  expect(isBrokerTrouble(error)).toBe(true);
});
