import { held } from "../state/held.ts";
import { fold } from "../state/utterance.ts";

/*
 * Few write "segunda-feira" on a phone: "seg e qua de manhã", "3ª à tarde", "2f ou 4f", "mon/wed". Half of these short forms are other words
 * as well ("ter que ir", "sun", "mar"), so each counts only beside another day or a time, behind a word that leads to a day, or alone.
 */

const FULL: Readonly<Record<string, string>> = {
  ...{ seg: "segunda", ter: "terça", qua: "quarta", qui: "quinta", sex: "sexta", sab: "sábado", dom: "domingo" },
  ...{ lun: "lunes", mar: "martes", mie: "miércoles", mier: "miércoles", jue: "jueves", vie: "viernes" },
  ...{ mon: "Monday", tue: "Tuesday", tues: "Tuesday", wed: "Wednesday", thu: "Thursday", thur: "Thursday" },
  ...{ thurs: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday" },
  ...{ "2": "segunda", "3": "terça", "4": "quarta", "5": "quinta", "6": "sexta" },
};
const SHORT = Object.keys(FULL).filter((name) => name.length > 1);
/** Short forms that are hardly any other word. */
const ALONE = ["seg", "qua", "qui", "sex", "sab", "lun", "mie", "jue", "vie", "mon", "tue", "wed", "thu", "fri"];
const NUMBERED = "[2-6](?: ?ªs?|as?|f)(?:[ -]?feiras?)?";
const ANY_SHORT = `(?:${SHORT.join("|")}|${NUMBERED})`;
/** The days in full words, folded. */
export const WEEKDAY =
  "segundas?|tercas?|quartas?|quintas?|sextas?|sabados?|domingos?|lunes|martes|miercoles|jueves|viernes|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?";
/** The days by what they are called, from Monday on; folded. */
export const WEEKDAY_NAMES: readonly (readonly string[])[] = [
  ["segunda", "lunes", "monday"],
  ["terca", "martes", "tuesday"],
  ["quarta", "miercoles", "wednesday"],
  ["quinta", "jueves", "thursday"],
  ["sexta", "viernes", "friday"],
  ["sabado", "saturday"],
  ["domingo", "sunday"],
];
/** "A segunda vez", "quarta sessão" count, and name no day: folded. */
export const COUNTED =
  "(?:segunda|terceira|quarta|quinta|sexta) (?:vez|opcao|sessao|parte|coisa|pessoa|serie|filha|via|tentativa)";
const DAY = `(?:${ANY_SHORT}|${WEEKDAY})`;
const JOINED = "(?: ?[,/+&-] ?(?:e |ou |y |o |and |or )?| (?:e|ou|y|o|u|or|and|n|a|ate|to|till) (?:a |as |el |on )?| )";
const LEADING =
  "(?:na|nas|toda|todas|todo|todos|so|somente|apenas|menos|exceto|except|not|el|los|on|every|prox|proxima|proximo|next|essa|esta|this|cada|each|it|be|to|prefer|not|but|rather|than|of|pra|para|melhor|nao|mas|ou|or|pero|mejor|pela)";
const TIME =
  "(?:,|-)? ?(?:de manha|a tarde|de tarde|a noite|de noite|pela|cedo|manha|tarde|noite|dps|depois|antes|apos|(?:as? |a partir d[ae]s? )?\\d{1,2} ?(?:h|:|hs|hrs|horas|am|pm)|as \\d|por la|en la|a la|a las|despues|temprano|am|pm|mornings?|afternoons?|evenings?|nights?|after|before|at \\d|n(?:ao|aum)? (?:da|vai|vou|posso|consigo|pode|rola|serve|quero|tenho))";
const END = "(?![a-z0-9ª])";
const FORMS = [
  `(?<=(?<![a-z0-9])${DAY}${JOINED})${ANY_SHORT}${END}`,
  `${ANY_SHORT}(?=${JOINED}${DAY}${END})`,
  `(?<=(?<![a-z0-9])${LEADING} )(?:${ALONE.join("|")}|${NUMBERED})${END}`,
  `${ANY_SHORT}(?= ?${TIME})`,
  "[2-6] ?[aª]s?[ -]?feiras?",
  `(?<=^(?:(?:pode ser|so|melhor|prefiro|tipo|puede ser|can be) )?)(?:${ALONE.join("|")}|${NUMBERED})(?=[.!? ]*$)`,
];
const SHORT_DAYS = new RegExp(`(?<![a-z0-9])(?:${FORMS.join("|")})`, "g");
/** Most messages hold none, and are left alone. */
const MAYBE = new RegExp(`(?<![a-z0-9])(?:${SHORT.join("|")})(?![a-z])|[2-6] ?[aªf]`, "i");
/** "3ª série", "2a vez", "4a sessão" count, and are no days; "ter que", "de ter" is a verb. */
const NO_DAY =
  /(?<![a-z0-9])(?:[1-9] ?[aª] (?:serie|vez|sessao|consulta|opcao|via|parte|filha|fase|dose|semana|ano)|dias? \d{1,2}|ter (?:que|de(?! (?:manha|tarde|noite))|um|uma|o|a|mais|tempo|vaga|paciencia)|(?:de|vai|vou|pode|sem|por|para|pra) ter)(?![a-z])/g;
/** Other words of time as they are typed. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\d])(?:dps|dpois|depos)(?![\p{L}\d])/giu, "depois"],
  [/(?<![\p{L}\d])(?:qlqr|qlq|qq|qualqr|qquer)(?![\p{L}\d])/giu, "qualquer"],
  [/(?<![\p{L}\d])(?:fds|finde)(?![\p{L}\d])/giu, "fim de semana"],
];

/** The text with its days in full words, and what is typed short for other words of time. Of the same language; the rest as it was. */
export const daysInFull = held((text) => {
  const typed = TYPED.reduce((all, [form, word]) => all.replace(form, word), text);
  const folded = fold(typed);
  if (!MAYBE.test(folded)) return typed;
  const searched = folded.replace(NO_DAY, (found) => " ".repeat(found.length));
  let full = "";
  let from = 0;
  for (const { index, 0: found } of searched.matchAll(SHORT_DAYS)) {
    full += `${typed.slice(from, index)}${FULL[/^\d/.test(found) ? found[0]! : found]}`;
    from = index + found.length;
  }
  return full + typed.slice(from);
});
