import type { Language } from "@acolhe/events";
import type { Told } from "@acolhe/flows";
import { isRightGuess } from "./guess.ts";
import type { Persona, PersonaFacts } from "./personas.ts";
import { optionFor } from "./tap.ts";
import { sameName } from "./values.ts";

/** What a person does next. */
export type Doing = { readonly say: string } | { readonly tap: string };

/** What a person has said so far, and what holds since they changed their mind. */
export interface Memory {
  readonly facts: PersonaFacts;
  /** How often each question was answered. */
  readonly answered: Readonly<Record<string, number>>;
  /** All that was said, in their own words. */
  readonly said: readonly string[];
}

export const afterOpening = ({ facts, opening }: Persona): Memory => ({ facts, answered: {}, said: opening });

export interface Step {
  readonly doing: Doing;
  readonly memory: Memory;
}

/** What a question without a slot, or one the person has no words for, is answered by: the wish itself. */
const WISH = "menu";

/**
 * What the person does about the bot's last words: says what they would rather say, changes their mind, or answers;
 * null where nothing is asked.
 */
export function react(persona: Persona, memory: Memory, { report, guesses }: Omit<Told, "visited">): Step | null {
  const asked = report.asks;
  const options = report.replies.at(-1)?.options ?? [];
  const right = guesses.findIndex((guess) => isRightGuess(persona, guess, memory.said.at(-1) ?? ""));
  if (guesses.length > 0 && right !== 0) return correcting(persona, memory, right > 0 ? OTHER : NO, options);
  if (asked === null && options.length === 0) return null;
  const unsaid = (one: { at: string; say: string }) => one.at === asked && !memory.said.includes(one.say);
  const interjection = persona.interjections.find(unsaid);
  if (interjection) return saying(interjection.say, memory);
  const change = persona.changes.find(unsaid);
  if (change) return saying(change.say, { ...memory, facts: { ...memory.facts, ...change.facts } });
  // A name that is none of theirs is not confirmed, however it came to be there.
  const misnamed = asked === "name_confirmation" && !sameName(report.values.name ?? "", memory.facts.name);
  if (misnamed && persona.answers.name) return answering(persona, memory, "name");
  if (asked !== null && persona.answers[asked]) return answering(persona, memory, asked);
  const option = optionFor(options, asked, memory.facts);
  if (option) return { doing: { tap: option.id }, memory };
  return persona.answers[WISH] ? answering(persona, memory, WISH) : null;
}

const saying = (say: string, memory: Memory): Step => ({
  doing: { say },
  memory: { ...memory, said: [...memory.said, say] },
});

/** Buttons below a guess. */
const OTHER = /-other$/;
const NO = /-no$/;
const NO_WORDS: Readonly<Record<Language, string>> = { pt: "não", es: "no", en: "no" };

/** A wrong guess is not confirmed: the right one is tapped where it is shown too. */
function correcting({ lang }: Persona, memory: Memory, button: RegExp, options: readonly { id: string }[]): Step {
  const shown = options.find(({ id }) => button.test(id));
  return { doing: shown ? { tap: shown.id } : { say: NO_WORDS[lang] }, memory };
}

/** The first time in the first words, asked again in the next ones, and at last always in the last. */
function answering(persona: Persona, memory: Memory, asked: string): Step {
  const times = memory.answered[asked] ?? 0;
  const words = persona.answers[asked]!;
  const answered = { ...memory.answered, [asked]: times + 1 };
  return saying(words[Math.min(times, words.length - 1)]!, { ...memory, answered });
}

/** Questions whose answers say nothing by themselves. */
const ABOUT_WORDS: ReadonlySet<string> = new Set(["name_confirmation", "summary", "anything_else", "guess", "danger"]);

/** What a person in danger has not been asked for, and says unasked; null when all of it is said. */
export function volunteer(persona: Persona, memory: Memory): Step | null {
  const interjection = persona.interjections.find(({ say }) => !memory.said.includes(say));
  if (interjection) return saying(interjection.say, memory);
  const unasked = Object.keys(persona.answers).find((name) => !ABOUT_WORDS.has(name) && !memory.answered[name]);
  return unasked === undefined ? null : answering(persona, memory, unasked);
}
