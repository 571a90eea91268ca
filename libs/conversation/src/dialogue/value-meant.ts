import { isAlike } from "../capture/respelt.ts";
import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { isOnlyDenied } from "../reading/contrast.ts";
import { isNoAnswer, surestValue } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import type { Draft } from "../turn/draft.ts";
import { countTold, timesTold } from "../words/told.ts";
import { askBack } from "./confirm.ts";
import { isReview } from "./slots.ts";

/**
 * An option that the reader leans to, or that a word is nearly the name of, is asked back once instead of being taken or not
 * understood: "Para a criança, é isso?". Null where there is none.
 */
export function askValue(draft: Draft, step: string, here: State, said: Said): string | null {
  const { text } = said.utterance;
  if (here.urgent || isReview(here.asks) || text.includes("?") || !WORD.test(said.plain) || isNoAnswer(said))
    return null;
  const choices = choicesOf(draft, step).filter(({ means }) => means !== undefined && !YES_NO.has(means));
  const choice = leaningTo(here, choices, said) ?? nearlyNamed(choices, said);
  if (!choice || isOnlyDenied(choice, text, draft.state.language)) return null;
  const key = `meant:${choice.id}`;
  if (timesTold(draft, key) > 0 || !askBack(draft, choice, said)) return null;
  countTold(draft, key);
  return `${step}:asked-back`;
}

/** "Hmpf" leans nowhere, whatever a reader makes of it. */
const WORD = /[aeiouy]/;
const YES_NO: ReadonlySet<string> = new Set(["yes", "no"]);

/** Below this what people meant was as often something else. */
const LEANS_FROM = 0.35;

function leaningTo({ asks }: State, choices: readonly Choice[], said: Said): Choice | undefined {
  const value = asks === undefined ? undefined : surestValue(said, asks, LEANS_FROM);
  return value === undefined ? undefined : choices.find(({ means }) => means === value);
}

/** Shorter words are too much alike. */
const LETTERS_MIN = 6;

/** The one option of whose name a word is a slip or two away: "presensial", "psiquatria". */
function nearlyNamed(choices: readonly Choice[], { plain }: Said): Choice | undefined {
  const words = plain.split(" ").filter((word) => word.length >= LETTERS_MIN);
  const isNear = (name: string) =>
    name.length >= LETTERS_MIN && words.some((word) => word[0] === name[0] && isAlike(word, name));
  const found = choices.filter(({ names }) => names.some((name) => name.split(" ").some(isNear)));
  return found.length === 1 ? found[0] : undefined;
}
