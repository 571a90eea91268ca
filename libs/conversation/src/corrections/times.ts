import { COUNTED, daysInFull, WEEKDAY } from "../capture/days-in-full.ts";
import { timesAlone } from "../capture/times-alone.ts";
import { reasonsBlank } from "../reading/reasons.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, fold } from "../state/utterance.ts";
import type { Candidate, Kept, Unclear, Words } from "./candidate.ts";
import { type Clause, splitClauses } from "./clauses.ts";
import { isDenied } from "./mentions.ts";
import { withRulesBeside } from "./rules-beside.ts";
import { anyOf, hasWord } from "./words.ts";

/** Days of the week and parts of a day by what they are called; without accents. */
const DAYS = {
  mon: "segundas?(?:[- ]feiras?)?|lunes|mondays?",
  tue: "tercas?(?:[- ]feiras?)?|martes|tuesdays?",
  wed: "quartas?(?:[- ]feiras?)?|miercoles|wednesdays?",
  thu: "quintas?(?:[- ]feiras?)?|jueves|thursdays?",
  fri: "sextas?(?:[- ]feiras?)?|viernes|fridays?",
  sat: "sabados?|saturdays?",
  sun: "domingos?|sundays?",
};
const PARTS = {
  morning:
    "manhas?|manhazinha|(?<!mais |mas )cedinho|(?<!mais |mas |desde |bem mais )cedo|mananas?|(?<!mas )temprano|mornings?|early|antes do (?:almoco|meio[- ]dia)|antes del (?:almuerzo|mediodia)|before (?:lunch|noon)",
  afternoon:
    "(?<!mais |muito |mas |muy |chego |llego |es )tardes?(?! demais| da noite)|tardinha|tardecita|afternoons?|(?:depois|apos) do (?:almoco|meio[- ]dia)|despues (?:del (?:almuerzo|mediodia)|de almorzar|de comer)|after (?:lunch|noon|midday)",
  evening: "(?<!hoje a )noites?|noitinha|noches?|evenings?|nights?",
};
const CLOCK = "\\d{1,2}(?::\\d{2}| ?h(?:s|rs?|oras?)?(?:\\d{2})?(?![a-z])| ?[ap]\\.?m\\.?)?";
/** "Entre 12h e 13h30": from one hour to the other, which are no two. */
const RANGE = `(?:(?:entre|between|from|desde|d[ae]s?)(?: las?| as?| the)? )${CLOCK} ?(?:e|y|and|as?|to|ate|hasta|till?|until|-)(?: (?:as?|las?))? ${CLOCK}(?![\\d/:])`;
const HOUR =
  "(?:(?:depois|antes|a partir|despues|luego) d?(?:as?|e las?) |(?:after|before|from|at|until|from|ate as|as|a las|tipo|umas?) )?(?<![\\d/])\\d{1,2}(?::\\d{2}| ?h(?:s|rs?|oras?)?(?:\\d{2})?(?![a-z])| ?[ap]\\.?m\\.?)|(?:depois das|antes das|a partir das|despues de las|antes de las|after|before) \\d{1,2}(?![\\d/])";
/** Greetings and good wishes hold a part of the day, "a segunda vez" a day, "até sexta" takes leave; what was last week is over. */
const NO_TIME = new RegExp(
  `(?:bom dia|boa|buenos|buenas|good|nice|otima|linda|excelente|feliz|buena) (?:tardes?|noites?|noches?|dias|manha|morning|afternoon|evening|night)|${COUNTED}|(?:ate|hasta|see you(?: on)?|na|no) (?:a |o |el )?[a-z-]+ (?:passad[oa]|pasado)|last [a-z]+day|^(?:ate|hasta(?: el)?|see you(?: on)?) [a-z]+[.! ]*$|hoje a noite|esta manha|esta noche|this morning|tonight`,
  "g",
);

type Kind = "day" | "part" | "hour";
interface Mention {
  readonly kind: Kind;
  readonly value: string;
  /** As it is written. */
  readonly words: string;
  /** What leads to a part of the day: "à", "in the". */
  readonly lead: string;
  readonly at: number;
  readonly end: number;
  readonly clause: Clause;
  readonly isDenied: boolean;
}

const FORMS: readonly (readonly [Kind, string, RegExp])[] = [
  ...Object.entries(DAYS).map(([value, form]) => ["day", value, within(form)] as const),
  ...Object.entries(PARTS).map(([value, form]) => ["part", value, within(form)] as const),
  ["hour", "", within(`${RANGE}|${HOUR}`)] as const,
];
function within(form: string): RegExp {
  return new RegExp(`(?<![a-z0-9])(?:${form})(?![a-z0-9])`, "g");
}

function mentionsIn(clause: Clause, language: Kept["language"]): Mention[] {
  const { text } = clause;
  const folded = fold(reasonsBlank(text)).replace(NO_TIME, (found) => " ".repeat(found.length));
  const found = FORMS.flatMap(([kind, value, form]) =>
    [...folded.matchAll(form)].map(({ index, 0: words }) => {
      const end = index + words.length;
      const [before, after] = [plainly(folded.slice(0, index)), plainly(folded.slice(end))];
      const own = kind === "hour" ? plainly(words).trim() : value;
      return {
        kind,
        value: own,
        words: text.slice(index, end),
        lead: kind === "part" ? (LEAD.exec(text.slice(0, index))?.[0] ?? "") : "",
        at: index,
        end,
        clause,
        isDenied: isDenied(before, after, language),
      };
    }),
  );
  const isInside = (one: Mention) =>
    found.some(
      (other) => other !== one && other.at <= one.at && other.end >= one.end && other.end - other.at > one.end - one.at,
    );
  return found.filter((one) => !isInside(one)).toSorted((a, b) => a.at - b.at);
}
const LEAD = /(?<!\p{L})(?:à|a|de|pela|na|da|por la|en la|de la|a la|in the) $/iu;
const inFull = (clause: Clause): Clause => ({ ...clause, text: daysInFull(clause.text) });
const plainly = (text: string): string => ` ${text.replace(/[^a-z0-9]+/g, " ").trim()} `.replace(/^ {2}$/, " ");

/** Another wish about days and times: what is told takes the place of its like, and the rest of what was kept stays. */
export function otherTime(kept: Kept, words: Words): Candidate | Unclear | null {
  const own = daysInFull(kept.values.preference ?? "");
  const before = mentionsIn({ index: 0, text: own, plain: "", asks: false }, kept.language);
  const isKept = (one: Mention) => before.some(({ kind, value }) => kind === one.kind && value === one.value);
  const said = words.clauses.flatMap((clause) => mentionsIn(inFull(clause), kept.language));
  if (said.length === 0) return null;
  const isOwnDenied = said.some((one) => one.isDenied && isKept(one));
  const news = wishedOf(
    said.filter((one) => !one.isDenied && !isKept(one)),
    words,
    isOwnDenied,
  );
  const all = [...said.filter((one) => isKept(one) && !one.isDenied && isBeside(one, news)), ...news].toSorted(
    (a, b) => a.clause.index - b.clause.index || a.at - b.at,
  );
  const used = new Set(said.map(({ clause }) => clause.index));
  const isSure = words.corrects || (isOwnDenied && news.length > 0);
  const beside = asRules(own, words, news);
  if (beside !== null) return beside === own ? null : { slot: "preference", value: beside, used, isSure };
  if (news.length === 0) {
    const bounded = withException(own, before, said);
    if (bounded !== null) return { slot: "preference", value: bounded, used, isSure };
    const isTurnedDown = isOwnDenied && !said.some((one) => !one.isDenied && one.kind === "day");
    return isTurnedDown ? { slot: "preference", value: null, used, isSure: words.corrects } : null;
  }
  const isAdded = !isOwnDenied && !hasWord("correcting", words.plain) && comesOnTop(news);
  const value = isAdded ? added(own, before, news, kept.language) : replaced(own, before, all, said, kept.language);
  const whole = clean(value, VALUE_LENGTH_MAX);
  return whole === "" || whole === own ? null : { slot: "preference", value: whole, used, isSure };
}

/** Several rules, there or here, are not joined: the words that are told stand in the place of the others, or beside them. */
function asRules(own: string, words: Words, news: readonly Mention[]): string | null {
  if (words.clauses.some(({ asks }) => asks) && !hasWord("wishing", words.plain)) return null;
  const told = [...new Set(news.map(({ clause }) => clause.text))].join(", ");
  return withRulesBeside(own, words.text, told);
}

/** "Quinta também pode ser, de manhã": what is told beside another wish, with the hours that belong to it. */
function comesOnTop(news: readonly Mention[]): boolean {
  const isOnTop = ({ clause }: Mention) => hasWord("adding", clause.plain);
  return news.some(isOnTop) && news.every((one) => isOnTop(one) || one.kind !== "day");
}

/** "Menos quarta", "quinta não posso", where the wish that is kept names no single days: it holds with that exception. */
function withException(own: string, before: readonly Mention[], said: readonly Mention[]): string | null {
  const refused = said.filter((one) => one.isDenied && one.kind === "day");
  const isOpen = before.every(({ kind, isDenied: no }) => kind !== "day" || no) || SEVERAL_DAYS.test(fold(own));
  if (own === "" || !isOpen || refused.length === 0 || said.some((one) => one.isDenied && one.kind !== "day"))
    return null;
  const clauses = [...new Set(refused.map(({ clause }) => clause))];
  return clean(`${own}, ${clauses.map((clause) => timesAlone(clause.text)).join(", ")}`, VALUE_LENGTH_MAX);
}
const SEVERAL_DAYS = new RegExp(
  `(?<![a-z])(?:${WEEKDAY}) (?:a|ate|to|till|through|hasta)(?: a| el)? (?:${WEEKDAY})|qualquer|cualquier|(?<![a-z])any(?![a-z])`,
);

/** Whether each day and time of a message is one that will not do: "quinta não posso", "quinta eu tenho aula". */
export function isOnlyTurnedDown(text: string, language: Kept["language"]): boolean {
  const said = splitClauses(text).flatMap((clause) => mentionsIn(inFull(clause), language));
  return said.length > 0 && said.every((one) => one.isDenied || isBusy(one));
}

/** "Terça e quinta": the day that is kept, and another one. */
const isBeside = (one: Mention, news: readonly Mention[]): boolean =>
  one.kind === "day" &&
  news.some(
    (other) =>
      other.kind === "day" &&
      other.clause === one.clause &&
      /^\s*(?:,|e|ou|y|o|u|and|or|\/)\s*(?:(?:na|no|a|el|on)\s+)?$/iu.test(
        one.clause.text.slice(Math.min(one.end, other.end), Math.max(one.at, other.at)),
      ),
  );

/** Of several new ones those that are wished for; what stands in the way is none: "quinta ela tem aula". */
function wishedOf(news: readonly Mention[], words: Words, isOwnDenied: boolean): readonly Mention[] {
  const free = news.filter((one) => !isBusy(one) && (!one.clause.asks || hasWord("wishing", words.plain)));
  const wished = free.filter(({ clause }) => hasWord("wishing", clause.plain));
  if (free.length === 0 && isOwnDenied) return news;
  const kinds = new Set(wished.map(({ kind }) => kind));
  return kinds.size === 0
    ? free
    : free.filter((one) => !kinds.has(one.kind) || wished.some((other) => other.value === one.value));
}
const isBusy = ({ clause }: Mention): boolean => BUSY.test(clause.plain) && !hasWord("wishing", clause.plain);
const BUSY = new RegExp(
  `(?:^| )(?:(?:tenho|tem|temos|tengo|tiene|have|has|got|s got|ve got|faco|faz|hago|hace|vou|voy|estou|esta|estoy|trabalh[a-z]*|trabaj[a-z]*|work[a-z]*|estud[a-z]*|stud[a-z]*) (?:[a-z]+ ){0,3}${anyOf("aula|aulas|curso|escola|colegio|trabalho|reuniao|medico|medica|dentista|prova|treino|judo|natacao|futebol|plantao|clase|clases|escuela|colegio|trabajo|reunion|examen|turno|class|classes|school|work|meeting|shift|training|swimming|practice|doctor|dentist|exam")}|(?:eu|ele|ela|yo) trabalh?[aoj]+|i work|estudo|estudia|plantao)(?= |$)`,
);

/** "Ou", "o", "or" between two that are wished for. */
const OR = { pt: " ou ", es: " o ", en: " or " } as const;
/** Parts of the day by their plain names: "depois do almoço" is one, however it is said. */
const PLAIN_PARTS = {
  pt: { morning: "manhã", afternoon: "tarde", evening: "noite" },
  es: { morning: "mañana", afternoon: "tarde", evening: "noche" },
  en: { morning: "morning", afternoon: "afternoon", evening: "evening" },
} as const;

/** Each of a kind once, by its plainest words. */
function wordsOf(news: readonly Mention[], kind: Kind, language: Kept["language"]): readonly string[] {
  const values = [...new Set(news.filter((one) => one.kind === kind).map(({ value }) => value))];
  return values.map((value) => {
    const said = news.filter((one) => one.kind === kind && one.value === value);
    const bare = said.find(({ words }) => !words.trim().includes(" "));
    const part = PLAIN_PARTS[language][value as keyof (typeof PLAIN_PARTS)["pt"]];
    if (bare) return `${bare.lead}${bare.words}`;
    return kind === "part" ? `${part} (${said[0]!.words})` : said[0]!.words;
  });
}

/** Of days beside days one "or" is enough; what is of another kind, or bounded, keeps apart: "qualquer manhã, menos segunda; também sexta à tarde". */
function added(own: string, before: readonly Mention[], news: readonly Mention[], language: Kept["language"]): string {
  const kinds = new Set([...before, ...news].map(({ kind }) => kind));
  const isAlike = kinds.size === 1 && !before.some(({ isDenied: no }) => no) && !/[,;]/.test(own);
  if (isAlike) return `${own}${OR[language]}${news.map(({ words }) => words.trim()).join(" ")}`;
  const clauses = [...new Set(news.map(({ clause }) => clause))];
  const told = clauses.map((clause) => timesAlone(clause.text).replace(ALSO, " ").trim());
  return `${own}; ${ALSO_WORD[language]} ${told.join(", ")}`;
}
const ALSO = /(?<!\p{L})(?:tamb[eé]m|tamb[ié]+n|tbm?|also|too|as well|al[ée]m disso|adem[áa]s)(?!\p{L})/giu;
const ALSO_WORD = { pt: "também", es: "también", en: "also" } as const;

/** A day and a time that are told together, in the words they were told in: "segunda de manhã". */
function runOf(news: readonly Mention[]): string | null {
  const [first, last] = [news[0]!, news.at(-1)!];
  const isOne = news.every(
    ({ clause, words, kind }) => clause === first.clause && (kind !== "part" || !words.includes(" ")),
  );
  const isWhole = isOne && news.some(({ kind }) => kind === "day") && news.some(({ kind }) => kind !== "day");
  const text = first.clause.text.slice(first.at, last.end);
  return isWhole && text.length <= RUN_LENGTH_MAX ? text : null;
}
const RUN_LENGTH_MAX = 60;

/**
 * A whole wish, of days and times in several combinations or with an exception, replaces the other in its own words: taken apart, its
 * times would mix. Null where it is only a part of one.
 */
function wholeWish(news: readonly Mention[], said: readonly Mention[]): string | null {
  const free = said.filter((one) => !isBusy(one));
  const clauses = [...new Set(free.map(({ clause }) => clause))];
  const text = clauses.map((clause) => clause.text).join(", ");
  const count = (kind: Kind) => free.filter((one) => one.kind === kind && !one.isDenied).length;
  const isMixed = count("day") > 0 && count("part") + count("hour") > 1 && free.length > 2;
  const isBounded = EXCEPTED.test(fold(text)) && news.some(({ isDenied: no }) => !no);
  return isMixed || isBounded ? timesAlone(text) : null;
}
const EXCEPTED = /(?<![a-z])(?:menos|exceto|excepto|salvo|except|but not|tirando|fora)(?![a-z])/;

/** The kept wish with the new words in the place of their like; of several days one that is turned down is swapped alone. */
function replaced(
  own: string,
  before: readonly Mention[],
  news: readonly Mention[],
  said: readonly Mention[],
  language: Kept["language"],
): string {
  const isDropped = (one: Mention) =>
    said.some(({ kind, value, isDenied: no }) => no && kind === one.kind && value === one.value);
  const isLike = (kind: Kind) => news.some((one) => one.kind === kind);
  const own1 = (kind: Kind): readonly string[] => {
    const all = before.filter((one) => one.kind === kind);
    const left = all.filter((one) => !isDropped(one));
    if (!isLike(kind)) return (all.length > left.length && left.length === 0 ? [] : left).map(({ words }) => words);
    const isSwap = kind === "day" && left.length > 0 && left.length < all.length;
    return [...(isSwap ? left.map(({ words }) => words) : []), ...wordsOf(news, kind, language)];
  };
  const run = runOf(news) ?? wholeWish(news, said);
  if (run !== null) return run;
  const days = own1("day");
  const isTimeNew = isLike("part") || isLike("hour");
  const parts = isTimeNew ? wordsOf(news, "part", language) : own1("part");
  const hours = isTimeNew ? wordsOf(news, "hour", language) : own1("hour");
  const [only] = before.filter(({ kind }) => kind === "day");
  // A day for a day leaves every other word as it was said.
  if (!isTimeNew && before.filter(({ kind }) => kind === "day").length === 1 && days.length > 0)
    return `${own.slice(0, only!.at)}${days.join(OR[language])}${own.slice(only!.end)}`;
  return [days.join(OR[language]), parts.join(OR[language]), hours.join(OR[language])]
    .filter((one) => one !== "")
    .join(", ");
}
