import { BUTTON_LABEL_LENGTH_MAX, type Understanding } from "@acolhe/events";
import type { Choice } from "../flow/choice.ts";
import type { Route } from "../flow/route-schema.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { isPlainNo } from "../reading/denial.ts";
import { holds } from "../reading/guard.ts";
import { matchesAct, says } from "../reading/matcher.ts";
import { type Said, saidOf } from "../reading/said.ts";
import { PENDING_TEXT_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import { type Draft, sending } from "../turn/draft.ts";
import { nameKey, render } from "../words/text.ts";
import { handOff } from "./enter.ts";
import { repeat } from "./global-words.ts";
import { isRefused, refuse } from "./refused.ts";
import { giveReplies, repliesTo, sendPins } from "./replies.ts";
import { choose, takeRoute } from "./routes.ts";
import { stay } from "./stay.ts";

/*
 * Not sure enough to act on, too likely to ignore: the likeliest reading is asked about, with the next likeliest where
 * there is one. A person is offered in the same way.
 */
const PERSON = "request:human";
/** The second reading is worth a button when it is at least so likely beside the first. */
const RIVAL_FROM = 0.5;

/** What may be meant, an act or an intent, with how sure that is; likeliest first. */
function candidates(draft: Draft, here: State, said: Said): readonly { name: string; confidence: number }[] {
  const { flow, state } = draft;
  const { understanding } = said;
  if (!understanding) return [];
  const routes = [...(here.routes ?? []), ...flow.head.routes];
  const { reading } = understanding;
  const read = reading
    ? reading.acts.map(({ act, confidence }) => ({ name: act, confidence }))
    : [{ name: understanding.intent, confidence: understanding.confidence }];
  return read.filter(
    ({ name, confidence }) =>
      confidence >= flow.head.confidence.ask &&
      state.confirming?.intent !== name &&
      !isRefused(draft, name) &&
      flow.message(nameKey(name), state.language) !== undefined &&
      (routes.some((route) => isAbout(route, name) && holds(draft, route.when)) || isFact(draft, name)),
  );
}

const isFact = ({ flow }: Draft, act: string) =>
  act.startsWith("ask:") && flow.definition.facts?.[act.slice("ask:".length)] !== undefined;

function isAbout({ on }: Route, name: string): boolean {
  return matchesAct(on, name) || (typeof on === "object" && "intent" in on && [on.intent].flat().includes(name));
}

/** Asks what was meant, and says so; null where nothing is likely enough. */
export function askAbout(draft: Draft, here: State, said: Said): string | null {
  const [first, second] = candidates(draft, here, said);
  if (!first || draft.state.confirming?.intent === first.name) return null;
  const rival = second && second.confidence >= first.confidence * RIVAL_FROM ? second : undefined;
  ask(draft, said, first.name, rival?.name);
  return `did-you-mean:${first.name}`;
}

/** Offers a person, who comes only if wanted. */
export function offerPerson(draft: Draft): string {
  const text = render(draft, "engine.offer-person");
  if (text === "") return handOff(draft, "invalid-answers", render(draft, "engine.too-many-invalid"));
  put(draft, text, [YES, NO], { intent: PERSON });
  return "person-offered";
}

const YES = { id: "meant-yes", key: "engine.meant-yes" } as const;
const NO = { id: "meant-no", key: "engine.meant-no" } as const;

function ask(draft: Draft, said: Said, name: string, rival: string | undefined): void {
  const words = clean(said.utterance.text, PENDING_TEXT_LENGTH_MAX);
  const say = (one: string) => render(draft, nameKey(one));
  const labels = [name, rival].map((one) => (one === undefined ? "" : render(draft, `${nameKey(one)}_label`)));
  if (rival !== undefined && labels.every((label) => label !== "")) {
    const text = render(draft, "engine.which", { what: say(name), or: say(rival) });
    const buttons = [{ id: YES.id, label: labels[0]! }, { id: "meant-other", label: labels[1]! }, NO];
    put(draft, text, buttons, { intent: name, or: rival, said: words });
    return;
  }
  put(draft, render(draft, "engine.did-you-mean", { what: say(name) }), [YES, NO], { intent: name, said: words });
}

/** Asks whether an option of the open question was meant; false where the flow has no words for it. */
export function askBack(draft: Draft, { id, label }: Choice, said: Said): boolean {
  const text = render(draft, "engine.value-meant", { what: label });
  const no = render(draft, "engine.value-not");
  if (text === "" || no === "") return false;
  const buttons = [
    { id: YES.id, label: label.slice(0, BUTTON_LABEL_LENGTH_MAX).toWellFormed().trim() },
    { id: NO.id, label: no },
  ];
  put(draft, text, buttons, {
    intent: `${OPTION}${id}`,
    said: clean(said.utterance.text, PENDING_TEXT_LENGTH_MAX),
  });
  return true;
}
const OPTION = "option:";

/** Yes takes the option that was asked back, a mere no asks the question again, and anything else is an answer of its own. */
function confirmOption(draft: Draft, id: string, words: string, said: Said): string | null {
  const { state } = draft;
  const { optionId } = said.utterance;
  if (optionId === NO.id || draft.flow.words.is("no", said.plain) || isPlainNo(said.plain))
    return repeat(draft, "did-you-mean:no");
  if (optionId !== YES.id && !says(draft, "yes", said)) return null;
  const step = state.step!;
  const choice = choicesOf(draft, step).find((one) => one.id === id);
  return choice
    ? choose(draft, step, choice, "", saidOf({ kind: "text", text: words, optionId: null }, undefined))
    : null;
}

type Button = { readonly id: string } & ({ readonly key: string } | { readonly label: string });

function put(
  draft: Draft,
  text: string,
  given: readonly Button[],
  asked: NonNullable<Draft["state"]["confirming"]>,
): void {
  const { state } = draft;
  const buttons = given.map((one) => ({ id: one.id, label: "label" in one ? one.label : render(draft, one.key) }));
  const common = sending(draft, "bot", true);
  // Flows of before there were buttons for it have no words for them.
  if (buttons.every(({ label }) => label !== ""))
    draft.commands.push({ type: "send-buttons", ...common, text, buttons });
  else draft.commands.push({ type: "send-text", ...sending(draft, "bot", false), text });
  state.confirming = asked;
  state.openPrompt = { step: state.step!, askedAt: draft.now, nudged: false };
}

/** The answer to "did you mean …?": yes follows it, no asks the state's question again, else it is forgotten. */
export function confirm(draft: Draft, said: Said): string | null {
  const { state, flow } = draft;
  const { intent, or, said: words } = state.confirming!;
  const { optionId } = said.utterance;
  state.confirming = null;
  if (intent.startsWith(OPTION)) return confirmOption(draft, intent.slice(OPTION.length), words ?? "", said);
  if (optionId === NO.id || says(draft, "no", said)) {
    if (intent !== PERSON) refuse(draft, intent);
    return repeat(draft, "did-you-mean:no");
  }
  const other = optionId === "meant-other" && or !== undefined;
  if (!other && optionId !== YES.id && !says(draft, "yes", said)) return null;
  const name = other ? or : intent;
  if (name === PERSON) return handOff(draft, "asked");
  const meant: Said = {
    ...saidOf({ kind: "text", text: words ?? said.utterance.text, optionId: null }, undefined),
    understanding: sureOfIt(name, state.openPrompt?.step ?? "start"),
  };
  const step = state.step!;
  const here = flow.state(step);
  const taken = takeRoute(draft, step, here?.routes, meant) ?? takeRoute(draft, "flow", flow.head.routes, meant);
  if (taken !== null || !here) return taken;
  const replies = repliesTo(draft, { step, here }, meant);
  if (replies.length === 0) return null;
  stay(draft, giveReplies(draft, replies));
  sendPins(draft, replies);
  return replies[0]!.rule;
}

/** An understanding as sure as the patient's own yes. */
function sureOfIt(name: string, step: string): Understanding {
  const none = { alternatives: [], entities: [], redFlag: { flagged: false, kind: null }, version: "asked" };
  if (!name.includes(":")) return { intent: name, confidence: 1, ...none };
  const question = step.replaceAll("-", "_");
  return {
    intent: "unknown",
    confidence: 0,
    ...none,
    reading: { question, acts: [{ act: name, confidence: 1 }], values: [], danger: null },
  };
}
