import type { Language } from "../language-code.ts";
import { DANGER_KINDS, type DangerKind } from "../reader/labels.ts";
import { listed, withoutIdioms } from "./flag-words.ts";
import { FLAG_PATTERNS } from "./patterns.ts";

/** The gravest danger that a pattern is sure of, or null. */
export function sureKind(folded: string, lang: Language): DangerKind | null {
  const said = withoutIdioms(folded, lang);
  const found = new Set<DangerKind>();
  for (const { kind, pattern } of FLAG_PATTERNS[lang].flags.candidates(listed(said)))
    if (!found.has(kind) && pattern.test(said)) found.add(kind);
  return DANGER_KINDS.find((kind) => found.has(kind)) ?? null;
}
