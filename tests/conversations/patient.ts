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

/** What a person sees of the bot. */
type Seen = Pick<Told, "report" | "guesses">;

/** Asked whether it is this clinic they wanted: yes, or no. */
const OURS = [/^ours-yes$/, /^ours-no$/];

/** What a question without a slot, or one the person has no words for, is answered by: the wish itself. */
const WISH = "menu";

/**
 * What the person does about the bot's last words: says what they would rather say, changes their mind, or answers;
 * null where nothing is asked.
 */
export function react(persona: Persona, memory: Memory, told: Seen): Step | null {
  const { report } = told;
  const asked = slotAsked(report);
  const options = report.replies.at(-1)?.options ?? [];
  const ours = options.find(({ id }) => OURS[Number(persona.goal === "wrong_number")]!.test(id));
  if (ours) return { doing: { tap: ours.id }, memory };
  if (asked === "guess") {
    const wrong = objecting(persona, memory, told);
    if (wrong) return wrong;
  }
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
  // What was put right once is right.
  const changed = memory.answered.correction ? undefined : changedIn(persona, memory)[0];
  const option = optionFor(options, asked, memory.facts, changed);
  if (option) return { doing: { tap: option.id }, memory: asked === "correction" ? tapped(memory, asked) : memory };
  return persona.answers[WISH] ? answering(persona, memory, WISH) : null;
}

const tapped = (memory: Memory, asked: string): Memory => ({
  ...memory,
  answered: { ...memory.answered, [asked]: (memory.answered[asked] ?? 0) + 1 },
});

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

/** Questions that are about the same thing, whatever a flow calls them. */
const SAME: Readonly<Record<string, string>> = { which_appointment: "appointment", cancel_policy: "appointment" };
const slotAsked = ({ asks }: Told["report"]): string | null => (asks === null ? null : (SAME[asks] ?? asks));

/** What they changed their mind about. */
const changedIn = ({ facts }: Persona, memory: Memory): readonly string[] => {
  const before: Readonly<Record<string, unknown>> = facts;
  return Object.entries(memory.facts).flatMap(([slot, value]) => (before[slot] === value ? [] : [slot]));
};

/**
 * What they say to a guess that is not right, or that is right and holds something that is not; null where it is all
 * right. A booking that is said back is a guess as well.
 */
function objecting(persona: Persona, memory: Memory, { report, guesses }: Seen): Step | null {
  const { values, replies } = report;
  const guessed = guesses.length > 0 ? guesses : [values.guess ?? "request:book"];
  const right = guessed.findIndex((guess) => isRightGuess(persona, guess, memory.said.at(-1) ?? "", memory.facts));
  const options = replies.at(-1)?.options ?? [];
  if (right !== 0) return correcting(persona, memory, right > 0 ? OTHER : NO, options);
  const isSaidBack = guesses.length === 0 && values.guess === undefined;
  const misread = isSaidBack ? SAID_BACK.find((slot) => isMisread(slot, memory.facts, values)) : undefined;
  return misread !== undefined && persona.answers[misread] ? answering(persona, memory, misread) : null;
}
const SAID_BACK = ["for_whom", "service"] as const;

/** Two who come together may be called anything. */
function isMisread(slot: (typeof SAID_BACK)[number], facts: PersonaFacts, values: Told["report"]["values"]): boolean {
  const known = values[slot] !== undefined && facts[slot] !== undefined;
  return known && values[slot] !== facts[slot] && !(slot === "for_whom" && facts.service === "couple");
}

/**
 * The first time in the first words, asked again in the next ones, and at last always in the last; what they changed
 * their mind about, in the words by which they did.
 */
function answering(persona: Persona, memory: Memory, asked: string): Step {
  const change = persona.changes.find(({ say, facts }) => memory.said.includes(say) && asked in facts);
  if (change) return saying(change.say, memory);
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
