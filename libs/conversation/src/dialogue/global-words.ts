import type { Choice } from "../flow/choice.ts";
import type { Flow } from "../flow/compile.ts";
import { choicesOf } from "../reading/choices.ts";
import { actsOf, does, sureOf } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import type { Utterance } from "../state/utterance.ts";
import { type Draft, say } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { enter, handOff, move } from "./enter.ts";
import { ask } from "./prompt.ts";
import { choose } from "./routes.ts";

/** Whether the patient wants to talk to a person rather than to the bot. */
export function asksForPerson({ flow }: Draft, said: Said): boolean {
  const { plain, understanding } = said;
  // "My wife says I should talk to someone": by its form it wishes for something else.
  const isElse = understanding?.reading?.acts.some(({ act, byForm }) => byForm && act.startsWith("request:"));
  if (isElse && !does(flow, said, "request:human")) return flow.words.only(["human"], plain);
  if (flow.words.only(["human"], plain) || flow.words.holds("human-phrases", plain)) return true;
  if (asksIfBot(flow, said)) return false;
  if (understanding?.reading) return does(flow, said, "request:human") || inOneClause(flow, said);
  return understanding?.intent === "talk_to_human" && understanding.confidence >= flow.head.confidence.accept;
}

/** "Você é uma pessoa ou máquina?" asks what writes here, and wants nobody else. */
const asksIfBot = (flow: Flow, said: Said): boolean =>
  does(flow, said, "ask:bot") && sureOf(said, "ask:bot") >= sureOf(said, "request:human");

/** "Não dá pra marcar os dois? deixa então, me passa pra uma pessoa": the whole leans to it, and one clause says nothing else. */
function inOneClause(flow: Flow, said: Said): boolean {
  const { understanding } = said;
  if (actsOf(flow, said, "request:").length > 0) return false;
  const { acts = [], clauses = [] } = understanding?.reading ?? {};
  const asks = (one: (typeof acts)[number]) => one.act === "request:human" && one.confidence >= CLAUSE_FROM;
  return acts.some(({ act }) => act === "request:human") && clauses.some((one) => !one.asked && one.acts.some(asks));
}
const CLAUSE_FROM = 0.9;

/** Words that act in any state of a session. */
export function globalWords(draft: Draft, said: Said): string | null {
  const { flow } = draft;
  const wants = (word: string) => flow.words.only([word], said.plain) || does(flow, said, `request:${word}`);
  if (asksForPerson(draft, said)) return handOff(draft, "asked");
  if (wants("back")) return goBack(draft);
  if (wants("repeat")) return repeat(draft, "repeat", { verbatim: true });
  return wordsAnywhere(draft, said);
}

/** Those of them that need no open question: the menu, and another language. */
export function wordsAnywhere(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  if (flow.words.only(["menu"], said.plain) || does(flow, said, "request:menu")) {
    move(draft, flow.head.menu);
    return "menu";
  }
  // A wish for the language that is spoken already is about something else: "que la psicóloga hable español".
  const wishes = (each: string) => each !== draft.spoken && does(flow, said, `request:language:${each}`);
  const language = flow.head.languages.find(
    (each) => flow.words.only([`language-${each}`], said.plain) || wishes(each),
  );
  if (language === undefined) return null;
  state.language = language;
  state.languageBy = "patient";
  return repeat(draft, `language:${language}`, { note: render(draft, "engine.language-changed"), verbatim: true });
}

/** The open question once more. @param as it was put at first, where that was asked for */
export function repeat(
  draft: Draft,
  rule: string,
  { note = "", verbatim = false }: { readonly note?: string; readonly verbatim?: boolean } = {},
): string {
  const { state, flow } = draft;
  const here = flow.state(state.step ?? "");
  if (here?.ask !== undefined) ask(draft, state.step!, here, { note, verbatim });
  else if (state.waiting) say(draft, note || render(draft, "engine.waiting"));
  else enter(draft, here ? flow.head.menu : flow.head.start, { note });
  return rule;
}

function goBack(draft: Draft): string {
  const { state, flow } = draft;
  for (let step = state.trail.pop(); step !== undefined; step = state.trail.pop()) {
    if (step !== state.step && flow.state(step)?.ask !== undefined) {
      enter(draft, step);
      return "back";
    }
  }
  enter(draft, state.step ?? flow.head.start);
  return "back";
}

/** Ids of the buttons that the engine shows by itself: "did you mean …?" */
const OWN_BUTTON = /^meant-/;

/** A button of an older question says nothing to this one, though its label may be the same. */
export const isOldButton = ({ flow }: Draft, { optionId }: Utterance, choices: readonly Choice[]): boolean =>
  optionId !== null &&
  !choices.some(({ id }) => id === optionId) &&
  (flow.optionIds.has(optionId) || OWN_BUTTON.test(optionId));

/** An option of another state that was tapped on an older message and still makes sense. */
export function anytime(draft: Draft, { optionId }: Utterance): string | null {
  const step = optionId === null ? undefined : draft.flow.anytime.get(optionId);
  const state = step === undefined ? undefined : draft.flow.state(step);
  if (step === undefined || !state || (state.needs && !Object.hasOwn(draft.state.values, state.needs.value)))
    return null;
  const choice = choicesOf(draft, step).find(({ id }) => id === optionId);
  return choice ? choose(draft, step, choice) : null;
}
