import { type Flow, type FlowState, flowState, HOPS_MAX } from "@acolhe/conversation";
import {
  BUTTON_COUNT_MAX,
  BUTTON_LABEL_LENGTH_MAX,
  LIST_ROW_COUNT_MAX,
  LIST_ROW_TITLE_LENGTH_MAX,
  TEXT_LENGTH_MAX,
} from "@acolhe/events";

/** Leaves room for captured values and a sentence before the question. */
const FLOW_TEXT_LENGTH_MAX = TEXT_LENGTH_MAX / 4;

/** Everything that would go wrong while the flow runs, one sentence each; empty when nothing would. */
export function lintFlow(flow: Flow): string[] {
  const states = Object.entries(flow.states);
  return [
    ...[flow.start, flow.menu, flow.handoff].filter((name) => !flowState(flow, name)).map((name) => `no state ${name}`),
    ...(flowState(flow, flow.handoff)?.handoff ? [] : [`state ${flow.handoff} does not call a person`]),
    ...states.flatMap(([name, state]) => lintState(flow, state).map((problem) => `${name}: ${problem}`)),
    ...lintOptionIds(flow),
    ...states.filter(([name]) => passiveHops(flow, name) >= HOPS_MAX).map(([name]) => `${name}: goes in a circle`),
    ...unreachable(flow).map((name) => `${name}: cannot be reached`),
  ];
}

function lintState(flow: Flow, state: FlowState): string[] {
  const problems: string[] = [];
  const options = state.options ?? [];
  const texts = [state.say, state.ask, state.invalid, ...Object.values(state.sayBy?.texts ?? {})].filter(
    (text) => text !== undefined,
  );
  for (const name of exits(state)) if (!flowState(flow, name)) problems.push(`goes to ${name}, which does not exist`);
  if (texts.some((text) => text === "" || text.length > FLOW_TEXT_LENGTH_MAX))
    problems.push("a text is empty or too long");
  const captured = valuesOf(flow);
  for (const [, name] of texts.join(" ").matchAll(/\{(\w+)\}/g)) {
    if (!captured.has(name!)) problems.push(`names {${name}}, which nothing captures`);
  }
  if (state.ask !== undefined && options.length === 0 && !state.capture) problems.push("asks but takes no answer");
  if (state.ask === undefined && (options.length > 0 || state.capture))
    problems.push("takes an answer but asks nothing");
  if (state.ask === undefined && !state.handoff && !state.end && !state.next) problems.push("leads nowhere");
  if (state.handoff && (state.ask !== undefined || !state.say))
    problems.push("calls a person: it must say so and ask nothing");
  if (state.capture && !state.next) problems.push("captures but does not say where to go");
  if (options.length > 0 && !state.show) problems.push("has options but does not say how to show them");
  if (state.show?.as === "buttons") {
    if (options.length > BUTTON_COUNT_MAX) problems.push("has too many buttons");
    if (options.some(({ label }) => label.length > BUTTON_LABEL_LENGTH_MAX))
      problems.push("has a button label too long");
  }
  if (state.show?.as === "list") {
    if (options.length > LIST_ROW_COUNT_MAX) problems.push("has too many rows");
    if (options.some(({ label }) => label.length > LIST_ROW_TITLE_LENGTH_MAX))
      problems.push("has a row title too long");
    if (state.show.buttonLabel.length > BUTTON_LABEL_LENGTH_MAX) problems.push("has a list button label too long");
  }
  return problems;
}

const exits = (state: FlowState): string[] =>
  [state.next, state.needs?.otherwise, ...(state.options ?? []).map((option) => option.goto)].filter(
    (name) => name !== undefined,
  );

const valuesOf = (flow: Flow): Set<string> =>
  new Set(
    Object.values(flow.states).flatMap((state) => [
      ...(state.capture ? [state.capture.into] : []),
      ...(state.options ?? []).flatMap((option) => Object.keys(option.set ?? {})),
    ]),
  );

function lintOptionIds(flow: Flow): string[] {
  const ids = Object.values(flow.states).flatMap((state) => (state.options ?? []).map((option) => option.id));
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `option ${id} is not unique`);
}

/** Passive states one after another from here; each may add a text, which the last bubbles then share. */
function passiveHops(flow: Flow, from: string): number {
  let name: string | undefined = from;
  let hops = 0;
  while (name !== undefined && hops < HOPS_MAX) {
    const state: FlowState | undefined = flowState(flow, name);
    if (!state || state.ask !== undefined || state.handoff || state.end) break;
    name = state.next;
    hops++;
  }
  return hops;
}

function unreachable(flow: Flow): string[] {
  const reached = new Set<string>();
  const open = [flow.start, flow.menu, flow.handoff];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = flowState(flow, name);
    if (!state || reached.has(name)) continue;
    reached.add(name);
    open.push(...exits(state));
  }
  return Object.keys(flow.states).filter((name) => !reached.has(name));
}
