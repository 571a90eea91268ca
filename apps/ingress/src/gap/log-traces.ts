import { allSince, type Bus, readOrNull } from "@acolhe/bus";
import {
  anyDeliveryOf,
  anyInboundOf,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  LogEvent,
  Outcome,
  Receipt,
} from "@acolhe/events";
import { type Trace, traceOf, tracesOfOurs } from "./judge-chat.ts";
import { LOOK_BACK_MS } from "./limits.ts";

// Only what is judged here is read.
const Sent = Outcome.pick({ status: true, at: true, messageId: true, settledAs: true });
const Told = Receipt.pick({ kind: true, at: true, messageId: true });

/** What the log has of a contact from shortly before an instant on. */
export async function tracesSince(bus: Bus, ref: ConversationRef, lastActiveAt: number): Promise<Trace[]> {
  const from = new Date(lastActiveAt - LOOK_BACK_MS);
  const traces: Trace[] = [];
  for await (const record of allSince(bus, INBOUND.name, anyInboundOf(ref), from)) {
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
  return [...traces, ...tracesOfOurs(outcomes.filter(isRead), receipts.filter(isRead))];
}

/** A record that cannot be read explains nothing. */
const isRead = <T>(value: T | null): value is T => value !== null;
