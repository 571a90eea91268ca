import {
  type AlertCode,
  type CanaryRun,
  type Condition,
  failingCanaries,
  type Seen,
  type Status,
  verdictsOf,
} from "@acolhe/status";
import type { People, SystemState } from "../system/system.ts";

export interface Promises {
  /** How long a patient may wait for a person, ms of opening hours; 0: for ever. */
  readonly waitingMsMax: number;
}

const OF_LOG = [
  "number-disconnected",
  "service-down",
  "dead-letters",
  "spool-unknown",
] as const satisfies readonly AlertCode[];
const OF_PEOPLE = ["danger-waiting", "patient-waiting", "conversations-parked"] as const satisfies readonly AlertCode[];

/** What is wrong, as the installation stands. Pure; no person is in it. */
export function conditionsOf(
  { at, status, people }: SystemState,
  promises: Promises,
  canary: readonly CanaryRun[] = [],
): Seen {
  const unknown = new Set<AlertCode>([...(status ? [] : OF_LOG), ...(people ? [] : OF_PEOPLE)]);
  const conditions = [
    ...(status ? ofLog(status, at) : [one("server-away", "NATS")]),
    ...(people ? ofPeople(people, promises) : [one("server-away", "PostgreSQL")]),
    ...failingCanaries(canary).map((channel) => one("canary-late", channel)),
  ];
  return { conditions, unknown };
}

const one = (code: AlertCode, subject: string | null = null, count = 1): Condition => ({ code, subject, count });

function ofLog(status: Status, at: number): Condition[] {
  const verdicts = verdictsOf(status, at);
  return [
    ...status.channels.filter(({ connected }) => connected === false).map(({ id }) => one("number-disconnected", id)),
    ...verdicts.filter(({ about, ok }) => about === "process" && !ok).map(({ name }) => one("service-down", name)),
    ...(status.deadLetters === 0 ? [] : [one("dead-letters", null, status.deadLetters)]),
    ...(status.unknownSpools === 0 ? [] : [one("spool-unknown", null, status.unknownSpools)]),
  ];
}

function ofPeople({ parked, waitingOpenMs, dangerCalls }: People, { waitingMsMax }: Promises): Condition[] {
  const waitsTooLong = waitingMsMax > 0 && waitingOpenMs >= waitingMsMax;
  return [
    ...dangerCalls.map((turnSeq) => one("danger-waiting", String(turnSeq))),
    ...(waitsTooLong ? [one("patient-waiting")] : []),
    ...(parked === 0 ? [] : [one("conversations-parked", null, parked)]),
  ];
}
