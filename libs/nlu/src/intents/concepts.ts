import { readFileSync } from "node:fs";

export interface Lexicon {
  readonly words: ReadonlyMap<string, string>;
  /** Beginnings of words, written with a star. */
  readonly stems: ReadonlyMap<string, string>;
}

const STEM_LENGTH_MIN = 3;

function load(name: string): Lexicon {
  const words = new Map<string, string>();
  const stems = new Map<string, string>();
  const lines = readFileSync(new URL(`../../data/concepts/${name}.txt`, import.meta.url), "utf8")
    .trim()
    .split("\n");
  for (const line of lines) {
    const [concept = "", listed = ""] = line.split(": ");
    for (const word of listed.split(" ")) {
      if (word.endsWith("*")) stems.set(word.slice(0, -1), concept);
      else words.set(word, concept);
    }
  }
  return { words, stems };
}

const lexicons = new Map<string, Lexicon>();

/** The lexicon of that name, read once. */
export function lexiconOf(name: string): Lexicon {
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
