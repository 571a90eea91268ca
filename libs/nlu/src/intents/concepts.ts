import { readFileSync } from "node:fs";
import type { Language } from "../language-code.ts";

export interface Lexicon {
  readonly words: ReadonlyMap<string, string>;
  /** Beginnings of words, written with a star. */
  readonly stems: ReadonlyMap<string, string>;
}

const STEM_LENGTH_MIN = 3;
const lexicons = new Map<string, Lexicon>();

/** Which column of a shared list a language has. */
const COLUMNS: Readonly<Record<Language, number>> = { pt: 0, es: 1, en: 2 };

const read = (file: string) => readFileSync(new URL(`../../data/concepts/${file}.txt`, import.meta.url), "utf8").trim();

function lexicon(lines: readonly (readonly [string, string])[]): Lexicon {
  const words = new Map<string, string>();
  const stems = new Map<string, string>();
  for (const [concept, listed] of lines) {
    for (const word of listed.split(" ")) {
      if (word === "") continue;
      if (word.endsWith("*")) stems.set(word.slice(0, -1), concept);
      else words.set(word, concept);
    }
  }
  return { words, stems };
}

function load(name: string): Lexicon {
  const lines = read(name).split("\n");
  return lexicon(lines.map((line) => line.split(": ") as [string, string]));
}

/** A list of which every line names one meaning in all languages: what is learned of one language's words helps with another's. */
function sharedOf(file: string, lang: Language): Lexicon {
  const name = `${file}.${lang}`;
  const known =
    lexicons.get(name) ??
    lexicon(
      read(file)
        .split("\n")
        .map((line) => {
          const [concept = "", listed = ""] = line.split(": ");
          return [concept, listed.split("|")[COLUMNS[lang]]!.trim()] as const;
        }),
    );
  lexicons.set(name, known);
  return known;
}

/** Insurers, documents, payments and their like. */
export const wishLexicon = (lang: Language): Lexicon => lexiconOf(lang);

/** What is known of the words of a language. */
export interface Lexicons {
  /** What kinds of things they name: for wishes, for dangers, and by meaning. */
  readonly kinds: readonly Lexicon[];
  /** Finer meanings, of whatever people in danger tell of: in their order they are a message without its language. */
  readonly senses: Lexicon;
}

export const lexiconsOf = (lang: Language): Lexicons => ({
  kinds: [lexiconOf(lang), lexiconOf(`flags.${lang}`), sharedOf("meanings", lang)],
  senses: sharedOf("senses", lang),
});

/** The lexicon of that name, read once. */
function lexiconOf(name: string): Lexicon {
  const known = lexicons.get(name) ?? load(name);
  lexicons.set(name, known);
  return known;
}

/** What kind of thing a word names: "bradesco" is an insurer, "laudo" a document. Undefined for most words. */
export function conceptOf(word: string, { words, stems }: Lexicon): string | undefined {
  const exact = words.get(word);
  if (exact !== undefined) return exact;
  for (let length = word.length; length >= STEM_LENGTH_MIN; length--) {
    const concept = stems.get(word.slice(0, length));
    if (concept !== undefined) return concept;
  }
  return undefined;
}
