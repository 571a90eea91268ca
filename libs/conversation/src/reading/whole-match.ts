import type { Matcher, RE2JS } from "re2js";

/**
 * The match of a pattern that fits the whole text, for its groups; null where it does not fit. That it does not is told by a table
 * of states, where groups take a search: most patterns fit nothing, so they are asked first.
 */
export function wholeMatch(pattern: RE2JS, text: string): Matcher | null {
  if (!pattern.testExact(text)) return null;
  const matcher = pattern.matcher(text);
  return matcher.matches() ? matcher : null;
}
