import { seeded } from "../chaos/random.ts";

/** A rate or a mean, with the bounds that 95 % of redrawn samples stay within. */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** How many it was counted on. */
  readonly n: number;
}

const DRAWS = 2000;
const SEED = 20_261_130;

/** The mean of numbers, or of 1 and 0, by bootstrap; the seed makes it the same each time. */
export function figureOf(values: readonly number[]): Figure {
  const n = values.length;
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, n };
  const random = seeded(SEED);
  const draw = () => values[Math.floor(random() * n)]!;
  const means = Array.from({ length: DRAWS }, () => meanOf(Array.from({ length: n }, draw))).sort((a, b) => a - b);
  return {
    value: meanOf(values),
    low: means[Math.floor(DRAWS * 0.025)]!,
    high: means[Math.ceil(DRAWS * 0.975) - 1]!,
    n,
  };
}

export const rateOf = (all: readonly boolean[]): Figure => figureOf(all.map(Number));

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export function percent({ value, low, high, n }: Figure): string {
  if (n === 0) return "–";
  const whole = (share: number) => Math.round(share * 100);
  return `${whole(value)} % (${whole(low)}–${whole(high)})`;
}

/** Columns set under each other; the first to the left, the rest to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
