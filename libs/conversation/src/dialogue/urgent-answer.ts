import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import type { Said } from "../reading/said.ts";
import type { Draft } from "../turn/draft.ts";
import { choose, takeRoute } from "./routes.ts";
import { keepOthers, meantChoice } from "./slots.ts";

/**
 * Where everything but the answer can wait. What a message that tells of a danger itself means is for the routes alone,
 * and an option is meant by what was said, not by a word in it: "já passou da conta".
 */
export function onlyAnswer(draft: Draft, step: string, here: State, said: Said): string | null {
  keepOthers(draft, here, correctingNothing(said));
  const all = () => takeRoute(draft, step, here.routes, said);
  if (said.understanding?.reading?.danger != null) return all();
  const patterns = takeRoute(draft, step, here.routes, said, { of: "patterns" });
  if (patterns !== null) return patterns;
  const meant = meantChoice(draft, here, choicesOf(draft, step), said);
  return meant ? choose(draft, step, meant) : all();
}

/** Who puts something right where a danger is asked about speaks of the danger: "não é agora, mas penso nisso toda noite" is no time. */
export function correctingNothing(said: Said): Said {
  const { understanding } = said;
  const reading = understanding?.reading;
  if (!reading) return said;
  const acts = reading.acts.filter(({ act }) => act !== "correct");
  return { ...said, understanding: { ...understanding, reading: { ...reading, acts } } };
}
