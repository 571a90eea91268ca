import { type Db, findDraft, findFlowVersion } from "@acolhe/database";
import type { Problem as FlowProblem } from "@acolhe/flows/published";
import { z } from "zod";
import type { Checked, FlowFiles } from "../../flow-check/jobs.ts";
import { Problem } from "../../http/problem.ts";
import { StoredFiles } from "../../schemas/flows.ts";

export const tag = "Fluxos";
export const Numbered = z.coerce.number().int().min(1).max(1_000_000);

export const filesOf = (content: unknown): FlowFiles => StoredFiles.parse(content).files;
const problemShown = ({ at, rule, message }: FlowProblem) => ({ ...at, rule, message });

export async function draftOf(db: Db, flowId: string) {
  const draft = await findDraft(db, flowId);
  if (!draft) throw new Problem("not-found");
  return draft;
}

type DraftRow = Awaited<ReturnType<typeof draftOf>>;
export function draftShown({ flowId, content, baseNumber, updatedAt, version }: DraftRow, { problems }: Checked) {
  return { flowId, baseNumber, updatedAt, version, files: filesOf(content), problems: problems.map(problemShown) };
}

export async function versionOf(db: Db, flowId: string, number: number) {
  const version = await findFlowVersion(db, flowId, number);
  if (!version) throw new Problem("not-found");
  return version;
}
