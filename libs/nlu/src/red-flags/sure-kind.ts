import type { Language } from "../language-code.ts";
import { DANGER_KINDS, type DangerKind } from "../reader/labels.ts";
import { FLAG_PATTERNS, type FlagPattern } from "./patterns.ts";

/** Stands where an idiom was taken out, so that the words around it do not come together. */
const TAKEN = ".";

/** The words of a message between blanks, with what only sounds dangerous taken out. */
function withoutIdioms(words: readonly string[], lang: Language): string {
  let said = ` ${words.join(" ")} `;
  for (const idiom of FLAG_PATTERNS[lang].idioms.candidates(words)) said = said.replace(idiom, ` ${TAKEN} `);
  return said;
}

/** The words that are left without idioms, or null where there is none. */
export function leftByIdioms(words: readonly string[], lang: Language): string[] | null {
  const left = withoutIdioms(words, lang)
    .split(" ")
    .filter((word) => word !== "");
  return left.includes(TAKEN) ? left.filter((word) => word !== TAKEN) : null;
}

/** The patterns that a message fits, with what only sounds dangerous taken out. `words` are spelt out. */
export function fittingPatterns(words: readonly string[], lang: Language): FlagPattern[] {
  const { flags } = FLAG_PATTERNS[lang];
  const candidates = flags.candidates(words);
  if (candidates.length === 0) return candidates;
  const said = withoutIdioms(words, lang);
  return candidates.filter(({ pattern }) => pattern.test(said));
}

/** The gravest danger that a pattern is sure of, or null. */
export function sureKind(words: readonly string[], lang: Language): DangerKind | null {
  const found = fittingPatterns(words, lang);
  if (found.length === 0) return null;
  return DANGER_KINDS.find((danger) => found.some(({ kind }) => kind === danger)) ?? null;
}
