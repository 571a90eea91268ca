import type { HourlyRow } from "@acolhe/database/projection";

export interface Count {
  readonly measure: string;
  readonly channel: string;
  /** Any instant within the hour. */
  readonly at: string;
  readonly service?: string;
  readonly label?: string;
  readonly count?: number;
  readonly totalMs?: number;
}

/** Upper bounds of the buckets that response times are counted in, so that a median can be read from sums. */
const BUCKET_MS = [
  1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 86_400_000,
] as const;

/** The bucket's upper bound, or "more". */
export const bucketOf = (ms: number): string => String(BUCKET_MS.find((bound) => ms <= bound) ?? "more");

/** Sums of one batch, before they are added to those of the hours. */
export class Tally {
  readonly #rows = new Map<string, HourlyRow>();

  add({ measure, channel, at, service = "", label = "", count = 1, totalMs = 0 }: Count): void {
    const hour = `${at.slice(0, 13)}:00:00.000Z`;
    const key = JSON.stringify([measure, channel, hour, service, label]);
    const row = this.#rows.get(key) ?? { measure, channel, hour, service, label, count: 0, totalMs: 0 };
    this.#rows.set(key, { ...row, count: row.count + count, totalMs: row.totalMs + totalMs });
  }

  /** What was counted before no longer holds, what is counted now does. */
  replace(before: readonly Count[], now: readonly Count[]): void {
    for (const one of before) this.add({ ...one, count: -(one.count ?? 1), totalMs: -(one.totalMs ?? 0) });
    for (const one of now) this.add(one);
  }

  /** In the order of their keys, so that two writers of the same hours never wait for each other in a circle. */
  rows(): HourlyRow[] {
    return [...this.#rows.entries()]
      .filter(([, { count, totalMs }]) => count !== 0 || totalMs !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row);
  }
}
