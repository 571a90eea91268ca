import type { FlowDefinition } from "./definition.ts";
import { routeId } from "./route-id.ts";
import type { Conditions, Guard, Route } from "./route-schema.ts";
import type { State } from "./state-schema.ts";

/** A way from one state to another: what the graph draws, lint follows, and goldens must cover. */
export interface Edge {
  /** The state it leaves; `flow` for routes from any state. */
  readonly from: string;
  readonly to: string;
  /** As in `visited`; undefined for what happens by itself, which entering the next state shows well enough. */
  readonly id?: string;
  readonly label: string;
  /** Where the target is written, below `flow` or `states.<from>`. */
  readonly path: readonly (string | number)[];
  /** Taken without an answer of the patient. */
  readonly automatic: boolean;
}

export function edgesOf({ flow, states }: FlowDefinition): Edge[] {
  return [
    ...Object.entries(states).flatMap(([name, state]) => stateEdges(name, state)),
    ...flow.routes.map((route, index) => routeEdge("flow", route, index, flow.menu)),
  ];
}

function routeEdge(from: string, route: Route, index: number, menu: string): Edge {
  const { on } = route;
  const label =
    typeof on === "string" ? on : "pattern" in on ? (on.into ?? "pattern") : Object.values(on)[0]!.toString();
  const id = `${from}:${routeId(route, index)}`;
  // A reply stays where the conversation is; from any state that is no one state.
  const to = route.goto ?? (from === "flow" ? menu : from);
  const path = ["routes", index, route.goto === undefined ? "reply" : "goto"];
  return { from, to, id, label, path, automatic: false };
}

function stateEdges(from: string, state: State): Edge[] {
  const edges: Edge[] = [];
  const add = (to: string, label: string, path: (string | number)[], automatic: boolean, id?: string) =>
    edges.push({ from, to, label, path, automatic, ...(id === undefined ? {} : { id: `${from}:${id}` }) });
  if (state.needs) add(state.needs.otherwise, `no ${state.needs.value}`, ["needs", "otherwise"], true);
  if (state.from) add(state.from.goto, state.from.into, ["from", "goto"], false, state.from.into);
  for (const [index, option] of (state.options ?? []).entries())
    add(option.goto, option.id, ["options", index, "goto"], false, option.id);
  for (const [index, route] of (state.routes ?? []).entries()) edges.push(routeEdge(from, route, index, from));
  const { capture, lookup, call, next } = state;
  const waits = state.ask !== undefined || state.end === true;
  if (typeof next === "string") add(next, capture ? capture.into : "", ["next"], !waits, capture && "captured");
  else
    for (const [index, { goto, when }] of (next ?? []).entries())
      add(goto, guardLabel(when), ["next", index, "goto"], !waits, `next-${index + 1}`);
  if (lookup)
    for (const result of ["found", "none", "failed"] as const)
      add(lookup[result], result, ["lookup", result], false, result);
  if (call) {
    add(call.start, "call", ["call", "start"], true);
    add(call.back, "back", ["call", "back"], true);
  }
  for (const [index, action] of (state.do ?? []).entries())
    if ("remind" in action) add(action.remind.goto, "reminder", ["do", index, "remind", "goto"], false);
  return edges;
}

/** `known, open: false` */
function guardLabel(guard: Guard | undefined): string {
  if (!guard) return "otherwise";
  const { not, ...conditions } = guard;
  const said = (given: Conditions) =>
    Object.entries(given).map(([name, value]) => {
      if (value === true) return name;
      if (name === "is")
        return Object.entries(value as object)
          .map(([key, one]) => `${key} ${String(one)}`)
          .join(", ");
      return `${name} ${[value].flat().join(", ")}`;
    });
  return [...said(conditions), ...(not ? [`not ${said(not).join(", ")}`] : [])].join(", ");
}
