import type { Language } from "@acolhe/events";
import type { Choice } from "../flow/choice.ts";
import { plain, type Utterance } from "../state/utterance.ts";
import { position, spelledOut } from "./position.ts";

export interface Named {
  /** In plain form. */
  readonly names: readonly string[];
}

/** Most words are not even in it, and to put spaces around both costs more than to look. */
const holds = (said: string, words: string) =>
  words !== "" && said.includes(words) && ` ${said} `.includes(` ${words} `);
/** How a word sounds, so that "ocupasional" and "sicologa" are known by it. */
export const sound = (words: string): string =>
  words
    .replace(/c(?=[ei])|ss|z/g, "s")
    .replace(/(?<![a-z])ps/g, "s")
    .replace(/ph/g, "f")
    .replace(/([a-z])\1/g, "$1");

/** A flow has hundreds of names, each compared with every message; those of patients and their appointments pass by. */
const SOUNDS_HELD_MAX = 4_000;
const sounds = new Map<string, string>();

/** The same of a name, worked out once. */
export function soundOfName(name: string): string {
  const known = sounds.get(name);
  if (known !== undefined) return known;
  if (sounds.size >= SOUNDS_HELD_MAX) sounds.clear();
  const made = sound(name);
  sounds.set(name, made);
  return made;
}

/** Remembers the last message: choice after choice is compared with the same one. */
function ofLast(work: (text: string) => string): (text: string) => string {
  let last: { readonly text: string; readonly made: string } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: work(text) };
    return last.made;
  };
}
const plainOf = ofLast(plain);
const spelledPlain = ofLast((text) => plain(spelledOut(text)));
const soundOfSaid = ofLast(sound);

/** "No" is a preposition in Portuguese: "no consultório". */
const NOT: Readonly<Record<Language, ReadonlySet<string>>> = {
  pt: new Set(["nao", "not", "dont"]),
  es: new Set(["no", "nao"]),
  en: new Set(["no", "not", "dont", "nao"]),
};

/** The choice that was tapped, numbered, or named outright: nothing more needs to be waited for. */
export function matchExactly(choices: readonly Choice[], utterance: Utterance): Choice | undefined {
  const tapped = utterance.optionId !== null && choices.find((choice) => choice.id === utterance.optionId);
  if (tapped) return tapped;
  const said = spelledPlain(utterance.text);
  if (said === "") return undefined;
  const exact = choices.find(({ names }) => names.includes(said));
  if (exact) return exact;
  // A sum, and half of a number, are no place: "R$ 5", "5,50".
  if (/[$€%]|\d[.,:]\d/.test(utterance.text)) return undefined;
  const place = position(said, choices.length);
  return place === null ? undefined : choices[place];
}

/** As above, without the places: "segunda" may be a day, and "a última" anything. */
export function matchOutright(choices: readonly Choice[], utterance: Utterance): Choice | undefined {
  const said = plainOf(utterance.text);
  return /\d/.test(said) ? matchExactly(choices, utterance) : choices.find(({ names }) => names.includes(said));
}

/** As above, or the one choice the message names among other words. Two that fit are none: better to ask again. */
export function matchChoice(choices: readonly Choice[], utterance: Utterance, language: Language): Choice | undefined {
  return matchExactly(choices, utterance) ?? named(choices, plainOf(utterance.text), language);
}

export const hasDenial = (words: string, language: Language): boolean =>
  words
    .replace(/(?<=^| )don t(?= |$)/g, "dont")
    .split(" ")
    .some((word) => NOT[language].has(word));

/**
 * The one choice whose name the message holds. A name inside a longer one that fits ("terapia" in "terapia infantil")
 * does not count, and after a "não" only names that say no themselves do: "não quero agendar" books nothing.
 */
export function named<T extends Named>(choices: readonly T[], said: string, language: Language): T | undefined {
  if (said === "") return undefined;
  const denies = (words: string) => hasDenial(words, language);
  const denied = denies(said);
  const all = heldIn(choices, said).filter(({ name }) => !denied || denies(name));
  const isPart = (name: string) => all.some((other) => other.name !== name && holds(other.name, name));
  const fitting = new Set(all.flatMap(({ one, name }) => (isPart(name) ? [] : [one])));
  return fitting.size === 1 ? [...fitting][0] : undefined;
}

interface Held<T extends Named> {
  readonly one: T;
  readonly name: string;
}

/** The names that the message holds, by their letters or by how they sound. */
function heldIn<T extends Named>(choices: readonly T[], said: string): readonly Held<T>[] {
  const heard = soundOfSaid(said);
  const index = indexOf(choices);
  if (!index) {
    const isHeld = (name: string) => holds(said, name) || holds(heard, soundOfName(name));
    return choices.flatMap((one) => one.names.filter(isHeld).map((name) => ({ one, name })));
  }
  const { byWord, bySound } = index;
  const found = new Set<Held<T>>();
  for (const word of said.split(" "))
    for (const each of byWord.get(word) ?? []) if (holds(said, each.name)) found.add(each);
  for (const word of heard.split(" "))
    for (const each of bySound.get(word) ?? []) if (holds(heard, soundOfName(each.name))) found.add(each);
  return [...found];
}

/** Names by the word that they begin with: of hundreds hardly any begins with one that was said. */
interface Index<T extends Named> {
  readonly byWord: ReadonlyMap<string, readonly Held<T>[]>;
  readonly bySound: ReadonlyMap<string, readonly Held<T>[]>;
}
/** Of a list that was not asked so often yet, how often it was. */
const indexes = new WeakMap<readonly Named[], Index<Named> | number>();
/** Lists of a flow come again with every message; those that are made for one are asked a few times. */
const INDEXED_FROM = 8;

function indexOf<T extends Named>(choices: readonly T[]): Index<T> | undefined {
  const known = indexes.get(choices) ?? 0;
  if (typeof known !== "number") return known as Index<T>;
  if (known < INDEXED_FROM) {
    indexes.set(choices, known + 1);
    return undefined;
  }
  const all = choices.flatMap((one) => one.names.filter((name) => name !== "").map((name) => ({ one, name })));
  const firstWord = (words: string) => words.split(" ", 1)[0]!;
  const made = {
    byWord: Map.groupBy(all, ({ name }) => firstWord(name)),
    bySound: Map.groupBy(all, ({ name }) => firstWord(soundOfName(name))),
  };
  indexes.set(choices, made);
  return made;
}
