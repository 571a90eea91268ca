import type { FlowDefinition } from "@acolhe/conversation";
import { waysOf } from "./ways.ts";

/** A flow as a Mermaid diagram: what asks, what calls a person, what ends, and the ways between. */
export function mermaid(definition: FlowDefinition): string {
  const { flow, states } = definition;
  const id = (name: string) => name.replaceAll("-", "_");
  const node = ([name, state]: [string, FlowDefinition["states"][string]]) => {
    if (state.handoff) return `  ${id(name)}([${name}]):::person`;
    if (state.end || state.stop) return `  ${id(name)}(((${name}))):::done`;
    if (state.lookup) return `  ${id(name)}[(${name})]`;
    return state.ask === undefined ? `  ${id(name)}(${name})` : `  ${id(name)}{{${name}}}`;
  };
  const arrows = waysOf(definition).map(({ from, to, labels }) => {
    const label = labels.join(", ").replaceAll('"', "'");
    return `  ${from === "flow" ? "anywhere" : id(from)} -->${label === "" ? "" : `|"${label}"|`} ${id(to)}`;
  });
  return [
    "flowchart TD",
    `  begin((begin)) --> ${id(flow.start)}`,
    ...(flow.routes.length > 0 ? ["  anywhere((anywhere))"] : []),
    ...Object.entries(states).map(node),
    ...arrows,
    "  classDef person fill:#d8f3dc,stroke:#2d6a4f",
    "  classDef done fill:#e9ecef,stroke:#6c757d",
    "",
  ].join("\n");
}
