import type { Edge, Flow, FlowDefinition } from "@acolhe/conversation";
import type { Path } from "../folder/source.ts";

export interface Finding {
  readonly path: Path;
  /** Point at the name of the part instead of what it holds. */
  readonly what?: "key";
  readonly message: string;
}

export interface LintContext {
  readonly definition: FlowDefinition;
  readonly flow: Flow;
  readonly edges: readonly Edge[];
}

export interface Rule {
  readonly name: string;
  find(context: LintContext): Finding[];
}

export type StateOf = FlowDefinition["states"][string];
export const statesOf = ({ definition }: LintContext): [string, StateOf][] => Object.entries(definition.states);

/** Every place of a state (or of the flow's routes) that holds something of a kind, with its path. */
export function* routesIn(context: LintContext): Generator<{ route: Record<string, unknown>; path: Path }> {
  for (const [index, route] of context.definition.flow.routes.entries())
    yield { route, path: ["flow", "routes", index] };
  for (const [name, state] of statesOf(context)) {
    for (const [index, route] of (state.routes ?? []).entries())
      yield { route, path: ["states", name, "routes", index] };
    for (const [index, route] of (state.options ?? []).entries())
      yield { route, path: ["states", name, "options", index] };
    if (state.from) yield { route: state.from, path: ["states", name, "from"] };
  }
}
