import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Span, SpanResult } from "./span.ts";
import type { ThreadData } from "./thread.ts";

/**
 * Replays spans on so many threads, each taking the next when it is done, and hands their results over in the order of
 * the spans: what was handed over is all there is up to there.
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
  const run = async () => {
    const thread = new Worker(new URL("./thread.ts", import.meta.url), { workerData: data });
    try {
      while (next < spans.length) {
        const at = next++;
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
