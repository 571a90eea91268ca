import { seeded } from "./random.ts";

export interface Guess {
  readonly actual: string;
  readonly guessed: string;
}

export const accuracy = (guesses: readonly Guess[]) =>
  guesses.filter(({ actual, guessed }) => actual === guessed).length / guesses.length;

/** The mean over the labels of the harmonic mean of precision and recall. */
export function macroF1(guesses: readonly Guess[]): number {
  const counts = new Map<string, { both: number; actual: number; guessed: number }>();
  const of = (label: string) => {
    const known = counts.get(label) ?? { both: 0, actual: 0, guessed: 0 };
    counts.set(label, known);
    return known;
  };
  for (const { actual, guessed } of guesses) {
    of(actual).actual++;
    of(guessed).guessed++;
    if (actual === guessed) of(actual).both++;
  }
  const labels = [...counts.values()].filter((count) => count.actual > 0);
  return labels.reduce((sum, { both, actual, guessed }) => sum + (2 * both) / (actual + guessed), 0) / labels.length;
}

const RESAMPLES = 1000;

/** The middle 95 % of a figure over samples drawn with replacement; the same every time. */
function interval<Item>(items: readonly Item[], figure: (items: readonly Item[]) => number): [number, number] {
  const random = seeded(2026);
  const values = Array.from({ length: RESAMPLES }, () =>
    figure(items.map(() => items[Math.floor(random() * items.length)]!)),
  ).sort((a, b) => a - b);
  return [values[Math.floor(RESAMPLES * 0.025)]!, values[Math.floor(RESAMPLES * 0.975)]!];
}

/** "0.931 (0.912–0.948)". */
export function withInterval<Item>(items: readonly Item[], figure: (items: readonly Item[]) => number): string {
  const [low, high] = interval(items, figure);
  return `${figure(items).toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

/** Pairs of labels taken for one another, most frequent first. */
export function confusions(guesses: readonly Guess[]): string[] {
  const counts = new Map<string, number>();
  for (const { actual, guessed } of guesses) {
    if (actual === guessed) continue;
    const pair = `${actual} taken for ${guessed}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([pair, count]) => `${String(count).padStart(4)}  ${pair}`);
}
