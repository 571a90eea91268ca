import { isBareWhen, preference, saysWhen } from "../capture/preference.ts";
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
/** "A receita vence dia 5": the day of something else. */
const OF_ANOTHER = /(?:^| )(?:venc[a-z]*|acab[a-z]*|termin[a-z]*|expir[a-z]*|runs? out|ends?|prazo|deadline)(?: |$)/;
/** "To move my Friday appointment": the day that it is on. */
const OWN = /(?:^| )(?:my|our|minha|nossa|mi|nuestra)(?: |$)/;
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
    if (when === null || at < 0 || at > BEGINS_WITHIN || OWN.test(plain(tail.slice(0, at + when.length)))) return [];
    const next = /^ (?:que (?:vem|viene))/.exec(tail.slice(at + when.length))?.[0] ?? "";
    return [`${tail.slice(0, at)}${when}${next}`.trim()];
  });
  if (goals.length > 0) return goals.at(-1)!;
  const clauses = splitClauses(text);
  const isDays = ({ text: part, plain: words }: (typeof clauses)[number]) =>
    saysWhen(part) && !OF_ANOTHER.test(words) && isOther(draft, words);
  const from = clauses.findIndex(isDays);
  const more = clauses.slice(from + 1).filter((clause) => isDays(clause) || isMore(clause.plain, clause.text));
  if (from < 0) return null;
  const first = clauses[from]!.text;
  return [wholeWhen(first) ?? first, ...more.map(({ text: part }) => part.replace(/[.!?]+$/, ""))].join(", ");
}

/** "…, or any day the week after", "…, mornings": more of what was begun. */
const isMore = (words: string, text: string): boolean =>
  isBareWhen(text) || (/^(?:ou|o|or) /.test(words) && preference(text) !== null && !cannotCome(words));

/** "The week after": which week it is belongs to it. */
const wholeWhen = (text: string): string | null => {
  const when = preference(text);
  const at = when === null ? -1 : text.indexOf(when);
  return when === null || at < 0 ? when : `${when}${WHICH_WEEK.exec(text.slice(at + when.length))?.[0] ?? ""}`;
};
const WHICH_WEEK = /^ (?:after|seguinte|siguiente|que vem|que viene)(?![\p{L}])/iu;

/** The clause names days, and neither one that a visit is on nor why it cannot be. */
const isOther = (draft: Draft, words: string): boolean =>
  namesDay(words) &&
  !cannotCome(words) &&
  (visitsOf(draft).length === 0 || visitsMeant(draft, plain(words)).length === 0);
