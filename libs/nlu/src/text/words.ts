import type { Language } from "../language-code.ts";
import { SHORTHAND } from "./shorthand.ts";
import { corrected } from "./spelling.ts";

const RUN = /[a-zñ]+|\d+/g;
/** "oiiie", "ooi", "oioi". */
const HAIL = /^(?:o+i+e*|(?:oi){2,3})$/;
const LAUGHTER = /^(?:k{3,}|(?:rs){2,}|(?:ha){2,}h?|(?:he){2,}h?|(?:hua){2,}|(?:ja){2,}j?|lo+l)$/;

/** "sofaaaa" → "sofa", but "passar" and "carro" keep their double letters. */
const squeezed = (word: string) => word.replace(/([a-z])\1{2,}/g, "$1").replace(/([aeiou])\1$/, "$1");

/** "can't" → "ca not", of which shorthand makes "can not". */
const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/n't(?![a-z])/g, " not"],
  [/'m(?![a-z])/g, " am"],
  [/'re(?![a-z])/g, " are"],
  [/'ll(?![a-z])/g, " will"],
  [/'ve(?![a-z])/g, " have"],
  [/'d(?![a-z])/g, " would"],
  [/'s(?![a-z])/g, " is"],
];

const uncontracted = (folded: string) =>
  CONTRACTIONS.reduce((text, [pattern, words]) => text.replace(pattern, words), folded);

/** Runs of letters whose words are kept; past it all are forgotten, so that no sender of nonsense fills the memory. */
const RUNS_KEPT_MAX = 8000;
const meant: Readonly<Record<Language, Map<string, readonly string[]>>> = {
  pt: new Map(),
  es: new Map(),
  en: new Map(),
};

/** The words of a folded text, spelt out: "qria marcar p amh 15h" → queria marcar para amanha 0 h. Digits tell only how many there are. */
export function wordsOf(folded: string, lang: Language): string[] {
  const kept = meant[lang];
  const words: string[] = [];
  for (const run of runsOf(folded, lang)) {
    let own = kept.get(run);
    if (own === undefined) {
      own = spelt(run, lang).map((word) => (word.startsWith("z") ? word : corrected(word, lang)));
      if (kept.size >= RUNS_KEPT_MAX) kept.clear();
      kept.set(run, own);
    }
    for (const word of own) words.push(word);
  }
  return words;
}

/** The same without mending slips. */
export const spelledOut = (folded: string, lang: Language): string[] =>
  runsOf(folded, lang).flatMap((run) => spelt(run, lang));

const runsOf = (folded: string, lang: Language): readonly string[] =>
  (lang === "en" && folded.includes("'") ? uncontracted(folded) : folded).match(RUN) ?? [];

/** A run of letters or digits as words: mostly one. */
function spelt(run: string, lang: Language): string[] {
  if (run.charCodeAt(0) < 58) return ["0".repeat(Math.min(run.length, 6))];
  if (LAUGHTER.test(run)) return ["haha"];
  const word = HAIL.test(run) ? "oi" : squeezed(run);
  const shorthand = SHORTHAND[lang];
  return (shorthand.get(run) ?? shorthand.get(word) ?? word).split(" ");
}
