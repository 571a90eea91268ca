import type { Language } from "../language-code.ts";
import { wordsOf } from "../text/words.ts";
import { FLAG_PATTERNS } from "./patterns.ts";

/** Stands where an idiom was taken out, so that the words around it do not come together. */
const TAKEN = ".";

/** The words of a message between blanks, with what only sounds dangerous taken out. */
export function withoutIdioms(folded: string, lang: Language): string {
  const words = wordsOf(folded, lang);
  let said = ` ${words.join(" ")} `;
  for (const idiom of FLAG_PATTERNS[lang].idioms.candidates(words)) said = said.replace(idiom, ` ${TAKEN} `);
  return said;
}

/** The same as a list: what the weights are fitted to. */
export const flagWords = (folded: string, lang: Language): string[] => listed(withoutIdioms(folded, lang));

export const listed = (said: string): string[] => said.split(" ").filter((word) => word !== "" && word !== TAKEN);
