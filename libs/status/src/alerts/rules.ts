const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const ALERT_CODES = [
  "number-disconnected",
  "danger-waiting",
  "patient-waiting",
  "service-down",
  "server-away",
  "dead-letters",
  "conversations-parked",
  "canary-late",
  "spool-unknown",
] as const;
export type AlertCode = (typeof ALERT_CODES)[number];

export interface AlertRule {
  readonly severity: "critical" | "warning";
  /** How long a condition holds before people are told: a restart or a phone that changes networks is no alert. */
  readonly forMs: number;
  /** What to do about it: a file of docs/runbooks. */
  readonly runbook: string;
}

/** The same spans as in the rules for Prometheus, except that people learn of a danger at once: they have no board to look at. */
export const ALERT_RULES: Readonly<Record<AlertCode, AlertRule>> = {
  "number-disconnected": { severity: "critical", forMs: 2 * MINUTE_MS, runbook: "number-disconnected" },
  "danger-waiting": { severity: "critical", forMs: 0, runbook: "danger-waiting" },
  // How long is too long is a setting, and part of the condition.
  "patient-waiting": { severity: "warning", forMs: 0, runbook: "patient-waiting" },
  "service-down": { severity: "critical", forMs: 2 * MINUTE_MS, runbook: "service-down" },
  "server-away": { severity: "critical", forMs: MINUTE_MS, runbook: "server-away" },
  "dead-letters": { severity: "warning", forMs: 0, runbook: "dead-letters" },
  "conversations-parked": { severity: "critical", forMs: MINUTE_MS, runbook: "conversation-parked" },
  // Two tries in a row are part of the condition.
  "canary-late": { severity: "critical", forMs: 0, runbook: "canary-late" },
  "spool-unknown": { severity: "critical", forMs: MINUTE_MS, runbook: "spool-unknown" },
};

/** How long a condition has to be gone before that is told: what comes and goes is one alert, not many. */
export const GONE_MS = 2 * MINUTE_MS;

/** Between one telling and the next, ever longer: who did not react to three will not react to thirty. The last one stays. */
export const REPEATS_MS: Readonly<Record<AlertRule["severity"], readonly number[]>> = {
  critical: [15 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 4 * HOUR_MS],
  warning: [HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS],
};
