import { compileFlow, edgesOf, type FlowDefinition } from "@acolhe/conversation";
import type { Problem } from "../folder/assemble.ts";
import type { Path, Position } from "../folder/source.ts";
import { channelLimits } from "./channel-limits.ts";
import { wrongFormat } from "./formats.ts";
import { oddHours } from "./hours.ts";
import { brokenPromise, unknownPromise, unmarkedPromise } from "./promises.ts";
import {
  missingText,
  unknownCatalogue,
  unknownLookup,
  unknownState,
  unknownTeam,
  unknownValue,
  unknownVariable,
  unknownWords,
  unusedText,
} from "./references.ts";
import type { Rule } from "./rule.ts";
import {
  deadEnd,
  doubledOption,
  endlessSteps,
  hiddenPerson,
  noPerson,
  shadowedRoute,
  unreachable,
  unsafePattern,
} from "./structure.ts";

export const RULES: readonly Rule[] = [
  unknownState,
  unknownWords,
  unknownTeam,
  unknownCatalogue,
  unknownLookup,
  unknownValue,
  unknownVariable,
  wrongFormat,
  oddHours,
  missingText,
  unusedText,
  unreachable,
  deadEnd,
  noPerson,
  hiddenPerson,
  endlessSteps,
  shadowedRoute,
  doubledOption,
  unsafePattern,
  unknownPromise,
  brokenPromise,
  unmarkedPromise,
  channelLimits,
];

/** Everything that would go wrong while a flow runs, with its place; empty when nothing would. */
export function lint(definition: FlowDefinition, locate: (path: Path, what?: "key" | "value") => Position): Problem[] {
  const context = { definition, flow: compileFlow(definition), edges: edgesOf(definition) };
  return RULES.flatMap(({ name, find }) =>
    find(context).map(({ path, what, message }) => ({ at: locate(path, what), rule: name, message })),
  );
}
