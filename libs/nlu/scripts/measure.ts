import { ENTITY_TYPES, type EntityType, type Language, understand } from "../src/index.ts";
import { fold } from "../src/text/fold.ts";
import type { Guess } from "./figures.ts";
import type { EntityItem, FlagItem, IntentItem } from "./test-items.ts";

export const TIME_ZONE = "America/Sao_Paulo";
export const NOW = Date.parse("2026-11-24T14:30:00-03:00");

const read = (text: string, lang: Language, now = NOW) => understand(text, { lang, now, timeZone: TIME_ZONE });

export const guessIntents = (items: readonly IntentItem[], lang: Language): Guess[] =>
  items.map(({ text, intent }) => ({ actual: intent, guessed: read(text, lang).intent }));

interface FlagGuess {
  readonly dangerous: boolean;
  readonly flagged: boolean;
  readonly kind: Guess | null;
}

export const guessFlags = (items: readonly FlagItem[], lang: Language): FlagGuess[] =>
  items.map(({ text, redFlag, kind }) => {
    const found = read(text, lang).redFlag;
    return {
      dangerous: redFlag,
      flagged: found.flagged,
      kind: kind === undefined ? null : { actual: kind, guessed: found.kind ?? "none" },
    };
  });

/** The share of dangerous messages that were flagged, or of harmless ones. */
export const flaggedShare = (guesses: readonly FlagGuess[], dangerous: boolean) => {
  const those = guesses.filter((guess) => guess.dangerous === dangerous);
  return those.filter(({ flagged }) => flagged).length / those.length;
};

export interface EntityCount {
  right: number;
  found: number;
  expected: number;
}

/** Names are compared without case and accents: who writes "joao" is João. */
const keyOf = (type: string, value: string | number) => `${type} ${type === "name" ? fold(String(value)) : value}`;

export function countEntities(items: readonly EntityItem[], lang: Language): Map<EntityType, EntityCount> {
  const counts = new Map(ENTITY_TYPES.map((type) => [type, { right: 0, found: 0, expected: 0 }]));
  for (const { text, now, entities } of items) {
    const found = new Set(read(text, lang, Date.parse(now)).entities.map(({ type, value }) => keyOf(type, value)));
    for (const one of found) counts.get(one.split(" ")[0] as EntityType)!.found++;
    for (const [type, values] of Object.entries(entities))
      for (const value of [values].flat()) {
        const count = counts.get(type as EntityType)!;
        count.expected++;
        if (found.has(keyOf(type, value))) count.right++;
      }
  }
  return counts;
}

const ROUNDS = 5;

/** Microseconds a message in the quickest of some rounds, after one that warms up: others use the machine too. */
export function microsecondsPerMessage(texts: readonly string[], lang: Language): number {
  for (const text of texts) read(text, lang);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const text of texts) read(text, lang);
    return performance.now() - start;
  });
  return (Math.min(...rounds) * 1000) / texts.length;
}
