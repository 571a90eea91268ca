/** A day as people type it, day first as in all three languages, and as the API takes it (2018-05-12). */

/** 12052018, 12/5/2018, 12.05.2018; what is no day of the calendar stays as it was typed, to be told as such. */
export function dayFromText(text: string): string {
  const plain = text.trim();
  const parts =
    /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  if (!parts) return plain;
  const [, day = "", month = "", year = ""] = parts;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(iso) ? iso : plain;
}

export const textOfDay = (value: string): string => (isDay(value) ? value.split("-").reverse().join("/") : value);

/** What a field of this day shows: as it was typed where that says this day, so that it can be changed in its midst. */
export const textShown = (value: string, typed: string): string =>
  dayFromText(typed) === value ? typed : textOfDay(value);

/** A year before 1900 is a slip of the hand, and the API takes no birthday of it either. */
const FIRST_DAY = "1900-01-01";

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

export interface Choosable {
  readonly min: string;
  readonly max: string;
  readonly mayBeEmpty: boolean;
}
/** The day that a text chooses, empty: none. Undefined: it chooses nothing, for it is no day or not one of these. */
export function dayChosen(text: string, { min, max, mayBeEmpty }: Choosable): string | undefined {
  const day = dayFromText(text);
  if (day === "") return mayBeEmpty ? "" : undefined;
  return isDay(day) && day >= min && day <= max ? day : undefined;
}
