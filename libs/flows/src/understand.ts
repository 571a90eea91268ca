import type { ConversationState, Flow } from "@acolhe/conversation";
import type { Language, Understanding } from "@acolhe/events";
import { detectLanguage, understand } from "@acolhe/nlu";

const ENTITY_COUNT_MAX = 16;
const ENTITY_LENGTH_MAX = 200;

/**
 * What the local classifier makes of a patient's words, in the form that is recorded. A language is named only where
 * the words show one: at the beginning of a session the conversation goes on in it.
 */
export function understandWords(
  text: string,
  given: { flow: Flow; state: ConversationState | null; now: number; timeZone?: string },
): Understanding {
  const { flow, state, now, timeZone = flow.head.hours.timeZone } = given;
  const shown = detectLanguage(text) ?? languageOfGreeting(text, flow);
  const language = shown !== null && flow.head.languages.includes(shown) ? shown : undefined;
  const begins = state === null || state.step === null;
  const lang = (begins ? language : undefined) ?? state?.language ?? flow.head.languages[0]!;
  const found = understand(text, { lang, now, timeZone, expecting: expected(flow, state) });
  return {
    intent: found.intent,
    confidence: found.confidence,
    alternatives: found.alternatives.slice(0, 5).map(({ intent, confidence }) => ({ intent, confidence })),
    entities: found.entities.slice(0, ENTITY_COUNT_MAX).map(({ type, value, start, end }) => ({
      type,
      value: String(value).slice(0, ENTITY_LENGTH_MAX),
      text: found.text.slice(start, end).slice(0, ENTITY_LENGTH_MAX).toWellFormed(),
    })),
    redFlag: found.redFlag,
    version: found.version,
    ...(language === undefined ? {} : { language }),
  };
}

/** "Hello" is too short for a guess, and still English. */
function languageOfGreeting(text: string, { definition, head }: Flow): Language | null {
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, "")
    .trim();
  const spoken = head.languages.filter((each) => definition.words.greetings?.[each].includes(said));
  return spoken.length === 1 ? spoken[0]! : null;
}

/** What the state's question asks for, where that changes how a bare answer reads. */
function expected(flow: Flow, state: ConversationState | null): "name" | "birth_date" | undefined {
  const as = state?.step == null ? undefined : flow.state(state.step)?.capture?.as;
  return as === "person-name" ? "name" : as === "birth-date" ? "birth_date" : undefined;
}
