import { DateTime } from "luxon";
import { WEEKDAY_NAMES } from "../capture/days-in-full.ts";
import { phrase } from "../reading/phrase.ts";
import { plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";

/** An appointment that the records know behind the contact. */
export interface Visit {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** First name, in plain form. */
  readonly patient: string;
  /** Name without titles, in plain form; empty where none is known. */
  readonly professional: string;
  readonly modality: "clinic" | "video" | undefined;
  /** Its name, in plain form. */
  readonly service: string;
}

/** Who is late for it still means the one that began a while ago. */
const PAST_MS = 3_600_000;
const TITLES: ReadonlySet<string> = new Set(["dr", "dra", "fga", "fgo", "psic", "psi", "prof", "profa", "to", "dona"]);

/** The visits that are ahead, soonest first. */
export function visitsOf({ facts, now }: Draft): readonly Visit[] {
  return (facts.patient?.patients ?? [])
    .flatMap(({ name, appointment }) => {
      if (!appointment || appointment.at <= now - PAST_MS) return [];
      const { id, at, professional = "", modality, service } = appointment;
      const called = plain(professional)
        .split(" ")
        .find((word) => !TITLES.has(word));
      return [
        { id, at, patient: plain(name).split(" ")[0]!, professional: called ?? "", modality, service: plain(service) },
      ];
    })
    .toSorted((a, b) => a.at - b.at);
}

const WEEKDAY_FORMS: readonly RegExp[] = WEEKDAY_NAMES.map((names) => phrase(names.join("|")));
/** Days of a month as they are spoken. */
const COUNTING =
  "primeiro dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte".split(
    " ",
  );
const TODAY = /(?:^| )(?:hoje|hj|hoy|today|tonight)(?= |$)/;
/** "De manhã" is a part of the day in Portuguese, "mañana" the next one in Spanish, but not "por la mañana". */
const TOMORROW = /(?:^| )(?:amanha|amnha|tomorrow|(?<!(?:la|de|pela|por la) )manana)(?= |$)/;
const DAY_OF_MONTH =
  /(?:^| )(?:(?:dia|el|no dia|on the) (\d{1,2})(?! \d{2}(?: |$)|h)(?:th|st|nd|rd)?|(\d{1,2})(?:th|st|nd|rd))(?= |$)/;
const DAY_IN_WORDS = new RegExp(`(?:^| )(?:dia|el) (${COUNTING.join("|")})(?= |$)`);
/** The day of the month that is named. */
export function dateNamed(words: string): number | undefined {
  const [, day, ordinal] = DAY_OF_MONTH.exec(words) ?? [];
  const inWords = COUNTING.indexOf(DAY_IN_WORDS.exec(words)?.[1] ?? "");
  const date = Number(day ?? ordinal ?? inWords + 1);
  return date >= 1 && date <= 31 ? date : undefined;
}

/** Whether the words name a day on which something else than this visit is; undefined where they name none. */
function namesItsDay({ at }: Visit, words: string, draft: Draft): boolean | undefined {
  const zone = draft.facts.hours?.timeZone ?? draft.flow.head.hours.timeZone;
  const [day, today] = [DateTime.fromMillis(at, { zone }), DateTime.fromMillis(draft.now, { zone })];
  // A date says more than the day of the week beside it: "dia 9, quarta".
  const date = dateNamed(words);
  if (date !== undefined) return day.day === date;
  const named = [
    ...WEEKDAY_FORMS.flatMap((form, index) => (form.test(words) ? [day.weekday === index + 1] : [])),
    ...(TODAY.test(words) ? [day.hasSame(today, "day")] : []),
    ...(TOMORROW.test(words) ? [day.hasSame(today.plus({ days: 1 }), "day")] : []),
  ];
  return named.length === 0 ? undefined : named.some((isIts) => isIts);
}

const holdsName = (words: string, name: string): boolean => name.length > 1 && ` ${words} `.includes(` ${name} `);

/**
 * Which of the visits ahead these words are about: whose patient or professional they name, or whose day. All of them where they
 * name nothing of the kind; none where they name a day that none is on.
 *
 * @param words in plain form
 */
export function visitsMeant(draft: Draft, words: string): readonly Visit[] {
  const all = visitsOf(draft);
  const byPatient = all.filter(({ patient }) => holdsName(words, patient));
  const ofPatient = byPatient.length > 0 ? byPatient : all;
  const byProfessional = ofPatient.filter(({ professional }) => holdsName(words, professional));
  const some = byProfessional.length > 0 ? byProfessional : ofPatient;
  const days = some.map((visit) => namesItsDay(visit, words, draft));
  const onDay = days.every((isIts) => isIts === undefined) ? some : some.filter((_, index) => days[index] === true);
  const ofService = narrowed(onDay, (visit) => namesService(visit, words));
  return narrowed(ofService, (visit) => namesHour(visit, words, draft));
}

/** Those of several to which it applies, where it does to any. */
function narrowed(visits: readonly Visit[], applies: (visit: Visit) => boolean): readonly Visit[] {
  const some = visits.length > 1 ? visits.filter(applies) : [];
  return some.length > 0 ? some : visits;
}

/** "A fono", "la psiquiatra": by the beginning of its name. Therapy is what most call any of them. */
const namesService = ({ service }: Visit, words: string): boolean =>
  words
    .split(" ")
    .some(
      (word) =>
        word.length >= SERVICE_LETTERS_MIN &&
        word !== "terapia" &&
        service.split(" ").some((part) => part.startsWith(word.slice(0, SERVICE_LETTERS))),
    );
const SERVICE_LETTERS_MIN = 4;
const SERVICE_LETTERS = 6;

const HOURS =
  /(?:^| )(?:(?:as|das|la|las|at|d[ae] las) )?(\d{1,2})(?: ?(?:h|hs|horas|am|pm)(?: ?\d{2})?| \d{2})(?= |$)|(?:^| )(?:as|das|las|at) (\d{1,2})(?= |$)/g;
/** "A das 15h", "the 3pm". */
function namesHour({ at }: Visit, words: string, draft: Draft): boolean {
  const zone = draft.facts.hours?.timeZone ?? draft.flow.head.hours.timeZone;
  const { hour } = DateTime.fromMillis(at, { zone });
  return [...words.matchAll(HOURS)].some(([, one, other]) => [hour, hour - 12].includes(Number(one ?? other)));
}

/** Whether the words name somebody whom the records know of a visit: who comes, or who sees them. */
export const namesPeople = (draft: Draft, words: string): boolean =>
  visitsOf(draft).some(({ patient, professional }) => [patient, professional].some((name) => holdsName(words, name)));
