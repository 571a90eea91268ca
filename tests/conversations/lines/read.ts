import { readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "@acolhe/events";
import type { Part } from "../personas.ts";

/** One message at an open question, with what it does. */
export interface Line {
  readonly lang: Language;
  readonly question: string;
  readonly text: string;
  /** Everything it does, the main thing first. */
  readonly acts: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** What it looks like and is not. */
  readonly near: string | null;
}

/** Not every part of personas has lines of its own. */
const FOLDERS: Readonly<Partial<Record<Part, string>>> = { dev: "dev", test: "frozen" };

export const linesOf = (part: Part): Line[] =>
  LANGUAGES.flatMap((lang) => {
    if (FOLDERS[part] === undefined) return [];
    const file = new URL(`../../../libs/nlu/data/${FOLDERS[part]}/${lang}.txt`, import.meta.url);
    return readLines(readFileSync(file, "utf8"), lang);
  });

/** A block begins with `## q=… | acts=… | v=… | near=…`; a line's own values stand behind ` => `. */
export function readLines(text: string, lang: Language): Line[] {
  const lines: Line[] = [];
  let head: Readonly<Record<string, string>> = {};
  for (const line of text.split("\n")) {
    if (line.startsWith("## ")) head = pairs(line.slice("## ".length), "|", "=");
    else if (line.trim() !== "" && head.q !== undefined) {
      const [said = "", own = ""] = line.split(" => ");
      const values = { ...pairs(head.v ?? "", ";", ":"), ...pairs(own, ";", ":") };
      const acts = (head.acts ?? "").split(",").map((act) => act.trim());
      lines.push({ lang, question: head.q, text: said.trim(), acts, values, near: head.near ?? null });
    }
  }
  return lines;
}

function pairs(text: string, between: string, is: string): Record<string, string> {
  const parts = text.split(between).filter((part) => part.includes(is));
  return Object.fromEntries(
    parts.map((part) => [part.slice(0, part.indexOf(is)).trim(), part.slice(part.indexOf(is) + is.length).trim()]),
  );
}
