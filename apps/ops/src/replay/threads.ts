import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Span, SpanResult } from "./span.ts";
import type { ThreadData } from "./thread.ts";

/** Spans that a thread takes one after the other: it then knows most states of the next from the one before. */
const RUN_MAX = 16;
/** Most of what a decision makes is garbage soon; the usual 16 MB would be looked through several times a second. */
const YOUNG_MB = 128;

/**
 * Replays spans on so many threads, each taking the next few when it is done, and hands their results over in the order
 * of the spans: what was handed over is all there is up to there.
 *
 * @throws Error of the thread that failed
 */
export async function onThreads(
  spans: readonly Span[],
  {
    count,
    data,
    onDone,
  }: { count: number; data: ThreadData; onDone: (span: Span, result: SpanResult) => Promise<void> },
): Promise<void> {
  const results = new Map<number, SpanResult>();
  let [next, handedOver] = [0, 0];
  let handing = Promise.resolve();
  const handOver = async () => {
    for (let result = results.get(handedOver); result; result = results.get(handedOver)) {
      results.delete(handedOver);
      await onDone(spans[handedOver]!, result);
      handedOver += 1;
    }
  };
  const runSpans = Math.max(1, Math.min(RUN_MAX, Math.ceil(spans.length / count)));
  const take = () => {
    const from = next;
    next = Math.min(spans.length, next + runSpans);
    return Array.from({ length: next - from }, (_, at) => from + at);
  };
  const run = async () => {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: data, resourceLimits });
    try {
      for (let taken = take(); taken.length > 0; taken = take())
        for (const at of taken) {
          thread.postMessage(spans[at]);
          const [result] = (await once(thread, "message")) as [SpanResult];
          results.set(at, result);
          handing = handing.then(handOver);
          await handing;
        }
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, spans.length) }, run));
}
