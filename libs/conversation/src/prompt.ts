import { type Command, TEXT_LENGTH_MAX } from "@acolhe/events";
import { type Draft, sending } from "./draft.ts";
import type { FlowState } from "./flow.ts";

/** Puts captured values where the text names them; a dash where one is missing. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(values, name) ? values[name]! : "—"));
}

/**
 * Sends the question of a state. `plainly` shows options as numbered text, for phones on which buttons and lists
 * do not work: who answered wrongly once may not have seen them.
 */
export function ask(draft: Draft, step: string, state: FlowState, before: string, plainly: boolean): void {
  const question = [before, fill(state.ask ?? "", draft.state.values)].filter((part) => part !== "").join("\n\n");
  draft.commands.push(questionCommand(draft, state, question.slice(0, TEXT_LENGTH_MAX).toWellFormed(), plainly));
  draft.state.openPrompt = { step, askedAt: draft.now, nudged: false };
}

function questionCommand(draft: Draft, state: FlowState, text: string, plainly: boolean): Command {
  const common = sending(draft, "bot", true);
  const { options, show } = state;
  if (!options || !show) return { type: "send-text", ...common, text };
  if (show.as === "numbers" || plainly) {
    const numbered = options.map((option, index) => `${index + 1}. ${option.label}`).join("\n");
    return { type: "send-text", ...common, text: `${text}\n\n${numbered}`.slice(0, TEXT_LENGTH_MAX).toWellFormed() };
  }
  if (show.as === "buttons") {
    return { type: "send-buttons", ...common, text, buttons: options.map(({ id, label }) => ({ id, label })) };
  }
  return {
    type: "send-list",
    ...common,
    text,
    title: show.title,
    buttonLabel: show.buttonLabel,
    rows: options.map(({ id, label, description }) => ({
      id,
      title: label,
      ...(description === undefined ? {} : { description }),
    })),
  };
}
