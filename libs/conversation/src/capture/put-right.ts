import { plain } from "../state/utterance.ts";
import { YEARS } from "./ages.ts";
import { daysIn, daysWritten, isBareWhen, partsIn } from "./preference.ts";
import { isAlike } from "./respelt.ts";

/** Turns back on what was said right before, in Portuguese, Spanish and English: what follows takes its place. */
const TURNS_BACK =
  "quer dizer|digo|ou melhor|minto|perd[aã]o|o sea|quiero decir|mejor dicho|perd[oó]n|i mean|sorry|no wait|or rather|make that";
/** May deny or add as well, so it turns back on days alone, and only where days follow. */
const MAY_TURN_BACK = "(?:ah |ops |opa |oops )?(?:n[aã]o|no|espera|wait|ali[aá]s)";
/** Behind a pause: "não quis dizer isso" takes nothing back. */
const TURN = new RegExp(
  `^(?<before>.*?[\\p{L}\\d])[,.;:…!–-]+\\s*(?:(?<back>(?:(?:ah|ops|opa|oops|não|no|nao),? )?(?:${TURNS_BACK}))(?:\\s*[,.:…]+\\s*|\\s+)|(?<maybe>${MAY_TURN_BACK})\\s*[,.:…]+\\s*)(?<after>[\\p{L}\\d].*)$`,
  "isu",
);
/** A longer message tells a story. */
const TEXT_LENGTH_MAX = 160;
const SHORT_WORDS_MAX = 3;
/** What leads to the words that take the place of others: "não, melhor à tarde", "quer dizer, é Paulo". */
const LEADING =
  /^(?:(?:melhor|mejor|better|make it|é|eh|es|it'?s|he'?s|she'?s|ele é|ela é|me chamo|me llamo|el nombre es|o nome é)[,:]? )+/iu;
const DENIED =
  /(?:^| )(?:nao|no|not|nem|nunca|never|menos|exceto|salvo|except|[a-z]+n t|tambem|tb|tbm|tambien|also|too|as well)(?: |$)/;

/**
 * The message as it comes out once its writer has put it right in the same breath: "segunda de manhã. não, terça à tarde" → "terça
 * à tarde", "ele tem 7 anos. quer dizer, tem 8" → "ele tem 8 anos". Only like takes the place of like, and nothing where either
 * is denied or added to the other; else the message stays whole.
 */
export function putRight(given: string): string {
  const text = withoutReminder(given);
  const found = text.length > TEXT_LENGTH_MAX || text.includes("?") ? undefined : TURN.exec(text)?.groups;
  if (!found) return text;
  const { before = "", back, after: told = "" } = found;
  const after = putRight(told).replace(LEADING, "");
  const day = swappedDay(before, after);
  if (day !== null) return day;
  if (DENIED.test(plain(before)) || DENIED.test(plain(after))) return text;
  const alike = daysPutRight(before, after);
  if (alike !== null || back === undefined) return alike ?? text;
  return agePutRight(before, after) ?? namePutRight(before, after) ?? wholePutRight(before, back, after) ?? text;
}

/** "Rosana, já falei": that it was told before is no part of what is told. Alone it stays, and says what it says. */
function withoutReminder(text: string): string {
  if (text.length > TEXT_LENGTH_MAX || text.search(REMINDER) < 0) return text;
  const left = text
    .replace(REMINDER, " ")
    .replace(/[\s,]+(?=[.!?;,])/gu, "")
    .replace(/\s{2,}/gu, " ")
    .replace(/^[\s,.;:!-]+|[\s,;:-]+$/gu, "");
  return /\p{L}{2}|\d/u.test(left) && !/^(?:mas|but|pero|e|y|and|eu|isso|que|kk+|rs+|ue|u[ée])[.! ]*$/iu.test(left)
    ? left
    : text;
}
const REMINDER =
  /(?<!\p{L})(?:(?:que |q )?(?:como |conforme )?(?:eu )?(?:(?:j[áa]|acabei de|tinha|j[áa] tinha|hab[íi]a) ?(?:te |lhe |vos )?(?:falei|disse|falado|dito|falar|dizer|informei|escrevi|respondi|contei|avisei)|(?:como|conforme) (?:eu )?(?:falei|disse|escrevi|te dije|dije|informei)|(?:ya|como ya) (?:(?:se )?l[oe]s? |te l[oa] |te |lo )?(?:dije|hab[íi]a dicho|mencion[ée]|coment[ée]|cont[ée])|(?:as |like )?i (?:already |just |had )?(?:said|told you|mentioned|wrote)(?: (?:that|so|you|it))?(?: already| before| above| earlier)?|falei (?:em|l[áa] em|a[íi] em) cima)(?: (?:em cima|acima|a[íi]|l[áa]|antes|isso|arriba|above|before|already|\d vezes|(?:duas|tr[êe]s|dos|tres|two|three) (?:vezes|veces|times)))*(?: (?:rs+|k{2,}))?)(?=\s*(?:[,.;!)\n]|$|rs|k{2,}))/giu;

/** "Terça ou quarta à tarde. Aliás, quarta não, quinta": of several days one is swapped. */
function swappedDay(before: string, after: string): string | null {
  const [, out = "", instead = ""] = isBareWhen(before) ? (SWAPPED.exec(after.trim()) ?? []) : [];
  const [dropped] = daysIn(out);
  const day = daysWritten(before).find((one) => daysIn(one)[0] === dropped);
  if (dropped === undefined || day === undefined || daysIn(instead).length !== 1 || !ONE_WORD.test(instead))
    return null;
  return before.replace(day, instead.replace(/[.! ]+$/, ""));
}
const SWAPPED =
  /^(?:na |no |a |el |on )?(\p{L}+(?:-feira)?) (?:n[aã]o|no|not)[,.; ]+(?:(?:mas|pero|but|só|sim) )?(.+)$/iu;
const ONE_WORD = /^[\p{L}-]+[.! ]*$/u;

/** Days for days, times for times: an hour alone leaves no day, and a day alone leaves the part of the day that was told. */
function daysPutRight(before: string, after: string): string | null {
  if (!isBareWhen(before) || !WHEN_ONLY.test(plain(after))) return null;
  const [days, parts] = [daysIn(before), partsIn(before)];
  if (days.length > 0 && daysIn(after).length === 0) return null;
  if (days.length === 1 && parts.length > 0 && ONE_WORD.test(after))
    return before.replace(daysWritten(before)[0]!, after.replace(/[.! ]+$/, ""));
  return daysIn(after).length > 0 || partsIn(after).length > 0 ? after : null;
}

/** Days, parts of them and hours, with what leads to them, and no word besides: a clause is a reason. */
const WHEN_ONLY =
  /^(?:(?:(?:segunda|terca|quarta|quinta|sexta)s?(?: feiras?)?|sabados?|domingos?|lunes|martes|miercoles|jueves|viernes|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|manha|tarde|noite|manhas|tardes|noites|manana|mananas|noche|noches|mornings?|afternoons?|evenings?|nights?|cedo|cedinho|temprano|early|late|meio dia|mediodia|noon|\d{1,2}(?:h|hs|am|pm)?(?:\d{2})?|de|da|do|na|no|a|as|ao|aos|o|os|pela|por|la|las|el|los|en|on|in|at|the|ou|e|y|or|and|so|solo|only|depois|despues|after|antes|before|melhor|mejor|better)(?: |$))+$/;

/** "Tem 8", "8 anos": the age that is told last, in the words of the one right before. */
function agePutRight(before: string, after: string): string | null {
  const [old] = AGE.exec(before) ?? BARE_AGE.exec(before) ?? [];
  const told = NEW_AGE.exec(after.trim())?.[1];
  if (old === undefined || told === undefined) return null;
  return `${before.slice(0, before.length - old.length)}${old.replace(/\d+/, told)}`;
}
const AGE = new RegExp(`(?<!\\d)\\d{1,2} ?(?:${YEARS}|meses|months)$`, "iu");
const BARE_AGE = /(?<=(?:^|(?:tem|tiene|fez|is|he's|she's) ))\d{1,2}$/iu;
const NEW_AGE = new RegExp(
  `^(?:(?:el[ea]|[eé]l|ella|s?he) )?(?:(?:j[aá]|ya) )?(?:(?:tem|t[aá] com|fez|s[aã]o|é|tiene|son|es|is|it'?s|he'?s|she'?s) )?(\\d{1,2})(?: ?(?:${YEARS}|meses|months)(?: old)?)?[.! ]*$`,
  "iu",
);

/** "Pedro. quer dizer, Paulo": a name that is written as names are for the one right before; a first name alone leaves the family's. */
function namePutRight(before: string, after: string): string | null {
  const old = NAME_LAST.exec(before)?.[0].replace(OPENING, "");
  const told = NAME_ONLY.exec(after)?.[1];
  if (old === undefined || old === "" || told === undefined || isNoName(old) || isNoName(told)) return null;
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
/** What phones write with a capital, too: thanks, days, plans, places, yes and no. */
const isNoName = (text: string): boolean =>
  daysIn(text).length > 0 || partsIn(text).length > 0 || NO_NAMES.test(plain(text));
const NO_NAMES =
  /^(?:obrigad[oa]|grat[oa]|valeu|gracias|thanks?|thank you|ok|okay|certo|sim|si|yes|nao|no|isso|eso|espera|wait|cancela|cancelar|desculpa|perdao|perdon|sorry|bradesco|unimed|amil|sulamerica|particular|convenio|online|on line|presencial|video|clinica|mae|pai|mother|father|madre|padre)(?: .*)?$/;

/** A word or two for a word or two: "mãe. quer dizer, pai". */
function wholePutRight(before: string, back: string, after: string): string | null {
  const isShort = (text: string) => plain(text).split(" ").length <= SHORT_WORDS_MAX;
  if ((APOLOGY.test(back) && plain(after).includes(" ")) || (NAME_LAST.exec(before)?.[0] ?? "").includes(" "))
    return null;
  const isOther = [before, after].some((text) => OTHER.test(plain(text)) || saysWhen(text));
  return isShort(before) && isShort(after) && !isOther ? after : null;
}
const saysWhen = (text: string): boolean => daysIn(text).length > 0 || partsIn(text).length > 0 || /\d/.test(text);
/** "Ana Lima, sorry, bad connection" excuses something. */
const APOLOGY = /(?:perd|sorry)/i;
/** A greeting, thanks, or a yes or no: nothing takes their place, and they take none. */
const OTHER =
  /^(?:oi+|ola|hola|hi|hello|hey|bom dia|boa tarde|boa noite|buen[oa]s(?: [a-z]+)?|good [a-z]+|obrigad[oa]|gracias|thanks?|thank you|ok|okay|certo|sim|si|yes|nao|no|isso|eso|that)$/;
