import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../src/language-code.ts";
import type { Random } from "./random.ts";

export const dataDirectory = join(import.meta.dirname, "../data");

export interface Line {
  readonly label: string;
  readonly line: string;
}

/** The training lines of a language: one file a label, one example a line. */
export function trainingLines(folder: string, lang: Language): Line[] {
  const directory = join(dataDirectory, folder, lang);
  return readdirSync(directory)
    .sort()
    .flatMap((file) =>
      readFileSync(join(directory, file), "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => ({ label: file.replace(/\.txt$/, ""), line })),
    );
}

const CHOICE = /\[([^[\]]*)\]/;

/** "[quero|queria] marcar" stands for two sentences; at most `count` different ones are drawn. */
export function drawn(line: string, count: number, random: Random): string[] {
  if (!CHOICE.test(line)) return [line];
  const sentences = new Set<string>();
  for (let attempt = 0; attempt < count * 2 && sentences.size < count; attempt++) {
    let sentence = line;
    for (let choice = CHOICE.exec(sentence); choice; choice = CHOICE.exec(sentence)) {
      const options = choice[1]!.split("|");
      const chosen = options[Math.floor(random() * options.length)]!;
      sentence = sentence.slice(0, choice.index) + chosen + sentence.slice(choice.index + choice[0].length);
    }
    sentences.add(sentence.trim());
  }
  return [...sentences];
}
