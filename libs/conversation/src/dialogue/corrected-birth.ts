import { AGE_VALUES } from "../capture/ages.ts";
import { birthDate } from "../capture/birth-date.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/** Nobody who is seen here was born this month: such a date is one of a visit. */
const NEWBORN_MS = 31 * 86_400_000;

/**
 * A date of birth that is put right where something else is asked, "conferi a certidão: é 17/07/2019". It takes the place of the one
 * before, or of an age; a date where neither is known may be about anything.
 */
export function correctBirth(draft: Draft, into: string, { utterance: { text } }: Said): boolean {
  const { values } = draft.state;
  const known = [into, ...AGE_VALUES].filter((name) => Object.hasOwn(values, name));
  const born = known.length === 0 ? null : birthDate(text, draft.now);
  if (born === null || values[into] === born || Date.parse(born) > draft.now - NEWBORN_MS) return false;
  for (const name of AGE_VALUES) delete values[name];
  setValue(draft, into, born);
  return true;
}
