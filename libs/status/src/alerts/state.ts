import { z } from "zod";
import { CanaryRun } from "../canary.ts";
import { ALERT_CODES, type AlertCode } from "./rules.ts";

const ms = z.number().int();

/** Something is wrong, as it was seen now. Nothing in it is of a person. */
export interface Condition {
  readonly code: AlertCode;
  /** Which one: a number's name, a service, a call's turn. Null where there is only one. */
  readonly subject: string | null;
  /** How much there is of it. More than before is told, even where the alert was acknowledged. */
  readonly count: number;
}

/** A condition and what was told of it. */
export const Alert = z.object({
  key: z.string(),
  code: z.enum(ALERT_CODES),
  subject: z.string().nullable(),
  count: z.int(),
  /** When it was seen first. */
  since: ms,
  /** When people were told first; null: it has not held long enough. */
  firedAt: ms.nullable(),
  /** How often they were told since. */
  told: z.int(),
  /** When they are told next; null: not before it is over or grows. */
  nextAt: ms.nullable(),
  /** Since when it is no longer seen; null: it is. */
  goneSince: ms.nullable(),
  acknowledged: z.object({ by: z.string(), at: ms }).nullable(),
});
export type Alert = z.infer<typeof Alert>;

export const SINKS = ["mail", "webhook"] as const;
export type Sink = (typeof SINKS)[number];

/** One thing to tell. */
export const Notice = z.object({
  id: z.string(),
  kind: z.enum(["began", "goes-on", "grew", "over", "test"]),
  at: ms,
  /** Null in a test. */
  code: z.enum(ALERT_CODES).nullable(),
  subject: z.string().nullable(),
  count: z.int(),
  since: ms,
});
export type Notice = z.infer<typeof Notice>;

/** A notice on its way by one sink. */
export const Parcel = z.object({ sink: z.enum(SINKS), notice: Notice, attempts: z.int(), nextAt: ms });
export type Parcel = z.infer<typeof Parcel>;

/** How sending by one sink went last. */
const SinkState = z.object({ sentAt: ms.nullable(), failedAt: ms.nullable(), reason: z.string().nullable() });
export type SinkState = z.infer<typeof SinkState>;
export const NEVER_SENT: SinkState = { sentAt: null, failedAt: null, reason: null };

/** All that alerts remember between two looks, and across restarts. */
export const AlertState = z.object({
  alerts: z.array(Alert).default([]),
  parcels: z.array(Parcel).default([]),
  sinks: z.partialRecord(z.enum(SINKS), SinkState).default({}),
  canary: z.array(CanaryRun).default([]),
});
export type AlertState = z.infer<typeof AlertState>;

export const keyOf = ({ code, subject }: Pick<Condition, "code" | "subject">): string =>
  subject === null ? code : `${code}:${subject}`;
