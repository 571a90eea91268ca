/*
 * The browser's formats, each made once: to make one takes a hundred times as long as to use it, and a calendar or a
 * list uses hundreds.
 */
const made = new Map<string, unknown>();

function once<T>(kind: string, tag: string, options: object, make: () => T): T {
  const key = JSON.stringify([kind, tag, options]);
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

export const dateFormat = (tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  once("date", tag, options, () => new Intl.DateTimeFormat(tag, options));

/**
 * Imported by the texts as the build writes them (`scripts/lean.ts`).
 *
 * @public
 */
export const pluralRules = (tag: string, options: Intl.PluralRulesOptions = {}): Intl.PluralRules =>
  once("plural", tag, options, () => new Intl.PluralRules(tag, options));

export const numberFormat = (tag: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  once("number", tag, options, () => new Intl.NumberFormat(tag, options));
