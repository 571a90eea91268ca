import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "../language-code.ts";
import type { DangerKind } from "../reader/labels.ts";
import { PatternIndex } from "./pattern-index.ts";

/** Words of which a message must have one for a pattern to fit: whole words, or beginnings with a star. */
type Anchors = readonly string[];

export interface FlagPattern {
  readonly kind: DangerKind;
  /** As it stands in the file. */
  readonly source: string;
  readonly pattern: RegExp;
}

export interface FlagPatterns {
  readonly idioms: PatternIndex<RegExp>;
  readonly flags: PatternIndex<FlagPattern>;
}

const GAP = /^~(\d?)$/;

/** Too frequent to narrow anything down. */
const COMMON = new Set(
  (
    "nao a o as os de do da dos das em no na nos nas me mi mim se um uma e ou que por para com sem meu minha meus minhas eu ele ela voce mais esta estou " +
    "vou vai ia fui foi tem tenho quero queria ja so muito tudo isso essa esse hoje agora ser ter ir " +
    "el la los las un una y con sin mi mis yo no es esta estoy quiero tengo va muy lo le " +
    "the an and or to of in on my i he she it is am are was not do have has want can will be"
  ).split(" "),
);

/** The part of a pattern that most narrows down the messages it may fit. */
function anchorsOf(source: string): Anchors {
  const parts = source
    .split(" ")
    .filter((part) => !GAP.test(part) && !part.endsWith("?"))
    .map((part) => part.split("|").map(rarestWord));
  const common = (words: Anchors) => words.filter((word) => COMMON.has(word)).length;
  return parts.toSorted((a, b) => common(a) - common(b) || a.length - b.length)[0] ?? [];
}

/** Of "nao_acorda" it is "acorda" that matters. */
const rarestWord = (alternative: string): string => {
  const words = alternative.split("_");
  return words.toSorted((a, b) => Number(COMMON.has(a)) - Number(COMMON.has(b)) || b.length - a.length)[0] ?? "";
};

/** "quero|queria ~ morrer" as a regular expression over " quero tanto morrer ". Gaps are bounded, so it stays linear. */
function compiled(source: string): string {
  const parts = source.split(" ").map((part) => {
    const gap = GAP.exec(part);
    if (gap) return `(?:[a-z0]+ ){0,${gap[1] || 3}}`;
    const optional = part.endsWith("?");
    const words = (optional ? part.slice(0, -1) : part)
      .split("|")
      .map((word) => word.replaceAll("_~", " (?:[a-z0]+ ){0,3}").replaceAll("_", " ").replaceAll("*", "[a-z0]*"));
    return `(?:(?:${words.join("|")}) )${optional ? "?" : ""}`;
  });
  return ` ${parts.join("")}`;
}

function load(lang: Language): FlagPatterns & { readonly source: string } {
  const source = readFileSync(new URL(`../../data/red-flags/${lang}.txt`, import.meta.url), "utf8");
  const idioms = new PatternIndex<RegExp>();
  const flags = new PatternIndex<FlagPattern>();
  for (const line of source.split("\n")) {
    const parsed = /^([a-z_]+): (.+)$/.exec(line);
    if (!parsed) continue;
    const [, kind = "", pattern = ""] = parsed;
    const anchors = anchorsOf(pattern);
    if (kind === "idiom") idioms.add(anchors, new RegExp(compiled(pattern), "g"));
    else
      flags.add(anchors, {
        kind: kind as DangerKind,
        source: line,
        pattern: new RegExp(compiled(pattern)),
      });
  }
  return { idioms, flags, source };
}

const loaded = LANGUAGES.map((lang) => [lang, load(lang)] as const);

export const FLAG_PATTERNS = Object.fromEntries<FlagPatterns>(loaded) as Record<Language, FlagPatterns>;

/** Names the content of the pattern files. */
export const PATTERNS_VERSION = createHash("sha256")
  .update(loaded.map(([, { source }]) => source).join("\n"))
  .digest("base64url")
  .slice(0, 12);
