import { addFlowVersion, type Db, saveDraft } from "@acolhe/database";
import type { Problem as FlowProblem } from "@acolhe/flows/published";
import { Problem } from "../../http/problem.ts";
import type { Deps } from "../deps.ts";
import { filesOf } from "./stored.ts";

/** What lint finds is told with its place. */
export const notRunnable = (problems: readonly FlowProblem[]) =>
  new Problem("flow-has-problems", {
    errors: problems.map(({ at, rule, message }) => ({
      path: `${at.file}:${at.line}:${at.column}`,
      message: `${rule}: ${message}`,
    })),
  });

interface Publication {
  readonly db: Db;
  readonly flowId: string;
  readonly content: unknown;
  readonly note: string | null;
  readonly account: { readonly userId: string; readonly name: string };
  readonly audit: (entry: {
    action: "publish";
    entity: "flow";
    entityId: string;
    changes: Record<string, number>;
  }) => void;
  /** Of the draft, which from now on stands on the new version. */
  readonly version?: number;
}

/** The next version of a flow, given to the workers. One with problems is refused with their places. */
export async function publish(
  { flowCheck, flows }: Pick<Deps, "flowCheck" | "flows">,
  { db, flowId, content, note, account, audit, version }: Publication,
) {
  const publishedBy = account.userId;
  const { runnable: flow, problems } = await flowCheck.check(publishedBy, filesOf(content));
  if (!flow) throw notRunnable(problems);
  const added = await addFlowVersion(db, { flowId, hash: flow.version, content, note, publishedBy });
  const { number } = added;
  if (version !== undefined) {
    const saved = await saveDraft(db, { flowId, content, baseNumber: number, updatedBy: publishedBy, version });
    if (!saved) throw new Problem("version-mismatch");
  }
  audit({ action: "publish", entity: "flow", entityId: flowId, changes: { number } });
  await flows.publish(flow);
  return { ...added, publishedBy: account.name };
}
