import type { OperatorEnvironment } from "@acolhe/runtime";
import type { Cause } from "../explain/cause.ts";
import type { Standing } from "../explain/explanation.ts";
import { en } from "./en.ts";
import type { ItemWords } from "./items.ts";
import { pt } from "./pt.ts";

/** How an explanation is told, in one language. Times come as they are shown, spans as words. */
export interface Words {
  readonly headings: { readonly why: string; readonly now: string; readonly next: string; readonly chain: string };
  cause(cause: Cause, show: Show): string;
  standing(standing: Standing | null, show: Show): string;
  readonly items: ItemWords;
  /** What an operator does where the bot will not. */
  readonly writeToPatient: string;
}

interface Show {
  time(ms: number): string;
  span(ms: number): string;
}

export const LANGUAGES = { pt, en } as const satisfies Record<string, Words>;
export type WordsLanguage = keyof typeof LANGUAGES;

/** The language of the machine, as far as there are words in it. */
export function languageOf(env: OperatorEnvironment): WordsLanguage {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return locale.toLowerCase().startsWith("pt") ? "pt" : "en";
}

/** `40 ms`, `12 s`, `10 min 40 s`, `3 h 5 min`. */
export function spanText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = Math.round(ms / 1000);
  if (s < 60) return `${s} s`;
  const min = Math.floor(s / 60);
  if (min < 60) return s % 60 === 0 ? `${min} min` : `${min} min ${s % 60} s`;
  return min % 60 === 0 ? `${Math.floor(min / 60)} h` : `${Math.floor(min / 60)} h ${min % 60} min`;
}
