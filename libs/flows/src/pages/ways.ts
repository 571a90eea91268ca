import { edgesOf, type FlowDefinition } from "@acolhe/conversation";

/** Everything that leads from one state to another, as one arrow: a list of six services is one way, not six. */
export interface Way {
  /** `flow` for the routes of any state. */
  readonly from: string;
  readonly to: string;
  readonly labels: readonly string[];
}

export function waysOf(definition: FlowDefinition): Way[] {
  const ways = new Map<string, { from: string; to: string; labels: string[] }>();
  for (const { from, to, label } of edgesOf(definition)) {
    const way = ways.get(`${from} ${to}`) ?? { from, to, labels: [] };
    if (label !== "" && !way.labels.includes(label)) way.labels.push(label);
    ways.set(`${from} ${to}`, way);
  }
  return [...ways.values()];
}
