import { plain } from "../state/utterance.ts";
import { daysIn, partsIn, preference } from "./preference.ts";
import { isAlike } from "./respelt.ts";

/** Turns back on what was said right before, in Portuguese, Spanish and English: what follows takes its place. */
const TURNS_BACK =
  "quer dizer|quis dizer|digo|ou melhor|ali[aá]s|minto|perd[aã]o|o sea|quiero decir|quise decir|mejor dicho|perd[oó]n|i mean|sorry|no wait|or rather|make that";
/** A "no" between two pauses, which may deny instead. */
const DENIES = "(?:ah |ops |opa |oops )?(?:n[aã]o|no|espera|wait)";
const TURN = new RegExp(
  `^(?<before>.*?[\\p{L}\\d])(?:(?<pause>[,.;:…!–-]+)\\s*|\\s+)(?:(?:ah|ops|opa|oops|não|no|nao),? )?(?:(?<back>${TURNS_BACK})|(?<denies>${DENIES}))(?<comma>\\s*[,.:…]+\\s*|\\s+)(?<after>[\\p{L}\\d].*)$`,
  "isu",
);
/** A longer message tells a story. */
const TEXT_LENGTH_MAX = 160;
const SHORT_WORDS_MAX = 3;
/** What leads to the words that take the place of others: "não, melhor à tarde", "quer dizer, é Paulo". */
const LEADING =
  /^(?:(?:melhor|mejor|better|make it|é|eh|es|it'?s|he'?s|she'?s|ele é|ela é|me chamo|me llamo|el nombre es|o nome é)[,:]? )+/iu;

/**
 * The message as it comes out once its writer has put it right in the same breath: "segunda de manhã. não, terça à tarde" → "terça
 * à tarde", "ele tem 7 anos. quer dizer, tem 8" → "ele tem 8 anos". Whole where nothing of one kind takes the place of another.
 */
export function putRight(text: string): string {
  const found = text.length > TEXT_LENGTH_MAX || text.includes("?") ? undefined : TURN.exec(text)?.groups;
  if (!found) return text;
  const { before = "", pause = "", back, comma = "", after: given = "" } = found;
  // "Segunda não posso" denies; between two pauses it turns back.
  if (back === undefined && (pause === "" || comma.trim() === "")) return text;
  const after = putRight(given);
  const right =
    daysPutRight(before, after) ??
    agePutRight(before, after) ??
    namePutRight(before, after) ??
    wholePutRight(found, after);
  return right ?? text;
}

/** "Quarta não, quinta": of several days one is swapped; else the days that are named last are the ones. */
function daysPutRight(before: string, after: string): string | null {
  if (!saysDay(before) || !saysDay(after)) return null;
  const [, out = "", instead = ""] = SWAPPED.exec(after.trim()) ?? [];
  const [dropped] = daysIn(out);
  if (dropped !== undefined) return swapped(before, dropped, instead);
  if (NEGATED.test(plain(after))) return null;
  const told = after.replace(LEADING, "");
  const isBareDay = daysIn(told).length === 1 && ONE_WORD.test(told);
  if (isBareDay && daysIn(before).length === 1) return swapped(before, daysIn(before)[0]!, told);
  if (daysIn(told).length > 0) return inPlaceOf(before, told);
  const days = [...before.matchAll(DAY)].map(([day]) => day);
  return days.length > 0 ? `${days.join(", ")}, ${told}` : inPlaceOf(before, told);
}
const SWAPPED =
  /^(?:na |no |a |el |on )?(\p{L}+(?:-feira)?) (?:n[aã]o|no|not)(?:[,.; ]+(?:(?:mas|pero|but|só|sim) )?(.+))?$/iu;
const DAY =
  /(?<!\p{L})(?:segundas?|ter[cç]as?|quartas?|quintas?|sextas?|s[aá]bados?|domingos?|lunes|martes|mi[eé]rcoles|jueves|viernes|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?!\p{L})/giu;
const NEGATED = /(?:^| )(?:nao|no|not|nem|menos|exceto) /;
const ONE_WORD = /^[\p{L}-]+[.! ]*$/u;
const saysDay = (text: string): boolean => daysIn(text).length > 0 || partsIn(text).length > 0;

/** The day that falls out gives way to the one that is named instead of it, if any: "terça ou quarta" and "quinta" → "terça ou quinta". */
function swapped(before: string, dropped: string, instead: string): string | null {
  const day = [...before.matchAll(DAY)].map(([found]) => found).find((found) => daysIn(found)[0] === dropped);
  if (day === undefined || instead === "") return null;
  return before.replace(day, instead.replace(/[.! ]+$/, ""));
}

/** What stood beside the days stays: "quero terapia, segunda" and "terça" → "quero terapia, terça". */
function inPlaceOf(before: string, told: string): string | null {
  const when = preference(before);
  const at = when === null ? -1 : before.indexOf(when);
  return when === null || at < 0 ? null : `${before.slice(0, at)}${told}`;
}

/** "Tem 8", "8 anos": the age that is told last, in the words of the first. */
function agePutRight(before: string, after: string): string | null {
  const [old] = AGE.exec(before) ?? BARE_AGE.exec(before) ?? [];
  const told = NEW_AGE.exec(after.trim())?.[1];
  return old === undefined || told === undefined ? null : before.replace(old, old.replace(/\d+/, told));
}
const AGE = /(?<!\d)\d{1,2} ?(?:anos?|aninhos?|años?|añitos?|years?|yrs?|meses|months)(?!\p{L})/iu;
const BARE_AGE = /(?<=(?:^|(?:tem|tiene|fez|is|he's|she's) ))\d{1,2}$/iu;
const NEW_AGE =
  /^(?:(?:el[ea]|[eé]l|ella|s?he) )?(?:(?:j[aá]|ya) )?(?:(?:tem|t[aá] com|fez|s[aã]o|é|tiene|son|es|is|it'?s|he'?s|she'?s) )?(\d{1,2})(?: ?(?:anos?|aninhos?|años?|añitos?|years?|yrs?|meses|months)(?: old)?)?[.! ]*$/iu;

/** "Pedro. quer dizer, Paulo": a name that is written as names are for the one right before; a first name alone leaves the family's. */
function namePutRight(before: string, after: string): string | null {
  const old = NAME_LAST.exec(before)?.[0].replace(OPENING, "");
  const told = NAME_ONLY.exec(after.replace(LEADING, ""))?.[1];
  if (old === undefined || old === "" || told === undefined) return null;
  const [, ...family] = old.split(" ");
  // "Ana Souza, digo Sousa": a spelling is mended where the name is read.
  if (family.some((one) => one[0] === told[0] && isAlike(plain(one), plain(told)))) return null;
  const name = told.includes(" ") || family.length === 0 ? told : [told, ...family].join(" ");
  return `${before.slice(0, before.length - old.length)}${name}`;
}
const NAME = "\\p{Lu}\\p{Ll}[\\p{L}'’-]*(?: (?:d[aeo]s? )?\\p{Lu}\\p{Ll}[\\p{L}'’-]*){0,4}";
/** Written with a capital because the sentence begins with it. */
const OPENING =
  /^(?:(?:Oi|Ol[áa]|Hola|Hi|Hello|Sou|Soy|Eu|Yo|É|Es|Me|Meu|Minha|Mi|My|Aqui|Chamo|Llamo|Sim|Bom|Boa)(?: |$))+/u;
const NAME_LAST = new RegExp(`(?<!\\p{L})${NAME}$`, "u");
const NAME_ONLY = new RegExp(`^(${NAME})[.! ]*$`, "u");

/** A word or two for a word or two: "mãe. quer dizer, pai". */
function wholePutRight({ back, before = "" }: { back?: string; before?: string }, after: string): string | null {
  const isShort = (text: string) => plain(text).split(" ").length <= SHORT_WORDS_MAX;
  if (back === undefined || (APOLOGY.test(back) && plain(after).includes(" "))) return null;
  if ((NAME_LAST.exec(before)?.[0] ?? "").includes(" ")) return null;
  return isShort(before) && isShort(after) && !GREETS.test(plain(before)) ? after : null;
}
/** "Ana Lima, sorry, bad connection" excuses something. */
const APOLOGY = /^(?:perd|sorry)/i;
const GREETS = /^(?:oi+|ola|hola|hi|hello|hey|bom dia|boa tarde|boa noite|buen[oa]s(?: [a-z]+)?|good [a-z]+)$/;
