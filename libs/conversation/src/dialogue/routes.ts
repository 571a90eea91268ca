import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { type Among, matchRoute } from "../reading/matcher.ts";
import { notice } from "../reading/notice.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, FIRST_WORDS, setValue } from "../turn/draft.ts";
import { paragraphs, render } from "../words/text.ts";
import { takeEffect } from "./actions.ts";
import { askedBesideCancel } from "./asked-beside.ts";
import { move } from "./enter.ts";
import { keepPeople } from "./people-told.ts";
import { refuse } from "./refused.ts";
import { keepNameTold, keepRelative } from "./relative.ts";
import { giveReplies } from "./replies.ts";
import { stay } from "./stay.ts";

/**
 * Takes an option: keeps what it means and goes on from there.
 *
 * @param note said before whatever comes
 * @param said what it was meant by, where that is more than the option itself
 */
export function choose(draft: Draft, step: string, choice: Choice, note = "", said?: Said): string {
  const rule = `${step}:${choice.route}`;
  draft.visited.push(rule);
  const before = { ...draft.state.values };
  if (choice.means === "no" && before.guess !== undefined) refuse(draft, before.guess);
  takeEffect(draft, choice);
  keepNameTold(draft, before);
  if (said) keepRelative(draft, said);
  if (said) keepPeople(draft, draft.flow.state(step), said);
  move(draft, choice.goto, note);
  return rule;
}

interface RouteOptions {
  readonly of?: Among;
  /** Said before whatever comes. */
  readonly note?: string;
}

/** Takes the first route that fits; null where none does. @param from the state, or `flow` for routes of any state */
export function takeRoute(
  draft: Draft,
  from: string,
  routes: State["routes"],
  said: Said,
  { of = "all", note = "" }: RouteOptions = {},
): string | null {
  const match = matchRoute(draft, routes, said, of);
  if (!match) return null;
  const { route, id, found } = match;
  const rule = `${from}:${id}`;
  draft.visited.push(rule);
  takeEffect(draft, { set: { ...found, ...route.set }, do: route.do });
  if (from === "flow") {
    if (!Object.hasOwn(draft.state.values, FIRST_WORDS)) setValue(draft, FIRST_WORDS, said.utterance.text);
    notice(draft, said);
  }
  if (route.goto !== undefined) {
    const beside = giveReplies(draft, askedBesideCancel(draft, draft.flow.state(from), route.goto, said));
    move(draft, route.goto, paragraphs([note, beside]));
  } else {
    const words = paragraphs([note, render(draft, route.reply!)]);
    stay(draft, words, { quiet: route.quiet === true });
  }
  return rule;
}
