import { insuranceOf } from "../capture/insurance.ts";
import { preference } from "../capture/preference.ts";
import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { does, mayAnswer, slotValue } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { perform } from "./actions.ts";

/** The option of the open question that the message means, in whatever words. */
export function meantChoice(draft: Draft, here: State, choices: readonly Choice[], said: Said): Choice | undefined {
  if (here.asks === undefined || !mayAnswer(said)) return undefined;
  const value = slotValue(draft.flow, said, here.asks) ?? yesOrNo(draft, choices, said);
  return value === undefined ? undefined : choices.find(({ means }) => means === value);
}

/** A yes or no counts only where the options say which of them is which. */
const yesOrNo = (draft: Draft, choices: readonly Choice[], said: Said): string | undefined =>
  choices.some(({ means }) => means === "yes" || means === "no") ? slotValue(draft.flow, said, "yes_no") : undefined;

/**
 * Keeps what the message says of other slots than the one that is asked for. What is not known yet is kept by the way;
 * what is known changes only by a correction. Gives back the slots that were changed.
 */
export function keepOthers(draft: Draft, here: State | undefined, said: Said): readonly string[] {
  const { flow, state } = draft;
  const corrects = does(flow, said, "correct");
  return Object.entries(flow.head.slots ?? {}).flatMap(([slot, step]) => {
    const asking = flow.state(step);
    if (!asking || here?.asks === slot) return [];
    const known = keptIn(asking).some((name) => Object.hasOwn(state.values, name));
    if (known && !corrects) return [];
    return keep(draft, { slot, step, asking }, said) ? (known ? [slot] : []) : [];
  });
}

/** Names of the values in which a state keeps its answer. */
function keptIn(asking: State): readonly string[] {
  const sets = (asking.options ?? []).flatMap(({ set }) => Object.keys(set ?? {}));
  return [asking.capture?.into, asking.from?.into, ...sets].filter((name) => name !== undefined);
}

function keep(draft: Draft, at: { slot: string; step: string; asking: State }, said: Said): boolean {
  const { slot, step, asking } = at;
  const choices = choicesOf(draft, step);
  const meant = slotValue(draft.flow, said, slot);
  const named = slot === "insurance" ? insuranceOf(draft.flow, said.utterance.text) : undefined;
  const choice = choices.find(({ id, means }) => (named === undefined ? means === meant : id === `${slot}-${named}`));
  if (choice && (meant !== undefined || named !== undefined)) {
    perform(draft, [{ set: { ...choice.set } }, ...choice.do]);
    return true;
  }
  if (asking.capture?.as !== "preference") return false;
  const when = preference(said.utterance.text, "part");
  if (when === null) return false;
  setValue(draft, asking.capture.into, when);
  return true;
}
