import { dangerOf, type Found } from "./read.ts";
import type { Scorer } from "./scorer.ts";

/*
 * A message that is long and for the most part about something else hides a danger that a few of its words tell ("boa tarde, quero
 * marcar, na verdade estou com vontade de me matar"), and adds many weak signs up to one that none of its parts tells. So what
 * the whole says of a danger is asked of its stretches as well. The numbers were chosen on the open part, lines and personas.
 */
interface Given {
  readonly words: readonly string[];
  readonly question: string;
  readonly scorer: Scorer;
}

/** Stretches that are looked for a danger that the whole hides; what is as short is one stretch. */
const SEARCHED_WORDS = 8;
/** Only where the whole is not free of it, which also spares the time: nine in ten long messages are below. */
const SEARCHED_FROM = 0.02;
const HIDDEN_FROM = 0.95;
/** Stretches of which one has to bear out what the whole says. */
const BORNE_WORDS = 12;
const BORNE_FROM = 0.3;
/** A few words more than a stretch are one still. */
const MORE_WORDS = 2;

/** What the whole was read as, mended by what its stretches say. */
export function byStretches(whole: Found, given: Given): Found {
  if (whole.tier === null) {
    if (whole.any < SEARCHED_FROM || given.words.length <= SEARCHED_WORDS + MORE_WORDS) return whole;
    const told = stretchesOf(given, SEARCHED_WORDS).reduce((a, b) => (b.any > a.any ? b : a));
    return told.any >= HIDDEN_FROM ? told : whole;
  }
  if (given.words.length <= BORNE_WORDS + MORE_WORDS) return whole;
  const stretches = stretchesOf(given, BORNE_WORDS);
  // What is certain by the whole is asked about at least.
  if (whole.tier === "possible" && !stretches.some((one) => one.any >= BORNE_FROM)) return { ...whole, tier: null };
  const isSure = whole.tier === "certain" && stretches.some(({ tier }) => tier === "certain");
  return { ...whole, tier: isSure ? "certain" : "possible" };
}

/** Each half of a stretch is in the next one, so that nothing is cut apart. */
function stretchesOf({ words, question, scorer }: Given, length: number): Found[] {
  const { head } = scorer.stored;
  const stretches: Found[] = [];
  for (let from = 0; from === 0 || from + length / 2 < words.length; from += length / 2) {
    const own = words.slice(from, from + length);
    const scores = scorer.scores({ words: own, marks: [] }, question);
    stretches.push(dangerOf(scores, { question, words: own.length }, head));
  }
  return stretches;
}
