import { preference } from "../capture/preference.ts";
import { splitClauses } from "../corrections/clauses.ts";
import { plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { dateNamed, namesPeople, type Visit, visitsMeant, visitsOf } from "./meant.ts";
import { cancels, cannotCome, keepsVisit, movesVisit, namesDay, namesVisit, remakes } from "./words.ts";

/*
 * Which visit a message is about. Of "a da Nina fica, é a do Caio que eu quero passar pra quinta" only the second half tells it: what
 * stays as it is is another visit, and a day to which one is to go is none that it is on.
 */

/** "E mantém a do Caio", "and keep Caio's": in one breath with what is wished of another. */
const JOINED =
  /,? (?:e|y|and|pero|but|mas) (?=(?:keep|leave|mant\p{L}+|deix[a-z]+|dej[a-z]+|cancel[a-z]*|desmarc[a-z]*|a d[aoe] |o d[aoe] |la del? |[\p{L}']+ (?:fica|continua|stays|sigue|queda|vem|viene|vai normal|vai sim)(?= |$)))/iu;
/** What is said of a visit that stays as it is. In plain form. */
const STAYS =
  /(?:^| )(?:mantid[oa]|de pe|en pie|fica|ficam|continua|continuam|segue|sigue|queda|confirmad[oa]|confirmed|normal(?:mente)?|stays?|as planned|still on|is fine|keep|vou sim|vai sim|voy si|vem sim|eu vou|a gente vai|(?:still )?(?:can|will) (?:still )?(?:come|be there|make it|go)|still com(?:es?|ing))(?= |$)/;
const DENIED = /(?:^| )(?:nao|n|no(?! horario| dia)|not|nem|ni|[a-z]+n t|nunca|never)(?= |$)/;

/** To where it is to go, and beside what: "pra quinta", "depois da fono da Nina". In plain form. */
const DAY =
  "(?:hoje|amanha|segunda|terca|quarta|quinta|sexta|sabado|domingo|hoy|manana|lunes|martes|miercoles|jueves|viernes|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|dia \\d{1,2}|\\d{1,2}(?:th|st|nd|rd))";
const GOAL = new RegExp(
  `(?:^| )(?:pra|para|pro|pa|p|al|to|for) (?:(?:o|a|el|la|the|outr[oa]|otr[oa]|proxim[oa]|next) )*${DAY}(?: (?:ou|o|or|e|y|and)(?: n?a| el| on)? ${DAY})*`,
  "g",
);
const BESIDE = /(?:^| )(?:(?:logo )?(?:depois|antes|apos)|despues|after|before|junto)(?= |$).*$/;

interface Part {
  readonly text: string;
  readonly plain: string;
}

const partsOf = (text: string): readonly Part[] =>
  splitClauses(text)
    .flatMap((clause) => clause.text.split(JOINED))
    .map((part) => ({ text: part, plain: plain(part) }));

const wishes = (words: string): boolean =>
  cannotCome(words) || cancels(words) || movesVisit(words) || remakes(words) || NOT_COMING.test(words);
/** "A Nina não vai": as a part of its own it says that she does not come. */
const NOT_COMING =
  /(?:^| )(?:nao|n|no) (?:vai|vou|vamos|vem|va|voy|viene)(?: (?:hoje|amanha|nao|mesmo|hoy|manana|mais|nessa|nesse|na|no|dia|\d+|segunda|terca|quarta|quinta|sexta))*$/;

const stays = ({ plain: words }: Part): boolean =>
  !wishes(words) && (keepsVisit(words) || (STAYS.test(words) && !DENIED.test(words)));

const bare = (parts: readonly Part[]): string =>
  parts.map(({ plain: words }) => words.replace(GOAL, " ").replace(BESIDE, "")).join(" ");

/** What a message tells of which visit it means. */
export interface Named {
  /** Those that are known and may be meant: all of them where it names none, and none where it names another. */
  readonly visits: readonly Visit[];
  /** Those that are to stay as they are. */
  readonly kept: readonly Visit[];
  /** Whether a name, a day or an hour tells it. */
  readonly isTold: boolean;
  /** The day of a visit that is not known here, in the patient's own words. */
  readonly elsewhen: string | null;
}

export function visitNamed(draft: Draft, text: string): Named {
  const all = visitsOf(draft);
  const parts = partsOf(text);
  const tells = (words: string) => namesDay(words) || dateNamed(words) !== undefined || namesPeople(draft, words);
  const kept = parts
    .filter((part) => stays(part) && tells(part.plain))
    .flatMap((part) => visitsMeant(draft, part.plain));
  const left = parts.filter((part) => !stays(part));
  const wishing = left.filter((part) => wishes(part.plain));
  const isMoved = wishing.some(({ plain: one }) => movesVisit(one) || remakes(one));
  // A day in another sentence may be one to which it is to go.
  const beside = isMoved ? left.filter((part) => namesPeople(draft, part.plain) || namesVisit(part.plain)) : left;
  const words = [bare(wishing), bare(beside)].find(tells) ?? bare(beside);
  const isKept = ({ id }: Visit) => kept.some((one) => one.id === id);
  const visits = visitsMeant(draft, words).filter((visit) => !isKept(visit));
  const isElse = visits.length === 0 && (dateNamed(words) !== undefined || (all.length > 0 && all.every(isKept)));
  const told = beside.filter((part) => tells(bare([part])));
  return {
    visits,
    kept,
    isTold: tells(words) || kept.length > 0,
    elsewhen: isElse ? dayIn(told.map((part) => part.text).join(", ")) : null,
  };
}

/** The words of a day, as short as they can be told. */
function dayIn(text: string): string | null {
  const date = dateNamed(plain(text));
  return DATE.exec(text)?.[0] ?? (date === undefined ? preference(text) : `dia ${date}`);
}
const DATE = /(?<!\p{L})(?:d[ií]a|the|el) \d{1,2}(?:th|st|nd|rd)?(?:[/ ]\d{1,2}(?!\d|[:h]))?/iu;
