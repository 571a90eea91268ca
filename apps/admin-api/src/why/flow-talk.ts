import { type Flow, valueText } from "@acolhe/conversation";
import type { Language } from "@acolhe/events";

/** How a version of the flow calls its own steps, wishes and values; all of it unknown where the version is not kept. */
export interface FlowTalk {
  /** What is asked there; null where nothing is, or only in many forms. */
  step(name: string | null): string | null;
  /** What an act or an intent is called: "marcar um atendimento". */
  wish(act: string): string | null;
  /** The option's label. */
  choice(step: string, option: string): string | null;
  /** A kept value as people read it: `speech` is "Fonoaudiologia". */
  value(name: string, value: string): string;
}

const LENGTH_MAX = 80;

export function flowTalk(flow: Flow | null, language: Language): FlowTalk {
  const definition = flow?.definition;
  const say = (key: string): string | null => {
    const texts = definition?.messages[language] ?? {};
    const text = Object.hasOwn(texts, key) ? texts[key] : definition?.messages.pt?.[key];
    // What branches by values is no name.
    return text === undefined || text.includes("{") ? null : text;
  };
  const short = (text: string | null) => {
    const line = text?.split("\n").findLast((one) => one.trim() !== "") ?? null;
    return line === null || line.length > LENGTH_MAX ? null : line.replaceAll(/[*_]/g, "").trim();
  };
  const stateOf = (name: string) =>
    definition && Object.hasOwn(definition.states, name) ? definition.states[name] : undefined;
  return {
    step(name) {
      const state = name === null ? undefined : stateOf(name);
      if (!state) return null;
      const asked = state.asks === undefined ? null : say(`slots.${state.asks}`);
      return asked ?? (state.ask === undefined ? null : short(say(state.ask)));
    },
    wish: (act) => say(act.includes(":") ? `acts.${act.replaceAll(":", "_")}` : `intents.${act}`),
    choice(step, option) {
      const label = stateOf(step)?.options?.find(({ id }) => id === option)?.label;
      return label === undefined ? null : say(label);
    },
    value: (name, value) => (flow ? valueText(flow, flow.values.get(name), value, language) : value),
  };
}
