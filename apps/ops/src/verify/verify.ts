import { type Bus, readStream } from "@acolhe/bus";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import { parseItem } from "../log/parse-item.ts";
import { createFenceCheck } from "./check-fence.ts";
import { createOutcomesCheck } from "./check-outcomes.ts";
import { createTurnsCheck } from "./check-turns.ts";
import type { Violation } from "./violation.ts";

export interface Verified {
  /** Records read. */
  readonly records: number;
  readonly unreadable: number;
  readonly violations: readonly Violation[];
}

/** `….main.5511….` of a subject: whose it is. */
const keyOf = (subject: string, from: number) =>
  subject
    .split(".")
    .slice(from, from + 2)
    .join(".");

/** Checks W1, S1, S2 and S3 over all that the log holds. */
export async function verify(bus: Bus, onProgress: (records: number) => void): Promise<Verified> {
  const turns = createTurnsCheck();
  const fence = createFenceCheck(turns.notes);
  const outcomes = createOutcomesCheck();
  let [records, unreadable] = [0, 0];
  const items = async function* (stream: "INBOUND" | "TURNS" | "DELIVERY") {
    for await (const message of readStream(bus, stream)) {
      records += 1;
      if (records % PROGRESS_EVERY === 0) onProgress(records);
      const item = parseItem(stream, message);
      if (item?.kind === "unreadable") unreadable += 1;
      if (item) yield { item, subject: message.subject };
    }
  };
  for await (const { item } of items(TURNS.name as "TURNS")) if (item.kind === "turn") turns.see(item.seq, item.turn);
  for await (const { item, subject } of items(INBOUND.name as "INBOUND")) {
    if (item.kind === "control") fence.seeControl(keyOf(subject, 2), item.seq, item.event);
    if (item.kind === "attempt") fence.seeAttempt(keyOf(subject, 2), item.seq, item.attempt);
  }
  for await (const { item, subject } of items(DELIVERY.name as "DELIVERY"))
    if (item.kind === "outcome") outcomes.see(keyOf(subject, 1), item.seq, item.outcome);
  return { records, unreadable, violations: [...turns.violations, ...fence.violations, ...outcomes.violations] };
}
const PROGRESS_EVERY = 10_000;
