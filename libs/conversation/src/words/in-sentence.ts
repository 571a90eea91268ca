import type { Language } from "@acolhe/events";

/** Written out, because what Intl says changes with the version of Node (W2). */
const AND: Readonly<Record<Language, string>> = { pt: "e", es: "y", en: "and" };

/** "a, b e c" */
export function inSentence(parts: readonly string[], language: Language): string {
  const [last = "", ...before] = parts.toReversed();
  if (before.length === 0) return last;
  // "Psicología e hipnosis": before the sound of an i, Spanish says "e".
  const and = language === "es" && /^h?i(?![aeou])/i.test(last) ? "e" : AND[language];
  return `${before.toReversed().join(", ")} ${and} ${last}`;
}
