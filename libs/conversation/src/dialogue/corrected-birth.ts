import { ADULT_YEARS, AGE_VALUES, TEEN_YEARS, textFor, YEARS } from "../capture/ages.ts";
import { birthDate, NEWBORN_MS } from "../capture/birth-date.ts";
import type { Said } from "../reading/said.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/**
 * A date of birth that is put right where something else is asked, "conferi a certidão: é 17/07/2019". It takes the place of the one
 * before, or of an age; a date where neither is known may be about anything.
 */
export function correctBirth(draft: Draft, into: string, { utterance: { text } }: Said): boolean {
  const { values } = draft.state;
  const known = [into, ...AGE_VALUES].filter((name) => Object.hasOwn(values, name));
  const born = known.length === 0 ? null : birthDate(text, draft.now);
  if (born === null && !known.includes(into) && correctAge(draft, known, text)) return true;
  if (born === null || values[into] === born || Date.parse(born) > draft.now - NEWBORN_MS) return false;
  for (const name of AGE_VALUES) delete values[name];
  setValue(draft, into, born);
  return true;
}

/** "Ele tem 8, errei a idade": an age takes the place of the one before; of a date nothing is surer. */
function correctAge({ state: { values } }: Draft, known: readonly string[], text: string): boolean {
  // "Ele tem 2 irmãos", "o irmão tem 4": a number is the patient's age only where it is said to be put right.
  if (!MISTAKEN.test(plain(text)) || OF_OTHERS.test(plain(text))) return false;
  const told = AGE.exec(textFor(AGE_VALUES[0], text))?.groups;
  const years = Number(told?.years ?? told?.alone);
  if (known.length === 0 || Number.isNaN(years) || years >= ADULT_YEARS) return false;
  const before = known.map((name) => values[name]!).find((value) => /^\d{1,2}(?!\d)/.test(value));
  if (before !== undefined && Number.parseInt(before, 10) === years) return false;
  const unit = before?.replace(/^\d+/, "").trim() || "anos";
  const into = known.includes(CHILD_AGE) ? CHILD_AGE : years < TEEN_YEARS ? "small_age" : "teen_age";
  for (const name of known) delete values[name];
  values[into] = `${years} ${unit}`;
  if (values.age_group !== undefined) values.age_group = years < TEEN_YEARS ? "child" : "teen";
  return true;
}
const AGE = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<years>\\d{1,2}) ?${YEARS}|(?:tem|tiene|fez|cumpli[óo]|is|s?he's) (?<alone>\\d{1,2})(?=\\s*(?:[.,;!]|$)))(?![\\p{L}\\d/])`,
  "iu",
);
const MISTAKEN =
  /(?:^| )(?:err[a-z]+|engan[a-z]+|equivoq[a-z]+|equivoc[a-z]+|corrig[a-z]+|correg[a-z]+|corrij[a-z]+|correct[a-z]*|mistak[a-z]+|wrong|na verdade|en realidad|actually|digo|quer dizer|ou melhor|mejor dicho|i mean|troquei)(?: |$)/;
const OF_OTHERS =
  /(?:^| )(?:irma[a-z]*|herman[a-z]*|primo|prima|brothers?|sisters?|siblings?|cousins?|sess(?:ao|oes)|sesion(?:es)?|sessions?)(?: |$)/;
const CHILD_AGE = "child_age";
