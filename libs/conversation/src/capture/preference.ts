import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";

/** Words of which at least one says when: days, parts of a day, hours. Portuguese, Spanish, English; without accents. */
const DAY =
  "segundas?|tercas?|quartas?|quintas?|sextas?|sabados?|domingos?|lunes|martes|miercoles|jueves|viernes|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tues?|wed|thurs?|fri|feriados?|amanha|hoje|hoy|today|tomorrow|pasado manana|depois de amanha";
const PART =
  "manha|manhas|manhazinha|tarde|tardes|tardinha|noite|noites|noitinha|almoco|manana|mananas|noche|noches|mediodia|meio dia|mornings?|afternoons?|evenings?|nights?|noon|lunch(?:time)?|cedo|temprano|early|late|expediente|horario comercial|semana|week(?:days?|ends?)?|fim de semana|final de semana|fin de semana|mes que vem|quinzena|mes|month|dia \\d{1,2}|dias \\d{1,2}|\\d{1,2}/\\d{1,2}(?!/?\\d)";
const HOUR =
  "\\d{1,2}(?::\\d{2}|h\\d{0,2}| ?hs?| horas?| ?[ap]\\.?m\\.?)|(?:as|a las|at|after|before|depois das?|antes das?|a partir das?|despues de las?|antes de las?|das?|ate as?|until|till|entre|from|between|desde las?) \\d{1,2}";
const WHEN = new RegExp(`(?<![a-z0-9])(?:${HOUR}|${DAY}|${PART})(?![a-z0-9])`, "g");
/** Greetings hold a part of the day and say nothing of when. */
const GREETING =
  /(?<![a-z])(?:bom dia+|boa tarde+|boa noite+|buenos dias|buenas tardes|buenas noches|good (?:morning|afternoon|evening|night))(?![a-z])/g;
/** Joins two of them: "terça ou quinta, à tarde, depois das 17h". */
const JOIN =
  /^[\s,.;/-]*(?:(?:e|ou|o|y|u|or|and|de|da|do|a|as|na|no|nas|nos|pela|pelo|por|la|las|el|los|en|in|on|the|at|feira|ser|mais|so|only|depois|antes|after|before|partir|ate|que|vem|next|proxima|proximo|proximas|qualquer|cualquier|any|dia|dias|day|days|the|per|hora|horario|hour|mesmo|tambem|tb|tbm|nunca|menos|exceto|except|not|nao|toda|todas|todo|todos|every|outra|otra|other|um|uma|cedo|tarde|fim|final|fin|inicio|comeco|late|early|seja|pode|podendo)[\s,.;/-]*)*$/;
/** Belongs to what follows: "depois das 17h", "na quinta", "qualquer dia de manhã", "menos segunda". */
const BEFORE =
  /(?:(?<![a-z])(?:qualquer|cualquier|any|depois|antes|after|before|despues|a partir|so|somente|apenas|only|de|da|das|do|na|no|nas|nos|a|as|pela|pelo|por|la|las|el|los|on|in|the|at|every|toda|todas|todo|todos|menos|exceto|except|not|nao|proxima|proximo|next|outra|otra|dia|day|horario|hora)\s+)*$/;

/**
 * What a message says of days and times: all of it where it says little else, otherwise the part that says when; null
 * where it says nothing of it.
 *
 * @param take `part`: only the words that say when
 */
export function preference(text: string, take: "all" | "part" = "all"): string | null {
  const folded = fold(text);
  const searched = folded.replace(GREETING, (found) => " ".repeat(found.length));
  const found = [...searched.matchAll(WHEN)];
  if (found.length === 0) return null;
  const whole = clean(text, VALUE_LENGTH_MAX);
  if (take === "all" && whole.length <= ALL_LENGTH_MAX) return whole;
  return partOf(text, searched, found);
}

const WEEKDAY =
  /(?<![a-z])(?:segundas?|tercas?|quartas?|quintas?|sextas?|sabados?|lunes|martes|miercoles|jueves|viernes|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?)(?![a-z])/;

/** Whether a day of the week is named, which says when beyond doubt. */
export const namesDay = (text: string): boolean => WEEKDAY.test(fold(text));

/** A longer answer tells something else as well. */
const ALL_LENGTH_MAX = 60;

/** The last run of words that say when, with what joins them and what belongs before: what it is now comes after what it was. */
function partOf(text: string, folded: string, found: readonly RegExpMatchArray[]): string | null {
  const runs: { start: number; end: number }[] = [];
  for (const match of found) {
    const [start, end] = [match.index!, match.index! + match[0].length];
    const last = runs.at(-1);
    if (last && JOIN.test(folded.slice(last.end, start))) last.end = end;
    else runs.push({ start: start - (BEFORE.exec(folded.slice(0, start))?.[0].length ?? 0), end });
  }
  const last = runs.at(-1);
  return last ? clean(text.slice(last.start, last.end), VALUE_LENGTH_MAX) || null : null;
}

/** Without accents and case, and of the same length, so that places in it are places in the text. */
const fold = (text: string): string =>
  [...text]
    .map((sign) =>
      (
        sign
          .normalize("NFD")
          .replace(/\p{M}+/gu, "")
          .toLowerCase() || " "
      )
        .padEnd(sign.length)
        .slice(0, sign.length),
    )
    .join("");
