import { type Bus, countBelow, firstSince, lastSeqOf, nextFrom, objectNames, objectStream } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import { countAged, ROW_RULES } from "@acolhe/database/retention";
import { DELIVERY, INBOUND, MEDIA, SECRETS_BUCKET, TURNS } from "@acolhe/events";
import { countConversations } from "./conversations.ts";
import { cutoffOf, instant, type Periods } from "./periods.ts";

/** What a rule would delete in one place. */
export interface Forecast {
  readonly rule: string;
  readonly where: string;
  readonly days: number;
  readonly count: number;
  /** The oldest record there; null where there is none. */
  readonly oldest: string | null;
}

/** How long the broker itself keeps what it deletes by age, days; 0: for ever. */
export interface BrokerPeriods {
  readonly events: number;
  readonly media: number;
  readonly identifiers: number;
}

/** What each rule would delete now. Nothing is changed. */
export async function forecast(deps: {
  bus: Bus;
  db: Database;
  periods: Periods;
  broker: BrokerPeriods;
  now: number;
}): Promise<Forecast[]> {
  const { bus, db, periods, broker, now } = deps;
  const found: Forecast[] = [];
  for (const [rule, stream, subject] of [
    ["events", INBOUND.name, "inbound.>"],
    ["media", objectStream(MEDIA.name), objectNames(MEDIA.name)],
    ["identifiers", `KV_${SECRETS_BUCKET}`, `$KV.${SECRETS_BUCKET}.>`],
  ] as const) {
    const days = broker[rule];
    const cutoff = cutoffOf(days, now);
    const count = cutoff === null ? 0 : await countBefore(bus, stream, subject, cutoff);
    found.push({ rule, where: stream, days, count, oldest: await oldestOf(bus, stream, subject) });
  }
  for (const rule of ROW_RULES) {
    const days = periods[rule];
    const cutoffMs = cutoffOf(days, now);
    if (cutoffMs === null) continue;
    if (rule === "words") {
      const log = await countConversations(bus, { cutoffMs, now });
      for (const [where, count, subject] of [
        [TURNS.name, log.turns, "turn.>"],
        [DELIVERY.name, log.delivery, "delivery.>"],
      ] as const)
        found.push({ rule, where, days, count, oldest: await oldestOf(bus, where, subject) });
      found.push({ rule, where: "conversations gone", days, count: log.gone, oldest: null });
      found.push({ rule, where: "conversations reduced", days, count: log.reduced, oldest: null });
    }
    for (const { table, count, oldest } of await countAged(db, rule, instant(cutoffMs)))
      found.push({ rule, where: table, days, count, oldest });
  }
  return found;
}

async function countBefore(bus: Bus, stream: string, subject: string, cutoffMs: number): Promise<number> {
  const kept = await firstSince(bus, stream, subject, new Date(cutoffMs));
  return countBelow(bus, stream, subject, kept?.seq ?? (await lastSeqOf(bus, stream)) + 1);
}

async function oldestOf(bus: Bus, stream: string, subject: string): Promise<string | null> {
  const oldest = await nextFrom(bus, stream, subject, 1);
  return oldest && instant(oldest.timeMs);
}
