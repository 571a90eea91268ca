import type { Language } from "../language-code.ts";

/** What the calendar is called in each language. Values are pattern texts on folded words; weekdays from Sunday, months from January. */
export interface DateWords {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  /** Days from today by their names, farthest first, so that the longest name wins. */
  readonly days: ReadonlyMap<string, number>;
  /** Before a day of the month, as "dia 15". */
  readonly dayBefore: string;
  /** Between day, month and year. */
  readonly of: string;
  /** Before a number of days or weeks ahead. */
  readonly ahead: string;
  readonly units: ReadonlyMap<string, number>;
  /** Says that a weekday is meant in the week after this one. */
  readonly nextWeek: string;
  readonly nextMonth: string;
  readonly born: RegExp;
}

export const DATE_WORDS: Readonly<Record<Language, DateWords>> = {
  pt: {
    weekdays: [
      "domingo|dom",
      "segunda|seg|2 ?[aª]",
      "ter[cs]a|ter|3 ?[aª]",
      "quarta|qua|4 ?[aª]",
      "quinta|qui|5 ?[aª]",
      "se[xs]ta|sex|6 ?[aª]",
      "sabado|sab",
    ],
    months: [
      "janeiro|jan",
      "fevereiro|fev",
      "marco|mar",
      "abril|abr",
      "maio|mai",
      "junho|jun",
      "julho|jul",
      "agosto|ago",
      "setembro|set",
      "outubro|out",
      "novembro|nov",
      "dezembro|dez",
    ],
    days: new Map([
      ["(?:depois|dps|dpois) (?:de )?(?:amanha|amanhan|amn|amh|amnh)", 2],
      ["amanha|amanhan|amanh|amnha|amanah|amnh|amh|amn", 1],
      ["hoje|hj|oje", 0],
      ["anteontem|antes de ontem", -2],
      ["ontem|onti", -1],
    ]),
    dayBefore: "dias?",
    of: "d[eo]",
    ahead: "(?:daqui|daki|dentro de|em)(?: a| ha)?",
    units: new Map([
      ["dias?", 1],
      ["semanas?", 7],
    ]),
    nextWeek: "(?:semana (?:que|q|ke) vem|proxima semana|outra semana)",
    nextMonth: "(?:mes (?:que|q|ke) vem|proximo mes|outro mes)",
    born: /(?:nasc\w{0,9}|nasci|d\.? ?n\.?|aniversario|niver)(?:[: ]|em|no|dia|e|eh|foi|dela|dele|meu|minha|\()*[^a-z\d]{0,3}$/,
  },
  es: {
    weekdays: ["domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado"],
    months: [
      "enero|ene",
      "febrero|feb",
      "marzo|mar",
      "abril|abr",
      "mayo|may",
      "junio|jun",
      "julio|jul",
      "agosto|ago",
      "septiembre|setiembre|sept|sep",
      "octubre|oct",
      "noviembre|nov",
      "diciembre|dic",
    ],
    days: new Map([
      ["pasado (?:manana|mañana)", 2],
      ["(?<!la )(?:manana|mañana)", 1],
      ["hoy", 0],
      ["anteayer|antier", -2],
      ["ayer", -1],
    ]),
    dayBefore: "(?:dias?|el)",
    of: "del?",
    ahead: "(?:dentro de|en)",
    units: new Map([
      ["dias?", 1],
      ["semanas?", 7],
    ]),
    nextWeek: "(?:semana que viene|proxima semana|semana proxima)",
    nextMonth: "(?:mes que viene|proximo mes|mes proximo)",
    born: /(?:nac\w{0,9}|cumpleanos)(?:[: ]|el|en|dia|es|fue|de|mi|su|\()*[^a-z\d]{0,3}$/,
  },
  en: {
    weekdays: [
      "sunday|sun",
      "monday|mon",
      "tuesday|tues|tue",
      "wednesday|wednsday|wed",
      "thursday|thurs|thu",
      "friday|fri",
      "saturday|sat",
    ],
    months: [
      "january|jan",
      "february|feb",
      "march|mar",
      "april|apr",
      "may",
      "june|jun",
      "july|jul",
      "august|aug",
      "september|sept|sep",
      "october|oct",
      "november|nov",
      "december|dec",
    ],
    days: new Map([
      ["(?:the )?day after (?:tomorrow|tomorow|tmrw|tmr)", 2],
      ["tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr", 1],
      ["today|tonight|tdy", 0],
      ["yesterday", -1],
    ]),
    dayBefore: "(?:the|day)",
    of: "of",
    ahead: "in",
    units: new Map([
      ["days?", 1],
      ["weeks?", 7],
    ]),
    nextWeek: "next week",
    nextMonth: "next month",
    born: /(?:born|birth\w{0,4}|dob)(?:[: ]|on|in|is|date|of|the|my|her|his|\()*[^a-z\d]{0,3}$/,
  },
};
