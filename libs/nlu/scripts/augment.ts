import type { Random } from "./random.ts";

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: "sqz",
  b: "vn",
  c: "xv",
  d: "sf",
  e: "wr",
  f: "dg",
  g: "fh",
  h: "gj",
  i: "uo",
  j: "hk",
  k: "jl",
  l: "k",
  m: "n",
  n: "bm",
  o: "ip",
  p: "o",
  q: "wa",
  r: "et",
  s: "ad",
  t: "ry",
  u: "yi",
  v: "cb",
  w: "qe",
  x: "zc",
  y: "tu",
  z: "x",
};

/** One slip of the finger: a letter left out, doubled, swapped with the next, or its neighbour on the keyboard. */
function slip(text: string, random: Random): string {
  const letters = [...text.matchAll(/(?<=[a-z])[a-z]/g)].map((match) => match.index);
  const at = letters[Math.floor(random() * letters.length)];
  if (at === undefined) return text;
  const kind = random();
  if (kind < 0.3) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.45) return text.slice(0, at) + text[at] + text.slice(at);
  if (kind < 0.75) return text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1);
  const near = NEIGHBOURS[text[at]!] ?? "a";
  return text.slice(0, at) + near[Math.floor(random() * near.length)] + text.slice(at + 1);
}

/** A sentence as another person might have typed it: slips, and now and then a word missing. */
function varied(folded: string, random: Random): string {
  const words = folded.split(" ");
  let text =
    words.length > 3 && random() < 0.5 ? words.toSpliced(Math.floor(random() * words.length), 1).join(" ") : folded;
  const slips = text.length > 8 ? 1 + Math.floor(random() * (text.length / 30)) : 0;
  for (let count = 0; count < slips; count++) text = slip(text, random);
  return text;
}

const FILLERS = "tipo|entao|ne|bem|olha|ah|pois e|es que|bueno|pues|well|so|um|like|ai|hum|e|assim".split("|");

/** The same message typed by another hand: lower case, no punctuation, slips, a word missing, a filler. */
export function restated(text: string, random: Random): string {
  let said = random() < 0.5 ? text.toLowerCase() : text;
  if (random() < 0.4) said = said.replace(/[.,;:!…]+(?=\s|$)/g, "");
  if (random() < 0.25) said = said.replace(/[?¿]/g, "");
  if (random() < 0.15) said = withFiller(said, random);
  return random() < 0.75 ? varied(said, random) : said;
}

function withFiller(text: string, random: Random): string {
  const words = text.split(" ");
  const filler = FILLERS[Math.floor(random() * FILLERS.length)]!;
  return words.toSpliced(Math.floor(random() * (words.length + 1)), 0, filler).join(" ");
}

const JOINTS = [" ", ". ", ", ", " e ", "... "];

/** Two messages sent as one. */
export const joined = (first: string, second: string, random: Random): string =>
  first + JOINTS[Math.floor(random() * JOINTS.length)]! + second;
