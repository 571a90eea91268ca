import { readFileSync } from "node:fs";
import type { Language } from "../language-code.ts";

/** Shorter words are too near one another to guess at. */
const LENGTH_MIN = 5;
const LENGTH_MAX = 16;

interface Vocabulary {
  readonly known: ReadonlySet<string>;
  /** What remains of a word with one letter left out → the words it may come from, most frequent first. */
  readonly shortened: ReadonlyMap<string, readonly string[]>;
}

const vocabularies = new Map<Language, Vocabulary>();

function vocabularyOf(lang: Language): Vocabulary {
  let vocabulary = vocabularies.get(lang);
  if (!vocabulary) {
    vocabulary = load(lang);
    vocabularies.set(lang, vocabulary);
  }
  return vocabulary;
}

/** The words of the training data, most frequent first; those written with a star are frequent enough to be meant. */
function load(lang: Language): Vocabulary {
  const lines = readFileSync(new URL(`../../data/model/vocabulary.${lang}.txt`, import.meta.url), "utf8").trim();
  const known = new Set<string>();
  const shortened = new Map<string, string[]>();
  for (const line of lines.split("\n")) {
    const word = line.replace("*", "");
    known.add(word);
    if (!line.endsWith("*") || word.length < LENGTH_MIN) continue;
    for (const form of [word, ...withoutOneLetter(word)]) {
      const words = shortened.get(form) ?? [];
      words.push(word);
      shortened.set(form, words);
    }
  }
  return { known, shortened };
}

const withoutOneLetter = (word: string) => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

/** Whether the training data has that word. */
export const isKnownWord = (word: string, lang: Language): boolean => vocabularyOf(lang).known.has(word);

/** The known word that is one slip away — a letter too many, too few, wrong, or two swapped — else the word itself. */
export function corrected(word: string, lang: Language): string {
  if (word.length < LENGTH_MIN - 1 || word.length > LENGTH_MAX) return word;
  const { known, shortened } = vocabularyOf(lang);
  if (known.has(word)) return word;
  for (const form of [word, ...withoutOneLetter(word)]) {
    const meant = shortened.get(form)?.find((one) => one[0] === word[0] && isOneSlip(word, one));
    if (meant !== undefined) return meant;
  }
  return word;
}

function isOneSlip(said: string, meant: string): boolean {
  let at = 0;
  while (at < said.length && said[at] === meant[at]) at++;
  const [saidRest, meantRest] = [said.slice(at), meant.slice(at)];
  return (
    saidRest.slice(1) === meantRest ||
    saidRest === meantRest.slice(1) ||
    saidRest.slice(1) === meantRest.slice(1) ||
    (saidRest[0] === meantRest[1] && saidRest[1] === meantRest[0] && saidRest.slice(2) === meantRest.slice(2))
  );
}
