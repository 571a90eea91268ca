import { NEVER_SENT, type Notice, type Parcel, type Sink, type SinkState } from "./state.ts";

const RETRY_MS_MIN = 30_000;
const RETRY_MS_MAX = 15 * 60_000;
/** What could not be told for a day is old news; the alert itself is told again while it lasts. */
const GIVE_UP_MS = 24 * 3_600_000;
/** Of one sending. More at once means that everything is wrong, and the oldest say enough. */
const PER_SENDING_MAX = 50;
/** Waiting for all sinks together; a mail server that is away for long must not fill the row. */
const WAITING_MAX = 200;

/** One parcel of each notice for each sink; the oldest go where there are too many. */
export function addNotices(
  parcels: readonly Parcel[],
  notices: readonly Notice[],
  sinks: readonly Sink[],
): readonly Parcel[] {
  const added = notices.flatMap((notice) => sinks.map((sink) => ({ sink, notice, attempts: 0, nextAt: notice.at })));
  return [...parcels, ...added].slice(-WAITING_MAX);
}

/** What a sink is to send now, as one sending; empty: nothing, or not yet. */
export function duePieces(parcels: readonly Parcel[], sink: Sink, now: number): readonly Parcel[] {
  return parcels.filter((parcel) => parcel.sink === sink && parcel.nextAt <= now).slice(0, PER_SENDING_MAX);
}

/** After a sending that arrived. */
export function afterSent(parcels: readonly Parcel[], sent: readonly Parcel[]): readonly Parcel[] {
  return parcels.filter((parcel) => !sent.includes(parcel));
}

/** After one that did not: once more later, ever later; what is too old goes. */
export function afterFailed(parcels: readonly Parcel[], failed: readonly Parcel[], now: number): readonly Parcel[] {
  return parcels.flatMap((parcel) => {
    if (!failed.includes(parcel)) return [parcel];
    if (now - parcel.notice.at >= GIVE_UP_MS) return [];
    const waitMs = Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** parcel.attempts);
    return [{ ...parcel, attempts: parcel.attempts + 1, nextAt: now + waitMs }];
  });
}

/** What is not sent by a sink that no longer exists. */
export const ofSinks = (parcels: readonly Parcel[], sinks: readonly Sink[]): readonly Parcel[] =>
  parcels.filter(({ sink }) => sinks.includes(sink));

export const sinkAfter = (before: SinkState | undefined, now: number, reason: string | null): SinkState =>
  reason === null
    ? { ...(before ?? NEVER_SENT), sentAt: now, reason: null }
    : { ...(before ?? NEVER_SENT), failedAt: now, reason };
