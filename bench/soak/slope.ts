/** One look at one thing: when, in ms, and how much there was. */
export interface Sample {
  readonly atMs: number;
  readonly value: number;
}

const HOUR_MS = 3_600_000;

/** How much more of it there is each hour, by the straight line that fits best (least squares). Null: too few samples. */
export function slopePerHour(samples: readonly Sample[]): number | null {
  const meanOf = (read: (sample: Sample) => number) =>
    samples.reduce((sum, one) => sum + read(one), 0) / samples.length;
  const meanAt = meanOf(({ atMs }) => atMs);
  const meanValue = meanOf(({ value }) => value);
  const spread = samples.reduce((sum, { atMs }) => sum + (atMs - meanAt) ** 2, 0);
  if (samples.length < 3 || spread === 0) return null;
  const together = samples.reduce((sum, { atMs, value }) => sum + (atMs - meanAt) * (value - meanValue), 0);
  return (together / spread) * HOUR_MS;
}

/**
 * What is settled: a process that has just started fills its caches and compiles, and its first third says nothing of the
 * hours to come.
 */
export const settled = (samples: readonly Sample[]): readonly Sample[] => samples.slice(Math.floor(samples.length / 3));
