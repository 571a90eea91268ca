import type { Language } from "../src/language-code.ts";
import { corpus, type Example, FIRST_WRITER } from "./corpus.ts";

/** Most times that a language is fitted anew to try the weights on writers left out. */
const FOLDS_MAX = 4;

/** Who is left out together: every writer once. A single writer is left out by halves, which is kinder than it should be. */
export function foldsOf(lang: Language): Example[][] {
  const written = corpus(lang).filter(({ writer }) => writer !== FIRST_WRITER);
  const writers = [...new Set(written.map(({ writer }) => writer))];
  if (writers.length === 0) return [];
  if (writers.length === 1) {
    const half = Math.floor(written.length / 2);
    return [written.slice(0, half), written.slice(half)];
  }
  const count = Math.min(FOLDS_MAX, writers.length);
  return Array.from({ length: count }, (_, fold) =>
    written.filter(({ writer }) => writers.indexOf(writer) % count === fold),
  );
}

/** What is fitted when a fold is left out; all of it for none. */
export function fittedWithout(lang: Language, fold: number | null): Example[] {
  const all = corpus(lang);
  if (fold === null) return all;
  const left = new Set(foldsOf(lang)[fold]!.map(keyOf));
  return all.filter((example) => !left.has(keyOf(example)));
}

const keyOf = ({ writer, question, text }: Example) => `${writer} ${question} ${text}`;
