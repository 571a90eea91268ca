import type { ClinicHours, Language } from "@acolhe/events";
import { DateTime } from "luxon";
import { DAYS, spansIn } from "../flow/hours.ts";
import { dateText } from "./appointment-time.ts";
import { inSentence } from "./in-sentence.ts";

type Week = NonNullable<ClinicHours["weekly"]>;

/** Written out, as the days of appointments are (W2). */
const WORDS = {
  pt: {
    days: ["segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"],
    ...{ every: "todos os dias", to: "a", closed: "fechada", never: "por enquanto, sem atendimento" },
    ...{ today: "Hoje", todayAndSoon: "Hoje e nos próximos dias", soon: "Nos próximos dias" },
  },
  es: {
    days: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ...{ every: "todos los días", to: "a", closed: "cerrada", never: "por ahora, sin atención" },
    ...{ today: "Hoy", todayAndSoon: "Hoy y en los próximos días", soon: "En los próximos días" },
  },
  en: {
    days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    ...{ every: "every day", to: "to", closed: "closed", never: "no opening hours for now" },
    ...{ today: "Today", todayAndSoon: "Today and over the coming days", soon: "Over the coming days" },
  },
} as const;

/** "Segunda a sexta, das 8h às 19h; sábado, das 8h às 12h. Nos próximos dias: terça (06/01), fechada." */
export function openingHours(
  week: Week,
  { exceptions, local }: Pick<ClinicHours, "exceptions" | "local">,
  language: Language,
): string {
  const { days, every, never, today, todayAndSoon, soon } = WORDS[language];
  const alike = new Map<string, number[]>();
  for (const [index, day] of DAYS.entries()) {
    if (spansIn(week[day]).length === 0) continue;
    const text = spansText(week[day], language);
    alike.set(text, [...(alike.get(text) ?? []), index]);
  }
  const usual = [...alike].map(
    ([text, on]) => `${on.length === days.length ? every : daysText(on, language)}, ${text}`,
  );
  const sentence = capital(usual.join("; ") || never);
  if (!exceptions?.length) return `${sentence}.`;
  const unusual = exceptions.map(({ day, spans }) => {
    const date = DateTime.fromISO(day, { zone: "utc" });
    return `${days[date.weekday - 1]} (${dateText(date, language)}), ${spansText(spans, language)}`;
  });
  const isFromToday = exceptions[0]?.day === local.slice(0, 10);
  const when = !isFromToday ? soon : exceptions.length === 1 ? today : todayAndSoon;
  return `${sentence}. ${when}: ${unusual.join("; ")}.`;
}

/** Days of the week by their place in it: three or more in a row are "a to b". */
function daysText(on: readonly number[], language: Language): string {
  const { days, to } = WORDS[language];
  const runs: number[][] = [];
  for (const day of on) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const parts = runs.flatMap((run) =>
    run.length > 2 ? [`${days[run[0]!]} ${to} ${days[run.at(-1)!]}`] : run.map((day) => days[day]!),
  );
  return inSentence(parts, language);
}

function spansText(written: readonly string[], language: Language): string {
  return inSentence(spansIn(written).map(SPAN[language]), language) || WORDS[language].closed;
}

const SPAN: Readonly<Record<Language, (span: readonly [from: string, to: string]) => string>> = {
  pt([from, to]) {
    // "Da 1h", but "das 8h".
    const many = (time: string) => (time < "02:00" ? "" : "s");
    const hour = (time: string) => `${Number(time.slice(0, 2))}h${time.endsWith(":00") ? "" : time.slice(3)}`;
    return `da${many(from)} ${hour(from)} à${many(to)} ${hour(to)}`;
  },
  es([from, to]) {
    const hour = (time: string) => `${Number(time.slice(0, 2))}${time.endsWith(":00") ? "" : time.slice(2)}`;
    return `de ${hour(from)} a ${hour(to)} h`;
  },
  en([from, to]) {
    return `${englishTime(from)} to ${englishTime(to)}`;
  },
};

function englishTime(time: string): string {
  if (time === "12:00") return "noon";
  if (time === "00:00" || time === "24:00") return "midnight";
  const hour = Number(time.slice(0, 2));
  return `${hour % 12 || 12}${time.endsWith(":00") ? "" : time.slice(2)} ${hour < 12 ? "am" : "pm"}`;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
