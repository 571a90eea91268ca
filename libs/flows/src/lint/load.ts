import { compileFlow, type Flow, type FlowDefinition } from "@acolhe/conversation";
import { type Assembled, assemble, type Problem } from "../folder/assemble.ts";
import { readFolder } from "../folder/source.ts";
import { lint } from "./lint.ts";

/** A flow that must not run. Its message names every problem with its place. */
class FlowRefused extends Error {
  readonly problems: readonly Problem[];
  constructor(folder: string, problems: readonly Problem[]) {
    super(`the flow in ${folder} has problems:\n${problems.map(describeProblem).join("\n")}`);
    this.name = "FlowRefused";
    this.problems = problems;
  }
}

/** `states/name.yaml:12:5: dead-end: …` */
export const describeProblem = ({ at, rule, message }: Problem): string =>
  `${at.file}:${at.line}:${at.column}: ${rule}: ${message}`;

/** A flow's files, read and checked: ready to run, or all that stands in its way. */
export function checkFlow(files: ReadonlyMap<string, string>): { flow: Flow | null; problems: readonly Problem[] } {
  const assembled = assemble(files);
  const problems = problemsOf(assembled);
  return { flow: problems.length === 0 && assembled.definition ? compileFlow(assembled.definition) : null, problems };
}

/** All problems of a flow's folder; empty when it may run. */
export const lintFolder = (folder: string): readonly Problem[] => checkFlow(readFolder(folder)).problems;

/** @throws FlowRefused */
export function loadFlow(folder: string): Flow {
  const { flow, problems } = checkFlow(readFolder(folder));
  if (!flow) throw new FlowRefused(folder, problems);
  return flow;
}

function problemsOf(assembled: Assembled): Problem[] {
  const found = assembled.definition ? lintOf(assembled.definition, assembled) : assembled.problems;
  return found.toSorted(
    (a, b) => a.at.file.localeCompare(b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column,
  );
}

/** A text that is no message format may keep a flow from being compiled at all; the rule about texts says where. */
function lintOf(definition: FlowDefinition, { locate }: Assembled): readonly Problem[] {
  try {
    return lint(definition, locate);
  } catch (error) {
    const message = `the flow cannot be compiled: ${error instanceof Error ? error.message : String(error)}`;
    return [{ at: { file: "flow.yaml", line: 1, column: 1 }, rule: "broken", message }];
  }
}
