import type { FlowDefinition } from "@acolhe/conversation";

/** What the flow says at the place that a rule names. */
export interface FlowWords {
  /** What the patient had been asked, as the flow writes it. */
  readonly question: string | null;
  /** What the route that fired looks for: a pattern, lists of words, acts, intents… */
  readonly matcher: string | null;
}

const NOTHING: FlowWords = { question: null, matcher: null };

/** The words of a version behind `state:option`, `state:2:pattern` and their like. */
export function flowWords(definition: FlowDefinition, rule: string): FlowWords {
  const [head = "", ...tail] = rule.split(":");
  const state = Object.hasOwn(definition.states, head) ? definition.states[head] : undefined;
  const isAnywhere = head === "flow";
  if (!state && !isAnywhere) return NOTHING;
  const text = (key: string | undefined) => (key === undefined ? null : (definition.messages.pt?.[key] ?? null));
  const routes = isAnywhere ? definition.flow.routes : state?.routes;
  const route = /^\d{1,4}$/.test(tail[0] ?? "") ? routes?.[Number(tail[0]) - 1] : undefined;
  return { question: text(state?.ask), matcher: route ? matcherText(route.on) : null };
}

/** `pattern: .*dor.*`: what is looked at and what for, without where it is kept. */
function matcherText(on: NonNullable<FlowDefinition["flow"]["routes"][number]>["on"]): string {
  if (typeof on === "string") return on;
  return Object.entries(on)
    .filter(([name]) => name !== "into" && name !== "confidence")
    .map(([name, value]) => `${name}: ${[value].flat().join(", ")}`)
    .join("; ");
}
