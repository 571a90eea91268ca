import { type Flow, messagePattern } from "@acolhe/conversation";
import type { Language } from "@acolhe/events";
import type { Report } from "@acolhe/flows";

/** Shorter texts may be of another language, or of a patient. */
const LETTERS_MIN = 12;
const known = new WeakMap<Flow, Map<Language, readonly RegExp[]>>();

/**
 * Whether the bot spoke to the patient in their language: the conversation is held in it, or the flow's own texts in it
 * are recognised in what was said, as where help in danger is offered in the language of a first message.
 */
export function isSpokenTo(
  flow: Flow,
  language: Language,
  { lang, replies }: Pick<Report, "lang" | "replies">,
): boolean {
  if (lang === language || replies.length === 0) return true;
  const patterns = patternsOf(flow, language);
  return replies.some(({ text }) => patterns.some((pattern) => pattern.test(text)));
}

function patternsOf(flow: Flow, language: Language): readonly RegExp[] {
  const made = known.get(flow) ?? new Map<Language, readonly RegExp[]>();
  known.set(flow, made);
  const sources = Object.values(flow.definition.messages[language] ?? {});
  const patterns = made.get(language) ?? sources.filter(isLongEnough).map(messagePattern);
  made.set(language, patterns);
  return patterns;
}

const isLongEnough = (source: string) => source.replace(/\{.*\}/gs, "").replace(/[^\p{L}]/gu, "").length >= LETTERS_MIN;
