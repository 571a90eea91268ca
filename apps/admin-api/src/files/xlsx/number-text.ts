/** How a cell shows its number, as far as a person's data goes: as a day, or with zeros in front. */
export type Shown =
  | { readonly kind: "number" }
  | { readonly kind: "day" }
  | { readonly kind: "zeros"; readonly digits: number };

const NUMBER: Shown = { kind: "number" };
/** Formats that need no code because every program knows them (ECMA-376 part 1, 18.8.30). */
const isBuiltInDay = (id: number) =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) return isBuiltInDay(id) ? { kind: "day" } : NUMBER;
  // Quoted and escaped letters, colours and languages are no part of the pattern.
  const pattern = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "").split(";")[0] ?? "";
  if (/^0{2,20}$/.test(pattern)) return { kind: "zeros", digits: pattern.length };
  return /[dy]/i.test(pattern) ? { kind: "day" } : NUMBER;
}

const DAY_MS = 86_400_000;
const DAYS_MAX = 2_958_465;

/** Days since the end of 1899, the day that never was in 1900 among them; or since the first of 1904. */
export function dayOfSerial(serial: number, is1904 = false): string | undefined {
  if (!(serial >= 0 && serial <= DAYS_MAX)) return undefined;
  const days = Math.floor(serial);
  const first = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  return new Date(first + days * DAY_MS).toISOString().slice(0, 10);
}

export function numberText(raw: string, shown: Shown, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === "" || !Number.isFinite(value)) return raw;
  if (shown.kind === "day") return dayOfSerial(value, is1904) ?? String(value);
  if (shown.kind === "zeros" && Number.isSafeInteger(value) && value >= 0)
    return String(value).padStart(shown.digits, "0");
  return String(value);
}
