import type { FlowDefinition } from "@acolhe/conversation";
import type { Problem } from "@acolhe/flows";
import { checkFlow, compareFiles } from "@acolhe/flows/check";
import type { z } from "zod";
import { FLOW_PROBLEMS_TOLD } from "../limits.ts";
import type { Trial } from "../schemas/flows.ts";

/*
 * Work on a flow's files that takes time; how much is up to the user who edits them. It goes to a thread and its answer
 * comes back from one, so both are plain data.
 */

export type FlowFiles = Readonly<Record<string, string>>;

/** What of a compiled flow can be handed from thread to thread, and is all that publishing needs. */
interface Runnable {
  readonly version: string;
  readonly definition: FlowDefinition;
}
export interface Checked {
  /** Null where there are problems. */
  readonly runnable: Runnable | null;
  readonly problems: readonly Problem[];
}
interface TrialSteps {
  readonly steps: readonly {
    readonly answers: readonly { readonly rule: string; readonly shown: string[]; readonly commands: unknown[] }[];
  }[];
}

interface Jobs {
  readonly check: { asks: { files: FlowFiles }; answers: Checked };
  readonly try: {
    asks: { files: FlowFiles; startAt: number; steps: z.output<typeof Trial>["steps"] };
    /** Problems where the flow cannot run. */
    answers: TrialSteps | { readonly problems: readonly Problem[] };
  };
  readonly compare: { asks: { before: FlowFiles; after: FlowFiles }; answers: ReturnType<typeof compareFiles> };
}
export type JobName = keyof Jobs;
export type Asks<N extends JobName> = Jobs[N]["asks"];
export type Answers<N extends JobName> = Jobs[N]["answers"];

export const JOBS: { readonly [N in JobName]: (asks: Asks<N>) => Answers<N> | Promise<Answers<N>> } = {
  check({ files }) {
    const { flow, problems } = checkFlow(inOrder(files));
    const runnable = flow && { version: flow.version, definition: flow.definition };
    return { runnable, problems: problems.slice(0, FLOW_PROBLEMS_TOLD) };
  },
  async try({ files, startAt, steps }) {
    const { flow, problems } = checkFlow(inOrder(files));
    if (!flow) return { problems: problems.slice(0, FLOW_PROBLEMS_TOLD) };
    // Loading what reads words takes longer than to check a flow, which does without.
    const { shownOf, startTrial } = await import("@acolhe/flows");
    const trial = startTrial(flow, startAt);
    const done = steps.map((step) => {
      if ("waitMinutes" in step) return trial.wait(step.waitMinutes);
      if ("say" in step) return [trial.say({ kind: "text", text: step.say })];
      return [trial.say({ kind: "button-reply", buttonId: step.tap, label: step.tap })];
    });
    return {
      steps: done.map((answers) => ({
        answers: answers.map((one) => ({ rule: one.rule, shown: shownOf(one), commands: [...one.commands] })),
      })),
    };
  },
  compare: ({ before, after }) => compareFiles(inOrder(before), inOrder(after)),
};

const inOrder = (files: FlowFiles): ReadonlyMap<string, string> =>
  new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
