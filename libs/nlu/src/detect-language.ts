import { readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "./language-code.ts";
import { bounded, fold } from "./text/fold.ts";

/** How much a word speaks for the language that has it: the logarithm of how many times more frequent it is there. */
interface Weight {
  readonly lang: Language;
  readonly weight: number;
}

/** Longer texts tell no more. */
const LENGTH_MAX = 600;
/** Letters and marks that two of the languages do not write; each kind counts as a word. */
const MARKS: readonly (readonly [Language, RegExp])[] = [
  ["pt", /[ãõ]/],
  ["es", /[¿¡ñ]/],
];

const WORDS_MIN = 4;
/** From this weight on (some twenty times more frequent), speakers of the others hardly write a word. */
const OWN_FROM = 3;
const OWN_WORDS_MIN = 2;
/** So far ahead of the second, in logarithms, before a conversation goes over to a language. */
const AHEAD_MIN = 5;
/** For answering in a language once, without going over to it. */
const AHEAD_MIN_ONCE = 1.5;

const weights = new Map<string, Weight>();
for (const line of readFileSync(new URL("../data/model/languages.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")) {
  const [word = "", lang = "", weight = ""] = line.split(" ");
  weights.set(word, { lang: lang as Language, weight: Number(weight) });
}

interface Evidence {
  readonly lang: Language;
  readonly sum: number;
  /** Words that speakers of the others hardly write. */
  readonly own: number;
}

/** What speaks for each language, the strongest first. A word counts once, one that several have not at all. */
function evidenceIn(given: string): {
  readonly words: number;
  readonly found: readonly [Evidence, Evidence, Evidence];
} {
  const text = bounded(given.slice(0, LENGTH_MAX)).toLowerCase();
  const words = fold(text).match(/[a-z]+/g) ?? [];
  const sums = new Map(LANGUAGES.map((lang) => [lang, { sum: 0, own: 0 }]));
  const add = ({ lang, weight }: Weight) => {
    const counted = sums.get(lang)!;
    counted.sum += weight;
    if (weight >= OWN_FROM) counted.own++;
  };
  for (const word of new Set(words)) {
    // "Holaa", "obrigadooo": drawn out as it is said.
    const weight = weights.get(word) ?? weights.get(word.replace(/(.)\1+$/, "$1"));
    if (weight) add(weight);
  }
  for (const [lang, mark] of MARKS) if (mark.test(text)) add({ lang, weight: OWN_FROM });
  const found = LANGUAGES.map((lang) => ({ lang, ...sums.get(lang)! })).sort((a, b) => b.sum - a.sum);
  return { words: words.length, found: found as unknown as [Evidence, Evidence, Evidence] };
}

/**
 * The language that a conversation may go over to, or null: "ok", a name, a word borrowed, two languages mixed. Asked for
 * are several words, two of them that speakers of the others hardly write, and few that they do.
 */
export function detectLanguage(given: string): Language | null {
  const { words, found } = evidenceIn(given);
  const [first, second] = found;
  if (words < WORDS_MIN || first.own < OWN_WORDS_MIN) return null;
  const mixed = second.own * 3 > first.own;
  return !mixed && first.sum - second.sum >= AHEAD_MIN ? first.lang : null;
}

/** The language that a message is likeliest in, on weaker evidence: to answer an emergency in its own words. */
export function languageOf(given: string): Language | null {
  const [first, second] = evidenceIn(given).found;
  return first.sum - second.sum >= AHEAD_MIN_ONCE ? first.lang : null;
}
