import { DESK_ROWS } from "./desk-rows.ts";
import { HISTORY_ROWS } from "./history-rows.ts";
import { readerLanguage } from "./language.ts";
import { WHY_ROWS } from "./why-rows.ts";

/** What is said at the desk, by its Portuguese form, which is what the code says. */
export const SAID_ROWS = { ...WHY_ROWS, ...DESK_ROWS, ...HISTORY_ROWS };

/**
 * A sentence of the desk in the reader's language, with `{names}` filled in. What has no row is said as it is: reasons and
 * values of a clinic's own flow.
 */
export function said(sentence: string, values: Readonly<Record<string, string>> = {}): string {
  const language = readerLanguage();
  const row = Object.hasOwn(SAID_ROWS, sentence) ? SAID_ROWS[sentence] : undefined;
  const text = language === "pt" || !row ? sentence : row[language];
  return text.replaceAll(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all);
}
