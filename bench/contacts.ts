/** Words that correct the name; the flow takes each only a few times at one step before it suspects a machine. */
const CORRECT = ["corrigir", "não", "errado", "mudar", "trocar"];
/** Without "ja": that is a word, and turns a pause for thought into something to worry about. */
const LETTERS = "bcdfghmkl";

/** Letters only, different for every number: names are captured as names, and no message is like another. */
const letters = (number: number) => [...String(number)].map((digit) => `${LETTERS[Number(digit) % 9]}a`).join("");

/**
 * What a contact says after the first "oi": a name, two answers nobody understands, a correction, and again. Each is
 * answered by exactly one message, so messages, turns and sends can be counted against each other.
 */
export function sayings(): () => string {
  let count = 0;
  return () => {
    const round = Math.floor(count / 4);
    const place = count++ % 4;
    if (place === 0) return `Maria ${letters(round)}`;
    if (place === 3) return CORRECT[round % CORRECT.length]!;
    return `quero pensar um pouco ${letters(count)}`;
  };
}

/** How many sayings a contact has before it would be taken for a machine. */
export const SAYINGS_MAX = CORRECT.length * 3 * 4;

export const phoneOf = (number: number) => `551195${String(1_000_000 + number)}`;
