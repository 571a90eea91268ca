import type { Broker } from "@acolhe/bus";
import { openMs } from "@acolhe/conversation";
import {
  type Database,
  type StandingGroup,
  standingConversations,
  waitingDangers,
  waitingForPeople,
} from "@acolhe/database";
import { createClinicHours, type HoursOf, readStatus, type Status } from "@acolhe/status";
import { atMost } from "../at-most.ts";
import { SYSTEM_KEPT_MS, SYSTEM_READ_MS_MAX } from "../limits.ts";

/** Who waits, and what stands still, by the read side. Times in ms. */
export interface People {
  readonly parked: number;
  readonly parkedSince: number | null;
  readonly groups: readonly StandingGroup[];
  readonly waiting: number;
  /** The longest wait for a person, of opening hours. */
  readonly waitingOpenMs: number;
  readonly dangers: number;
  /** The longest wait of a danger, of all hours. */
  readonly dangerMs: number;
  /** The turns that called a person to one of them, the oldest first. */
  readonly dangerCalls: readonly number[];
}

/** Null: the broker or the database did not answer. */
export interface SystemState {
  readonly at: number;
  readonly status: Status | null;
  readonly people: People | null;
}

export interface System {
  read(): Promise<SystemState>;
  /** What came of it; null where it failed, or took longer than the page and a scrape have. */
  inTime<T>(work: Promise<T>): Promise<T | null>;
}

/**
 * How the installation stands, for the page, for metrics and for alerts. Read once for all that ask within some seconds,
 * and never for longer than a scrape may take.
 */
export function createSystem(deps: {
  broker: Broker;
  db: Database;
  /** The HTTP address of each service, by name. */
  apps: Readonly<Record<string, string>>;
  now: () => number;
  onError: (error: unknown) => void;
}): System {
  const { broker, db, apps, now } = deps;
  let kept: { readonly from: number; readonly state: Promise<SystemState> } | undefined;
  let hoursOf: HoursOf | undefined;
  broker.whenFirstConnected((bus) => {
    hoursOf = createClinicHours(bus);
  });

  const inTime = <T>(work: Promise<T>): Promise<T | null> =>
    atMost(
      SYSTEM_READ_MS_MAX,
      work.catch((error) => {
        deps.onError(error);
        return null;
      }),
    );

  async function read(): Promise<SystemState> {
    const { bus } = broker;
    const [status, people] = await Promise.all([
      bus && broker.connected ? inTime(readStatus(bus, apps)) : null,
      inTime(readPeople(db, hoursOf, now())),
    ]);
    return { at: now(), status, people };
  }

  return {
    inTime,
    read() {
      if (!kept || now() - kept.from >= SYSTEM_KEPT_MS) kept = { from: now(), state: read() };
      return kept.state;
    },
  };
}

async function readPeople(db: Database, hoursOf: HoursOf | undefined, now: number): Promise<People> {
  const [groups, waits, calls] = await Promise.all([
    standingConversations(db),
    waitingForPeople(db),
    waitingDangers(db),
  ]);
  const since = waits.waitingSince === null ? now : Date.parse(waits.waitingSince);
  // Where the hours cannot be known, every hour counts: an alarm too many is better than none.
  const hours = hoursOf ? await hoursOf(waits.flowVersion ?? "").catch(() => null) : null;
  const parkedAt = groups.flatMap(({ parkedSince }) => (parkedSince === null ? [] : [Date.parse(parkedSince)]));
  return {
    groups,
    parked: groups.reduce((sum, { parked }) => sum + parked, 0),
    parkedSince: parkedAt.length === 0 ? null : Math.min(...parkedAt),
    waiting: waits.waiting,
    waitingOpenMs: hours === null ? now - since : openMs(hours, since, now),
    dangers: waits.dangers,
    dangerMs: waits.dangerSince === null ? 0 : Math.max(0, now - Date.parse(waits.dangerSince)),
    dangerCalls: calls.map(({ turnSeq }) => turnSeq),
  };
}
