import { ALERT_RULES, type AlertCode, GONE_MS, REPEATS_MS } from "./rules.ts";
import { type Alert, type Condition, keyOf, type Notice } from "./state.ts";

/** What was seen in one look. */
export interface Seen {
  readonly conditions: readonly Condition[];
  /** Codes that cannot be known now, because their source does not answer: such alerts stay as they are. */
  readonly unknown: ReadonlySet<AlertCode>;
}

interface Acknowledgement {
  readonly key: string;
  readonly by: string;
  readonly at: number;
}

export interface Decided {
  readonly alerts: readonly Alert[];
  /** What to tell now, in the order of the alerts. */
  readonly notices: readonly Omit<Notice, "id">[];
}

/**
 * What to tell about what is seen, given what was told before. Pure.
 *
 * An alert is told once its condition has held for long enough, again at ever longer spans, once more where it grew, and
 * when it is over. An acknowledged one is silent until it grows or is over.
 */
export function decideAlerts(
  before: readonly Alert[],
  { conditions, unknown }: Seen,
  { now, acknowledged = [] }: { readonly now: number; readonly acknowledged?: readonly Acknowledgement[] },
): Decided {
  const alerts: Alert[] = [];
  const notices: Omit<Notice, "id">[] = [];
  const seen = new Map(conditions.map((condition) => [keyOf(condition), condition]));
  const fresh = [...seen].filter(([key]) => !before.some((alert) => alert.key === key));
  for (const alert of [...before.map((one) => withAcknowledgement(one, acknowledged)), ...fresh.map(begin(now))]) {
    const condition = seen.get(alert.key);
    const [next, kind] = condition
      ? onSeen(alert, condition, now)
      : unknown.has(alert.code)
        ? ([alert, null] as const)
        : onGone(alert, now);
    if (next) alerts.push(next);
    const { code, subject, count, since } = next ?? alert;
    if (kind) notices.push({ kind, at: now, code, subject, count, since });
  }
  return { alerts, notices };
}

const begin =
  (now: number) =>
  ([key, { code, subject, count }]: [string, Condition]): Alert => ({
    ...{ key, code, subject, count, since: now },
    ...{ firedAt: null, told: 0, nextAt: null, goneSince: null, acknowledged: null },
  });

function withAcknowledgement(alert: Alert, all: readonly Acknowledgement[]): Alert {
  const one = all.find(({ key }) => key === alert.key);
  return one ? { ...alert, acknowledged: { by: one.by, at: one.at }, nextAt: null } : alert;
}

type Step = readonly [next: Alert | null, kind: Notice["kind"] | null];

function onSeen(alert: Alert, { count }: Condition, now: number): Step {
  const here = { ...alert, count, goneSince: null };
  if (alert.firedAt === null) {
    if (now - alert.since < ALERT_RULES[alert.code].forMs) return [here, null];
    return [{ ...tell(here, now), firedAt: now }, "began"];
  }
  // More of it is news; and it is none of what was acknowledged.
  if (count > alert.count) return [tell({ ...here, acknowledged: null }, now), "grew"];
  const isDue = alert.nextAt !== null && now >= alert.nextAt;
  return isDue ? [tell(here, now), "goes-on"] : [here, null];
}

/** An alert that was never told ends without a word. */
function onGone(alert: Alert, now: number): Step {
  if (alert.firedAt === null) return [null, null];
  const goneSince = alert.goneSince ?? now;
  return now - goneSince < GONE_MS ? [{ ...alert, goneSince }, null] : [null, "over"];
}

function tell(alert: Alert, now: number): Alert {
  const spans = REPEATS_MS[ALERT_RULES[alert.code].severity];
  const span = spans[Math.min(alert.told, spans.length - 1)]!;
  return { ...alert, told: alert.told + 1, nextAt: now + span };
}
