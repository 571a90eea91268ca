import { createHash } from "node:crypto";
import { createFairShare } from "@acolhe/runtime";
import { Problem } from "../http/problem.ts";
import { FLOW_CHECK_MB_MAX, FLOW_CHECK_MS_MAX, FLOW_CHECKS_KEPT } from "../limits.ts";
import type { Answers, Asks, Checked, FlowFiles, JobName } from "./jobs.ts";
import { createThreads, JobEnded } from "./threads.ts";

/*
 * Reads, checks and tries flows in threads.
 * C1. Nothing of it is done on the event loop, and nothing longer than its deadline.
 * C2. One user has one thread at a time; what a user asks for beyond a second piece of work is refused.
 * C3. Files that were checked once are not checked again, as long as they are among those kept: reading a draft costs nothing.
 */

const SHARE = { places: 2, placesPerKey: 1, inHandPerKey: 2, inHandMax: 6 };

export interface FlowCheck {
  /** @param userId whose work it is */
  check(userId: string, files: FlowFiles): Promise<Checked>;
  try(userId: string, asks: Asks<"try">): Promise<Answers<"try">>;
  compare(userId: string, before: FlowFiles, after: FlowFiles): Promise<Answers<"compare">>;
  stop(): Promise<void>;
}

/** What stands where a flow could not be read to its end. */
const TOO_MUCH = {
  at: { file: "flow.yaml", line: 1, column: 1 },
  rule: "too-much",
  message: "the flow is too large or too entangled to be checked: divide or simplify it",
};

export function createFlowCheck(limits = { msMax: FLOW_CHECK_MS_MAX, mbMax: FLOW_CHECK_MB_MAX }): FlowCheck {
  const threads = createThreads(limits);
  const share = createFairShare(SHARE);
  const kept = new Map<string, Checked>();

  async function run<N extends JobName>(userId: string, name: N, asks: Asks<N>): Promise<Answers<N> | null> {
    const running = share.run(userId, () => threads.run(name, asks));
    if (running === null) throw new Problem("too-many-requests", { retryAfterSeconds: 5 });
    try {
      return await running;
    } catch (error) {
      if (error instanceof JobEnded) return null;
      throw error;
    }
  }

  return {
    async check(userId, files) {
      const hash = hashOf(files);
      const known = kept.get(hash);
      if (known) return known;
      const checked = await run(userId, "check", { files });
      // It may have been the machine that was slow, so it is tried again.
      if (checked === null) return { runnable: null, problems: [TOO_MUCH] };
      kept.set(hash, checked);
      if (kept.size > FLOW_CHECKS_KEPT) kept.delete(kept.keys().next().value!);
      return checked;
    },
    try: async (userId, asks) => (await run(userId, "try", asks)) ?? { problems: [TOO_MUCH] },
    async compare(userId, before, after) {
      const compared = await run(userId, "compare", { before, after });
      if (compared === null) throw new Problem("payload-too-large");
      return compared;
    },
    stop: () => threads.stop(),
  };
}

const hashOf = (files: FlowFiles): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex");
