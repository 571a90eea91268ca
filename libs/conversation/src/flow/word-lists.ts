import { plain } from "../state/utterance.ts";
import type { FlowDefinition } from "./definition.ts";

/** Lists the engine itself reads; every flow has them. */
export const ENGINE_WORDS = [
  ...["stop", "opt-in", "menu", "back", "repeat", "human", "greetings", "thanks", "yes", "no"],
  ...[
    "human-phrases",
    "red-flags",
    "false-alarm",
    "all-is-well",
    "help-here",
    "help-coming",
    "help-late",
    "not-answering",
    "not-waking",
    "cannot-call",
    "with-them",
    "near-me",
    "what-to-do",
    "better-now",
    "who-to-call",
    "help-for-this",
    "how-long",
    "in-secret",
    "wanted-messages",
    "language-pt",
    "language-es",
    "language-en",
  ],
] as const;
type EngineWords = (typeof ENGINE_WORDS)[number];

/** Said beside a word without changing it: a please, a thank-you, a hurry. */
const BESIDE: readonly string[] = [
  ...["por favor", "porfavor", "por gentileza", "pf", "pfv", "pfvr", "agora", "ja", "imediatamente", "grato", "tchau"],
  ...["porfa", "ahora", "ya", "ya mismo", "adios", "please", "pls", "plz", "now", "right now", "thx", "bye"],
];

export interface WordLists {
  /** The whole message is one of the words. `said` in plain form. */
  is(list: string, said: string): boolean;
  /**
   * The message says nothing but words of the lists, with a greeting, a please or a thank-you around them at most:
   * "Parar. Obrigado", "stop pls". `said` in plain form.
   */
  only(lists: readonly string[], said: string): boolean;
  /** The message holds one of the phrases, from the beginning of a word. `said` in plain form. */
  holds(list: EngineWords, said: string): boolean;
  /** The message has one of the words among others. `said` in plain form. */
  has(list: string, said: string): boolean;
  /** Words of a list in plain form, all languages together: patients mix them. */
  of(list: string): readonly string[];
}

export function compileWords(lists: FlowDefinition["words"]): WordLists {
  const words = new Map(
    Object.entries(lists).map(([name, { pt, es, en }]) => [name, [...new Set([...pt, ...es, ...en].map(plain))]]),
  );
  const sets = new Map([...words].map(([name, list]) => [name, new Set(list)]));
  const starts = new Map([...words].map(([name, list]) => [name, list.map((phrase) => ` ${phrase}`)]));
  const wholes = new Map(
    [...words].map(([name, list]) => [name, list.filter((word) => word !== "").map((word) => ` ${word} `)]),
  );
  const courtesies = ["greetings", "thanks"].flatMap((list) => words.get(list) ?? []).concat(BESIDE);
  const phrases = new Map<string, Phrases>();
  /** A flow asks for a few combinations of lists, with every message. */
  const phrasesOf = (lists: readonly string[]): Phrases => {
    const key = lists.join(" ");
    const known = phrases.get(key);
    if (known) return known;
    const wanted = new Set(lists.flatMap((list) => words.get(list) ?? []));
    const made = { wanted, byFirstWord: byFirstWord([...wanted, ...courtesies]) };
    phrases.set(key, made);
    return made;
  };
  return {
    only: (lists, said) => saysOnly(asOne(said), phrasesOf(lists)),
    is: (list, said) => said !== "" && (sets.get(list)?.has(said) ?? false),
    holds: (list, said) => said !== "" && isAnyIn(` ${said}`, starts.get(list)),
    has: (list, said) => isAnyIn(` ${said} `, wholes.get(list)),
    of: (list) => words.get(list) ?? [],
  };
}

const isAnyIn = (text: string, parts: readonly string[] = []): boolean => parts.some((part) => text.includes(part));

interface Phrases {
  readonly wanted: ReadonlySet<string>;
  /** Longest first. */
  readonly byFirstWord: ReadonlyMap<string, readonly string[]>;
}

const firstWord = (said: string): string => said.split(" ", 1)[0] ?? "";

function byFirstWord(phrases: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const longestFirst = phrases.filter((one) => one !== "").toSorted((a, b) => b.length - a.length);
  return Map.groupBy(longestFirst, firstWord);
}

/** "p a r a r": letter by letter, as people write who want to be heard. */
const asOne = (said: string): string => (/^[a-z](?: [a-z]){2,}$/.test(said) ? said.replaceAll(" ", "") : said);

/** Takes phrases off the beginning, longest first, until nothing is left. */
function saysOnly(said: string, { wanted, byFirstWord }: Phrases): boolean {
  let found = false;
  for (let rest = said; rest !== ""; ) {
    const next = byFirstWord.get(firstWord(rest))?.find((one) => rest === one || rest.startsWith(`${one} `));
    if (next === undefined) return false;
    found ||= wanted.has(next);
    rest = rest.slice(next.length).trim();
  }
  return found;
}
