import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Problem } from "../http/problem.ts";
import { PASSWORD_JUDGE_IDLE_MS } from "../limits.ts";
import type { Advised, Asked } from "./strength-thread.ts";

/*
 * Judges passwords in a thread: the lists of used ones take a second to load and 40 MB, and looking for them in a long
 * password takes up to a tenth of a second.
 * J1. Nothing of it is done on the event loop.
 * J2. The thread is there as long as a user chooses a password, and a while longer. It ends when it is asked to, and is
 *     never killed.
 */

export interface PasswordJudge {
  /**
   * @param known what an attacker knows of this user
   * @throws Problem weak-password, with what would make it stronger
   */
  assertStrong(password: string, known: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}
type Waiting = ReturnType<typeof Promise.withResolvers<readonly string[]>>;

export function createPasswordJudge(idleMs = PASSWORD_JUDGE_IDLE_MS): PasswordJudge {
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const worker = new Worker(new URL("./strength-thread.ts", import.meta.url), { execArgv: [], env: {} });
    worker.on("message", ({ id, advice }: Advised) => waiting.get(id)?.resolve(advice));
    const failed = (cause?: unknown) => {
      if (thread !== worker) return;
      thread = undefined;
      for (const one of waiting.values()) one.reject(new Error("the thread that judges passwords ended", { cause }));
    };
    worker.on("error", failed).on("exit", failed);
    // It alone keeps no process running.
    worker.unref();
    return worker;
  }

  async function stop(): Promise<void> {
    const worker = thread;
    thread = undefined;
    clearTimeout(idle);
    if (!worker) return;
    worker.ref();
    worker.postMessage("end");
    await once(worker, "exit");
  }

  return {
    async assertStrong(password, known) {
      thread ??= start();
      clearTimeout(idle);
      const id = ++count;
      const judged: Waiting = Promise.withResolvers();
      waiting.set(id, judged);
      try {
        thread.postMessage({ id, password, known } satisfies Asked);
        const advice = await judged.promise;
        if (advice.length === 0) return;
        throw new Problem("weak-password", { errors: advice.map((message) => ({ path: "body.password", message })) });
      } finally {
        waiting.delete(id);
        if (waiting.size === 0) idle = setTimeout(() => void stop().catch(() => {}), idleMs).unref();
      }
    },
    stop,
  };
}
