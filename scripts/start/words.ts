import { en } from "./words-en.ts";
import { es } from "./words-es.ts";
import { pt } from "./words-pt.ts";

/** What `npm start` says, in one language from the first line to the last. */
export interface StartWords {
  readonly removing: string;
  starting(name: string): string;
  using(server: string, setting: string): string;
  fetching(name: string): string;
  readonly building: string;
  readonly settingUp: string;
  migrated(steps: number): string;
  readonly rebuild: string;
  readonly stopping: string;
  readonly stopped: string;
  serverEnded(name: string, how: string): string;
  appEnded(name: string, how: string, seconds: number): string;
  isBack(name: string): string;
  couldNotGoOn(reason: string): string;
  because(reason: string): string;
  portTaken(port: string | number, name: string, setting: string | undefined): string;
  running(pid: number): string;
  missing(wanted: string, run: string | undefined, setting: string | undefined): string;
  failed(program: string): string;
  /** Lines of the end: what, and where. */
  readonly ready: string;
  readonly places: Readonly<Record<Place, string>>;
  firstLogin(email: string, password: string): string;
  metrics(name: string): string;
  readonly goodbye: string;
}

export type Place = "panel" | "login" | "api" | "chat" | "desk" | "webhooks" | "nats" | "redis" | "postgres" | "logs";

const WORDS = { pt, es, en } as const satisfies Record<string, StartWords>;

interface Locale {
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
}

/** The machine's language; one that is not spoken here, or none, is answered in English. */
export function wordsOf(env: Locale): StartWords {
  const locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || "").toLowerCase();
  return WORDS[locale.slice(0, 2) as keyof typeof WORDS] ?? en;
}
