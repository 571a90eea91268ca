/** A day as people type it, day first as in all three languages, and as the API takes it (2018-05-12). */

/** 12052018, 12/5/2018, 12.05.2018; what is no day of the calendar stays as it was typed, to be told as such. */
export function dayFromText(text: string): string {
  const plain = text.trim();
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  if (!parts) return plain;
  const [, day = "", month = "", year = ""] = parts;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(iso) ? iso : plain;
}

export const textOfDay = (value: string): string => (isDay(value) ? value.split("-").reverse().join("/") : value);

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}
