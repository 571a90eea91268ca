import { type ConversationState, type Flow, putRight, withForms } from "@acolhe/conversation";
import { type Language, QUESTIONS, type Understanding } from "@acolhe/events";
import { detectLanguage, givenNamesIn, languageOf, understand } from "@acolhe/nlu";
import { dangerIn, readAgain } from "./read-again.ts";
import { readClauses } from "./read-clauses.ts";

const ENTITY_COUNT_MAX = 16;
const GIVEN_COUNT_MAX = 16;
const ENTITY_LENGTH_MAX = 200;

/**
 * What the local reader makes of a patient's words against the question that is open, in the form that is recorded. A
 * language is named only where the words show one beyond doubt; the conversation then goes on in it.
 */
export function understandWords(
  text: string,
  asked: { flow: Flow; state: ConversationState | null; now: number; timeZone?: string },
): Understanding {
  const { flow, state, now, timeZone = flow.head.hours.timeZone } = asked;
  const begins = state === null || state.step === null;
  const shown = detectLanguage(text) ?? (begins ? languageOfOpening(text, flow) : null);
  const language = shown !== null && flow.head.languages.includes(shown) ? shown : undefined;
  const chosen = state?.languageBy === "patient" ? state.language : undefined;
  const lang = chosen ?? language ?? state?.language ?? flow.head.languages[0]!;
  const against = { lang, now, timeZone, expecting: expected(flow, state), question: openQuestion(flow, state) };
  // What is taken back in the same breath is no wish, and may be a danger all the same.
  const right = putRight(text);
  const found = understand(right, against);
  const { danger, risk } = dangerIn(text, right === text ? found.reading : understand(text, against).reading, against);
  const again = danger ? null : readAgain(right, found.reading, against, flow.head.confidence.accept);
  const clauses = danger ? null : readClauses(right, against);
  const given = givenNamesIn(right).slice(0, GIVEN_COUNT_MAX);
  const spoken = danger && (languageOf(text) ?? undefined);
  return withForms(flow, right, {
    intent: found.intent,
    confidence: found.confidence,
    alternatives: found.alternatives.slice(0, 5).map(({ intent, confidence }) => ({ intent, confidence })),
    entities: found.entities.slice(0, ENTITY_COUNT_MAX).map(({ type, value, start, end, known }) => ({
      type,
      value: String(value).slice(0, ENTITY_LENGTH_MAX),
      text: found.text.slice(start, end).slice(0, ENTITY_LENGTH_MAX).toWellFormed(),
      ...(known ? { known } : {}),
    })),
    redFlag: { flagged: found.redFlag.flagged, kind: found.redFlag.kind },
    version: found.version,
    ...(language === undefined ? {} : { language }),
    ...(given.length === 0 ? {} : { given }),
    reading: {
      question: found.reading.question,
      acts: found.reading.acts.map(({ act, confidence }) => ({ act, confidence })),
      values: found.reading.values.map(({ slot, value, confidence }) => ({ slot, value, confidence })),
      danger: danger && { ...danger, ...(spoken ? { language: spoken } : {}) },
      risk,
      ...(again === null ? {} : { again }),
      ...(clauses === null ? {} : { clauses }),
    },
  });
}

/** Slots of the flow that the reader knows no lines of, and the one whose answers are most alike. */
const ALIKE: Readonly<Record<string, string>> = {
  guess: "summary",
  danger: "name_confirmation",
  resume: "anything_else",
  service_next: "service",
  stop: "name_confirmation",
  cancel_policy: "appointment",
  correction: "menu",
};

/** What is asked for now, as the reader names it: a message is read against it. */
function openQuestion(flow: Flow, state: ConversationState | null): string {
  if (state?.handedOver && state.openPrompt === null) return "waiting";
  const asks = state?.openPrompt == null ? undefined : flow.state(state.openPrompt.step)?.asks;
  if (asks === undefined) return state?.step == null ? "start" : "anything_else";
  return ALIKE[asks] ?? ((QUESTIONS as readonly string[]).includes(asks) ? asks : "anything_else");
}

/** So many words behind a greeting do not tell of another language. */
const AFTER_GREETING_MAX = 2;

/** A first message has nothing before it to go by: a greeting, or two words, are enough to answer in their language. */
function languageOfOpening(text: string, { definition, head }: Flow): Language | null {
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, "")
    // "Holaa": drawn out as it is said.
    .replace(/(\p{L})\1+(?!\p{L})/gu, "$1")
    .trim();
  const greets = (each: Language, words: string) => definition.words.greetings?.[each].includes(words) ?? false;
  const spoken = head.languages.filter((each) => greets(each, said));
  if (spoken.length === 1) return spoken[0]!;
  // "Buenas tarde, digo dia": a greeting with hardly more behind it is one still.
  const words = said.split(/\s+/);
  for (let count = words.length - 1; count >= Math.max(1, words.length - AFTER_GREETING_MAX); count--) {
    const begun = head.languages.filter((each) => greets(each, words.slice(0, count).join(" ")));
    if (begun.length === 1) return begun[0]!;
  }
  return spoken.length === 0 && said.includes(" ") ? languageOf(text) : null;
}

/** What the state's question asks for, where that changes how a bare answer reads. */
function expected(
  flow: Flow,
  state: ConversationState | null,
): "name" | "name_confirmation" | "birth_date" | undefined {
  const here = state?.step == null ? undefined : flow.state(state.step);
  if (here?.asks === "name_confirmation") return "name_confirmation";
  const as = here?.capture?.as;
  return as === "person-name" ? "name" : as === "birth-date" ? "birth_date" : undefined;
}
