import { languageTag } from "#lib/format/dates.ts";
import { numberFormat } from "#lib/format/intl.ts";
import { m } from "#lib/paraglide/messages.js";

type Words = Readonly<Record<string, () => string>>;

const STATUSES: Words = {
  accepted: m.analytics_status_accepted,
  sent: m.analytics_status_sent,
  received: m.analytics_status_received,
  read: m.analytics_status_read,
  played: m.analytics_status_played,
  failed: m.analytics_status_failed,
  refused: m.analytics_status_refused,
  held: m.analytics_status_held,
  superseded: m.analytics_status_superseded,
  expired: m.analytics_status_expired,
  "given-up": m.analytics_status_given_up,
};
const FAILURES: Words = {
  "phone-not-on-whatsapp": m.analytics_failure_not_on_whatsapp,
  "shadow-ban": m.analytics_failure_shadow_ban,
  "rejected-by-whatsapp": m.analytics_failure_rejected,
  "no-permission": m.analytics_failure_no_permission,
  "delivery-timeout": m.analytics_failure_timeout,
  "not-enqueued": m.analytics_failure_not_enqueued,
  "bad-media-url": m.analytics_failure_bad_media,
  "bad-media-file": m.analytics_failure_bad_media,
  "unknown-delivery-error": m.analytics_failure_unknown,
};
const REASONS: Words = {
  asked: m.analytics_reason_asked,
  "red-flag": m.analytics_reason_red_flag,
  "possible-danger": m.analytics_reason_red_flag,
  "danger-over": m.analytics_reason_red_flag,
  appointment: m.analytics_reason_appointment,
  reschedule: m.analytics_reason_reschedule,
  cancel: m.analytics_reason_cancel,
  complaint: m.analytics_reason_complaint,
  "complaint-legal": m.analytics_reason_complaint,
  finance: m.analytics_reason_finance,
  document: m.analytics_reason_document,
  insurance: m.analytics_reason_insurance,
  guidance: m.analytics_reason_guidance,
  late: m.analytics_reason_late,
  arrived: m.analytics_reason_arrived,
};

/** What the panel has no words for is told as the flow or the gateway calls it. */
export const plain = (id: string): string => capitalized(id.replaceAll("-", " "));

/** A state of the conversation by what is asked in it. */
export const stateText = ({ step, stepText }: { step: string; stepText: string | null }): string =>
  stepText === null ? plain(step) : capitalized(stepText);

const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
const told = (words: Words) => (id: string) => words[id]?.() ?? plain(id);
export const statusText = told(STATUSES);
export const failureText = told(FAILURES);
export const reasonText = told(REASONS);

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** 12 s, 3,5 min, 2 h: the greatest unit that is reached. */
export function lasting(ms: number): string {
  const [unit, length] = UNITS.find(([, each]) => ms >= each) ?? UNITS[3];
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return numberFormat(languageTag(), options).format(ms / length);
}

/** Of response times: up to a bound, or longer than the last one. */
export const bucketText = (upToMs: number | null, longestMs: number): string =>
  upToMs === null ? m.analytics_longer({ time: lasting(longestMs) }) : m.analytics_up_to({ time: lasting(upToMs) });

export type Better = "more" | "less";
export interface Delta {
  readonly text: string;
  readonly tone: "good" | "bad" | "none";
}

/** Below this no change is called good or bad. */
const SLIGHT = 0.5;

/** How far a value is from the former one: of rates in percentage points, of others as a share of the former. */
export function deltaOf(now: number | null, former: number | null, kind: "count" | "rate", better?: Better): Delta {
  if (now === null || former === null || (kind === "count" && former === 0))
    return { text: m.analytics_no_former(), tone: "none" };
  const change = kind === "rate" ? (now - former) * 100 : ((now - former) / former) * 100;
  const isSlight = Math.abs(change) < SLIGHT;
  const options = { maximumFractionDigits: kind === "rate" ? 1 : 0, signDisplay: "exceptZero" } as const;
  const amount = numberFormat(languageTag(), options).format(change);
  const text = kind === "rate" ? m.analytics_points({ amount }) : `${amount}%`;
  const isGood = change > 0 === (better === "more");
  return { text, tone: isSlight || better === undefined ? "none" : isGood ? "good" : "bad" };
}
