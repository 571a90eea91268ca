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
    "help-coming",
    "wanted-messages",
    "language-pt",
    "language-es",
    "language-en",
  ],
] as const;
type EngineWords = (typeof ENGINE_WORDS)[number];

export interface WordLists {
  /** The whole message is one of the words. `said` in plain form. */
  is(list: string, said: string): boolean;
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
  return {
    is: (list, said) => said !== "" && (sets.get(list)?.has(said) ?? false),
    holds: (list, said) => said !== "" && (starts.get(list)?.some((phrase) => ` ${said}`.includes(phrase)) ?? false),
    has: (list, said) => words.get(list)?.some((word) => word !== "" && ` ${said} `.includes(` ${word} `)) ?? false,
    of: (list) => words.get(list) ?? [],
  };
}
