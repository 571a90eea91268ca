import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../src/language-code.ts";
import { ACTS, DANGER_KINDS, type DangerKind, QUESTIONS, SLOT_VALUES } from "../src/reader/labels.ts";
import { dataDirectory } from "./examples.ts";

/** A message as a hand wrote and labelled it. */
export interface HandLine {
  readonly text: string;
  readonly question: string;
  /** The main one first. */
  readonly acts: readonly string[];
  /** `slot:value` of closed slots. */
  readonly values: readonly string[];
  readonly danger: { readonly kind: DangerKind; readonly tier: "certain" | "possible" } | null;
  readonly near: string | null;
  readonly writer: string;
}

interface Parsed {
  readonly lines: HandLine[];
  readonly faults: string[];
}

type Header = Readonly<Record<string, string>>;

const parts = (list: string, separator: string) =>
  list
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");

const headerOf = (line: string): Header =>
  Object.fromEntries(
    parts(line.slice(3), "|").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );

const DANGER = /^danger:([a-z_]+):(certain|possible)$/;

function dangerOf(acts: readonly string[]): HandLine["danger"] {
  const told = acts.flatMap((act) => {
    const [, kind, tier] = DANGER.exec(act) ?? [];
    return kind && tier ? [{ kind: kind as DangerKind, tier: tier as "certain" | "possible" }] : [];
  });
  return told.find(({ tier }) => tier === "certain") ?? told[0] ?? null;
}

function faultOf(acts: readonly string[], question: string | undefined): string | null {
  if (!(QUESTIONS as readonly string[]).includes(question ?? "")) return `unknown question ${question}`;
  if (acts.length === 0) return "no acts";
  const unknown = acts.find((act) => {
    const kind = DANGER.exec(act)?.[1];
    return kind === undefined ? !ACTS.includes(act) : !(DANGER_KINDS as readonly string[]).includes(kind);
  });
  return unknown === undefined ? null : `unknown act ${unknown}`;
}

/** Values of closed slots; a plan's name is the value `plan`, and times written out are no closed value. */
function closedValues(listed: string): string[] {
  return parts(listed, ";").flatMap((pair) => {
    const at = pair.indexOf(":");
    const [slot, value] = [
      pair.slice(0, at).trim(),
      pair
        .slice(at + 1)
        .trim()
        .toLowerCase(),
    ];
    const allowed = SLOT_VALUES[slot];
    if (!allowed) return [];
    if (slot === "insurance") return [`insurance:${value === "private" ? "private" : "plan"}`];
    return allowed.includes(value) ? [`${slot}:${value}`] : [];
  });
}

/** Reads a file of blocks. What does not fit is left out and named. */
function parseHands(text: string, writer: string): Parsed {
  const lines: HandLine[] = [];
  const faults: string[] = [];
  let header: Header | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    if (line.startsWith("## ")) {
      header = headerOf(line);
      const fault = faultOf(parts(header.acts ?? "", ","), header.q);
      if (fault === null) continue;
      faults.push(`${writer}:${index + 1}: ${fault}`);
      header = null;
    } else if (header !== null) {
      const [said = "", own = ""] = line.split(" => ");
      const acts = parts(header.acts ?? "", ",");
      lines.push({
        text: said.trim(),
        question: header.q ?? "",
        acts: acts.filter((act) => !DANGER.test(act)),
        values: [...new Set([...closedValues(header.v ?? ""), ...closedValues(own)])],
        danger: dangerOf(acts),
        near: header.near ?? null,
        writer,
      });
    }
  }
  return { lines, faults };
}

/** All that hands wrote in a language. */
export function handFiles(lang: Language): Parsed[] {
  const directory = join(dataDirectory, "hands", lang);
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .map((file) => parseHands(readFileSync(join(directory, file), "utf8"), `${lang}-${file.replace(".txt", "")}`));
}

/** One half of what test writers wrote (`frozen`, `dev`), or what people wrote after the fit (`strangers`). */
export const partLines = (part: "frozen" | "dev" | "strangers", lang: Language): HandLine[] =>
  parseHands(readFileSync(join(dataDirectory, part, `${lang}.txt`), "utf8"), part).lines;
