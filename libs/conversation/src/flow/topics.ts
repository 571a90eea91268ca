import { plain } from "../state/utterance.ts";
import type { FlowDefinition } from "./definition.ts";

interface Topic {
  readonly name: string;
  readonly asked: RegExp;
}

/** Between two parts of a phrase, the words that "…" stands for. */
const GAP_WORDS_MAX = 4;

/**
 * By which words each fact is asked for, in the order of the facts: patients mix languages, so all of a fact's stand together. A
 * star ends a word as it likes, of words with strokes between them any fits, and "…" stands for a few.
 */
export function compileTopics(facts: FlowDefinition["facts"]): readonly Topic[] {
  return Object.entries(facts ?? {}).flatMap(([name, { asked }]) => {
    const phrases = Object.values(asked ?? {}).flat();
    return phrases.length === 0
      ? []
      : [{ name, asked: new RegExp(`(?:^| )(?:${phrases.map(formOf).join("|")})(?= |$)`) }];
  });
}

const formOf = (phrase: string): string =>
  phrase
    .split(/ *… */)
    .map((part) => part.split(" ").map(wordForm).join(" "))
    .join(`(?: [a-z0-9]+){0,${GAP_WORDS_MAX}} `);
const wordForm = (word: string): string => `(?:${word.split("/").map(endOf).join("|")})`;
const endOf = (word: string): string => (word.endsWith("*") ? `${plain(word)}[a-z]*` : plain(word));
