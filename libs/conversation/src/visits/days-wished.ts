import { preference, saysWhen } from "../capture/preference.ts";
import { splitClauses } from "../corrections/clauses.ts";
import { fold, plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { visitsMeant, visitsOf } from "./meant.ts";
import { cannotCome, namesDay } from "./words.ts";

/** "Pra sexta", "al lunes", "to Friday": where a visit is to go. */
const TO =
  /(?<![a-z])(?:pra|para|pro|pras|pros|p|al|a los|to|for) (?:(?:o|a|os|as|el|la|los|las|the|dia|outro dia|otro dia) )*/g;
const SENTENCE_END = /[.!?;\n]|(?<![a-z])(?:se|si|if|porque|pq|because|pois|que (?!vem|viene))(?![a-z])/;
const DENIES = /(?:^| )(?:nao|n|num|no|not|nem|ni|[a-z]+n t)(?: |$)/;
/** So near to where it is to go the days begin. */
const BEGINS_WITHIN = 10;

/**
 * The days and hours to which a visit is to be moved, in the message that wishes it: "de quinta pra sexta de manhã ou segunda" →
 * "sexta de manhã ou segunda". The day that it is on is none of them. Null where the message names none.
 */
export function daysWished(draft: Draft, text: string): string | null {
  const folded = fold(text);
  const goals = [...folded.matchAll(TO)].flatMap(({ index, 0: found }) => {
    const from = index + found.length;
    const length = folded.slice(from).search(SENTENCE_END);
    const tail = text.slice(from, length < 0 ? undefined : from + length);
    const when = DENIES.test(plain(tail)) ? null : preference(tail);
    const at = when === null ? -1 : tail.indexOf(when);
    if (when === null || at < 0 || at > BEGINS_WITHIN) return [];
    const next = /^ (?:que (?:vem|viene))/.exec(tail.slice(at + when.length))?.[0] ?? "";
    return [`${tail.slice(0, at)}${when}${next}`.trim()];
  });
  if (goals.length > 0) return goals.at(-1)!;
  const beside = splitClauses(text).filter(({ text: part, plain: words }) => saysWhen(part) && isOther(draft, words));
  const told = beside.flatMap((clause) => preference(clause.text) ?? []);
  return told.length > 0 ? told.join(", ") : null;
}

/** The clause names days, and neither one that a visit is on nor why it cannot be. */
const isOther = (draft: Draft, words: string): boolean =>
  namesDay(words) &&
  !cannotCome(words) &&
  (visitsOf(draft).length === 0 || visitsMeant(draft, plain(words)).length === 0);
