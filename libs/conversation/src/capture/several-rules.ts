import { fold } from "../state/utterance.ts";
import { daysInFull, WEEKDAY } from "./days-in-full.ts";
import { DAYTIME, EVENT, HOUR, NEGATED } from "./when-words.ts";

/*
 * A wish about days and times is put together anew only where it is one simple rule: days, and a part of the day or hours for all of them.
 * "Depois das 18h, menos na quinta, na quinta qualquer hora", the hours of two people, or hours by another clock are several rules: taken
 * apart and joined again they say what the patient did not say, so their words are kept as they were written.
 */

const word = (forms: string, flags = "") => new RegExp(`(?<![a-z0-9])(?:${forms})(?![a-z0-9])`, flags);

/** All the hours of a day: folded. */
const ANY_HOUR =
  "(?:a |em |en |at )?(?:qualquer|cualquier|any|toda) (?:hora|horario|momento|hour|time)|anytime|(?:o )?dia (?:todo|inteiro)|todo o dia|(?:todo el|el) dia(?: entero)|todo el dia|(?:all|the whole) day";
/** The days that were not named. */
const OTHER_DAYS =
  "(?:outros|demais|restantes|otros|demas) dias|(?:os|nos|dos|los|en los) demais|(?:o|no|el|en el) (?:resto|restante)(?: (?:d[aeo]s?|de la|de los) (?:semana|dias))?|(?:the )?(?:other|remaining) days|the rest(?: of the (?:week|days))?|every other day";
/** Hours by the clock of another place. */
const CLOCK_ELSEWHERE =
  "fuso(?: horario)?|huso(?: horario)?|time ?zone|zona horaria|(?:horario|hora) (?:de|do) (?:brasilia|manaus|cuiaba|rio branco|portugal|lisboa|madrid|espan?a|argentina|mexico|londres|nova york)|(?:uma?|una?|one|duas|dos|two|tres|three|\\d{1,2}) ?(?:h|hs|horas?|hours?) (?:a |de )?(?:menos|mais|mas|atras|adelante|diferenca|diferencia|behind|ahead)";
export const RULE_WORDS = `${ANY_HOUR}|${OTHER_DAYS}|${CLOCK_ELSEWHERE}`;

const DAY = word(WEEKDAY);
const TIME_OR_DAY = word(`(?<time>${HOUR}|${EVENT}|${DAYTIME}|${ANY_HOUR})|(?<day>${WEEKDAY}|${OTHER_DAYS})`, "g");
const TIME = word(`${HOUR}|${EVENT}|${DAYTIME}|${ANY_HOUR}|${WEEKDAY}`);
const HAS_ANY_HOUR = word(ANY_HOUR);
const ANY_HOURS = word(ANY_HOUR, "g");
const BOUNDED = word(`${HOUR}|${EVENT}|${DAYTIME}`);
const HAS_OTHER_DAYS = word(OTHER_DAYS);
const HAS_CLOCK = word(CLOCK_ELSEWHERE);
/** An exception of days with hours told behind it: are they of the exception, or of the rule? */
const EXCEPTION_FIRST = new RegExp(
  `(?<![a-z])(?:menos|exceto|excepto|salvo|except(?: for)?|but not|tirando)(?: (?:n?[ao]s?|el|los|on|de|for|toda|cada))* (?:${WEEKDAY})(?<rest>.*)`,
  "s",
);
/** One rule takes the place of another, or a day that of another day. */
export const SWAPS = word(
  "troc[a-z]+|mud[aeo]u?|mudar|em vez|no lugar|substitu[a-z]+|cambi[a-z]+|en vez|en lugar|chang[a-z]+|switch[a-z]*|mov(?:e|er)|instead|make it|digo|quis dizer|quise decir|i mean[t]?|era|eram|was|agora|ahora|now",
);

const RELATIVE =
  "filh[oa]|menin[oa]|marido|esposa|esposo|mulher|mae|pai|irmao?|hij[oa]|nen[ea]|nin[oa]|mama|papa|hermano|hermana|son|daughter|kid|husband|wife|mother|father|mom|mum|dad|brother|sister|(?:mais|mas) (?:velh[oa]|nov[oa]|chic[oa]|grande)|mayor|menor|pequen[oa]|cacula|older|younger|oldest|youngest|(?:older|younger) (?:one|son|daughter)";
const ONE_OF_THEM = word(
  `(?:meu|minha|nosso|nossa|o|a|pro|pra|mi|el|la|nuestro|nuestra|my|our|the) (?:${RELATIVE}|outr[oa]|otr[oa]|other(?: one)?)|ele|ela|ella|he|she|um(?= (?:pode|so|de|n|na|prefere|consegue|a))|un[oa](?= (?:puede|solo|por|el|los))|one(?= (?:can|only|in|on|needs))|(?<=(?:^|[,.;] ?|(?:e|y) )(?:o|a|el|la)? ?)(?:outr[oa]|otr[oa])`,
  "g",
);
/** "A Lara pode", "Théo:", "Tom only": a name that times are told of. */
const NAMED =
  /(?<!\p{L})(?:(?:[oa]|el|la|pr[oa]|for|para) )?(?<name>\p{Lu}\p{Ll}+)(?=:| (?:pode|s[óo]|solo|s[óo]lo|puede|can|can['’]?t|only|prefere|prefiere|prefers|needs|works|consegue|precisa|necesita|[ée]|es|is|tem|tiene|has|n[ãa]o|no|n|fica|vai|at[ée]|de|à|na|no|em|por|el|los|on|in|at|after|before|depois|despu[ée]s|antes)(?!\p{L}))/gu;

const together = (text: string): string => fold(text).replace(/\s+/g, " ");

/** The hours of two people: each of them with a day or a time before the next is named. */
export function isOfSeveral(text: string): boolean {
  const folded = fold(text);
  const named = [...text.matchAll(NAMED)].flatMap(({ index, groups }) => {
    const name = fold(groups!.name!);
    return TIME.test(name) || NO_NAME.test(name) ? [] : [{ at: index, who: name }];
  });
  const kin = [...folded.matchAll(ONE_OF_THEM)].map(({ index, 0: found }) => ({ at: index, who: found }));
  const who = [...named, ...kin].toSorted((one, other) => one.at - other.at);
  const timed = who.filter(({ at }, place) => TIME.test(folded.slice(at, who[place + 1]?.at)));
  return new Set(timed.map((one) => one.who)).size > 1;
}
/** Written large at the beginning of a sentence, and no name. */
const NO_NAME =
  /^(?:so|solo|only|depois|antes|after|before|despues|na|no|nos|nas|el|los|la|on|in|at|pode|puede|can|ele|ela|ella|he|she|it|que|mas|pero|but|sim|si|yes|nao|eu|yo|meu|minha|mi|my|unimed|bradesco|amil|particular|dr|dra|oi|hola|hi|isso|esta|ta|and|horario|terapia)$/;

/** "Segunda de manhã e quarta à tarde": each of two groups of days with a time of its own. */
function arePairs(folded: string): boolean {
  if (NEGATED.test(folded) || SWAPS.test(folded)) return false;
  const kinds = [...folded.matchAll(TIME_OR_DAY)].map(({ groups }) => (groups?.day === undefined ? "T" : "D"));
  return /DTDT|TDTD/.test(kinds.join("").replace(/(.)\1+/g, "$1"));
}

/** Whether a wish holds more than one rule, or one that cannot be put together anew. */
export function holdsSeveralRules(given: string): boolean {
  const text = daysInFull(given);
  const folded = together(text);
  if (!TIME.test(folded)) return false;
  const excepted = EXCEPTION_FIRST.exec(folded)?.groups?.rest;
  return (
    (HAS_ANY_HOUR.test(folded) && DAY.test(folded)) ||
    HAS_OTHER_DAYS.test(folded) ||
    HAS_CLOCK.test(folded) ||
    (excepted !== undefined && TIME.test(excepted)) ||
    arePairs(folded) ||
    isOfSeveral(text)
  );
}

/** Whether one day alone is told to be free at any hour: "quinta pode qualquer hora". Beside hours for other days it adds to them. */
export const isOneFreeDay = (text: string): boolean => {
  const folded = together(daysInFull(text));
  const rest = folded.replace(ANY_HOURS, " ");
  return HAS_ANY_HOUR.test(folded) && !HAS_OTHER_DAYS.test(folded) && !BOUNDED.test(rest);
};

export const namesOtherDays = (text: string): boolean => HAS_OTHER_DAYS.test(together(text));
