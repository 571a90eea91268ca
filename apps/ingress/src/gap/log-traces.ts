import { allSince, type Bus, readOrNull } from "@acolhe/bus";
import {
  Attempt,
  anyDeliveryOf,
  anyInboundOf,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  LogEvent,
  Outcome,
  parseStoredInbound,
  Receipt,
} from "@acolhe/events";
import { type Trace, traceOf, tracesOfOurs } from "./judge-chat.ts";
import { LOOK_BACK_MS } from "./limits.ts";

const NANOS_PER_MS = 1_000_000;

// Only what is judged here is read.
const Tried = Attempt.pick({ turnSeq: true, index: true, number: true, at: true });
const Sent = Outcome.pick({ turnSeq: true, index: true, attempt: true, status: true, at: true, messageId: true });
const Told = Receipt.pick({ kind: true, at: true, messageId: true });

/** The instant that the log goes back to, epoch ms: what a chat did before cannot be found in it. */
export async function loggedSince(bus: Bus, now: number): Promise<number> {
  const { config } = await bus.jsm.streams.info(INBOUND.name);
  return config.max_age === 0 ? 0 : now - config.max_age / NANOS_PER_MS + LOOK_BACK_MS;
}

/** What the log has of a contact from shortly before an instant on. */
export async function tracesSince(bus: Bus, ref: ConversationRef, lastActiveAt: number): Promise<Trace[]> {
  const from = new Date(lastActiveAt - LOOK_BACK_MS);
  const traces: Trace[] = [];
  const attempts = [];
  for await (const record of allSince(bus, INBOUND.name, anyInboundOf(ref), from)) {
    if (parseStoredInbound(record.subject)?.kind === "attempt") {
      attempts.push(readOrNull(Tried, record));
      continue;
    }
    const event = readOrNull(LogEvent, record);
    const trace = event && traceOf(event);
    if (trace) traces.push(trace);
  }
  const outcomes = [];
  const receipts = [];
  for await (const record of allSince(bus, DELIVERY.name, anyDeliveryOf(ref), from)) {
    if (record.subject.endsWith(".outcome")) outcomes.push(readOrNull(Sent, record));
    else if (record.subject.endsWith(".receipt")) receipts.push(readOrNull(Told, record));
  }
  const ours = {
    attempts: attempts.filter(isRead),
    outcomes: outcomes.filter(isRead),
    receipts: receipts.filter(isRead),
  };
  return [...traces, ...tracesOfOurs(ours)];
}

/** A record that cannot be read explains nothing. */
const isRead = <T>(value: T | null): value is T => value !== null;
