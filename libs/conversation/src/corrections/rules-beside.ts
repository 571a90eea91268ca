import { WEEKDAY } from "../capture/days-in-full.ts";
import { daysIn, partsIn } from "../capture/preference.ts";
import { holdsSeveralRules, isOneFreeDay, namesOtherDays, SWAPS } from "../capture/several-rules.ts";
import { inOwnWords } from "../capture/times-alone.ts";
import { NEGATED } from "../capture/when-words.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, fold } from "../state/utterance.ts";

const DAY_TO_DAY = new RegExp(
  `(?<![a-z])(?:${WEEKDAY}) (?:a|ate|to|till|through|hasta)(?: a| el)? (?:${WEEKDAY})(?![a-z])`,
);
/** "Só consigo", "only": the whole wish, whatever was said before. */
const WHOLE = /(?<![a-z])(?:so|somente|apenas|solo|solamente|only|just)(?![a-z])/;

/**
 * What a wish becomes by words of several rules, or by any words where it holds several itself: they stand in its place where they
 * tell again of all its days, or say that they are the whole, and else beside it. Nothing is joined of the two. Null where both are simple.
 *
 * @param told words of times that are wished for; empty where the message is looked at as a whole
 */
export function withRulesBeside(known: string, text: string, told = ""): string | null {
  const own = inOwnWords(text) ?? (holdsSeveralRules(known) ? told : "");
  if (own === "") return null;
  if (known === "" || isInstead(known, own, text)) return clean(own, VALUE_LENGTH_MAX);
  if (fold(known).includes(fold(own)) || isToldAlready(known, own)) return known;
  const both = `${known}; ${own}`;
  // What there is no room for is none of the newest words.
  return clean(both.length <= VALUE_LENGTH_MAX ? both : `${own}; ${known}`, VALUE_LENGTH_MAX);
}

/** "Cadê a quinta?": days alone, all of which stand there. */
const isToldAlready = (known: string, own: string): boolean =>
  !/\d/.test(own) &&
  partsIn(own).length === 0 &&
  !holdsSeveralRules(own) &&
  !NEGATED.test(fold(own)) &&
  daysIn(own).every((day) => daysIn(known).includes(day));

function isInstead(known: string, own: string, text: string): boolean {
  // "Quinta pode qualquer hora" is one rule of several.
  if (isOneFreeDay(own) && holdsSeveralRules(known)) return false;
  const isComplete = holdsSeveralRules(own) && !isOneFreeDay(own);
  if (SWAPS.test(fold(text)) && !holdsSeveralRules(known)) return true;
  if (namesOtherDays(own) || (isComplete && WHOLE.test(fold(own)) && !holdsSeveralRules(known))) return true;
  // "Segunda a quinta de manhã, ou sexta à noite": a week told anew.
  if (isComplete && DAY_TO_DAY.test(fold(own))) return true;
  const [days, named] = [daysIn(known), daysIn(own)];
  if (days.length === 0) return isComplete;
  return (isComplete || holdsSeveralRules(own)) && days.every((day) => named.includes(day));
}
