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

/** The words of a folded text, spelt out: "qria marcar p amh 15h" → queria marcar para amanha 0 h. Digits tell only how many there are. */
export const wordsOf = (folded: string, lang: Language): string[] =>
  spelledOut(folded, lang).map((word) => (word.startsWith("z") ? word : corrected(word, lang)));

/** The same without mending slips. */
export function spelledOut(folded: string, lang: Language): string[] {
  const shorthand = SHORTHAND[lang];
  const words: string[] = [];
  for (const [run] of (lang === "en" ? uncontracted(folded) : folded).matchAll(RUN)) {
    const code = run.charCodeAt(0);
    if (code < 58) {
      words.push("0".repeat(Math.min(run.length, 6)));
      continue;
    }
    if (LAUGHTER.test(run)) {
      words.push("haha");
      continue;
    }
    const word = HAIL.test(run) ? "oi" : squeezed(run);
    const meant = shorthand.get(run) ?? shorthand.get(word) ?? word;
    if (meant.includes(" ")) words.push(...meant.split(" "));
    else words.push(meant);
  }
  return words;
}
