import { ROW_RULES, type RowRule } from "@acolhe/database/retention";

const DAY_MS = 24 * 3600_000;

/** How many days each kind of record is kept; 0: for ever. */
export type Periods = Readonly<Record<RowRule, number>>;

/** Of the settings that begin with RETENTION_. */
interface PeriodSettings {
  readonly RETENTION_WORDS_DAYS: number;
  readonly RETENTION_AUDIT_DAYS: number;
  readonly RETENTION_LOGINS_DAYS: number;
  readonly RETENTION_MERGES_DAYS: number;
  readonly RETENTION_EXPORTS_DAYS: number;
  readonly RETENTION_IDEMPOTENCY_DAYS: number;
}

export const periodsOf = (settings: PeriodSettings): Periods => ({
  words: settings.RETENTION_WORDS_DAYS,
  audit: settings.RETENTION_AUDIT_DAYS,
  logins: settings.RETENTION_LOGINS_DAYS,
  merges: settings.RETENTION_MERGES_DAYS,
  exports: settings.RETENTION_EXPORTS_DAYS,
  idempotency: settings.RETENTION_IDEMPOTENCY_DAYS,
});

/**
 * What is older goes. The beginning of a day of UTC: sums by hour and by day are either wholly before it or not at all.
 * Null: nothing goes.
 */
export function cutoffOf(days: number, now: number): number | null {
  return days === 0 ? null : Math.floor(now / DAY_MS - days) * DAY_MS;
}

/** Epoch milliseconds before which each rule deletes; absent: the rule deletes nothing. */
export type Cutoffs = Partial<Readonly<Record<RowRule, number>>>;

export function cutoffsOf(periods: Periods, now: number): Cutoffs {
  const all = ROW_RULES.map((rule) => [rule, cutoffOf(periods[rule], now)] as const);
  return Object.fromEntries(all.filter(([, cutoff]) => cutoff !== null));
}

export const instant = (ms: number): string => new Date(ms).toISOString();
