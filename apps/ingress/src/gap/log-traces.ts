import { allSince, type Bus } from "@acolhe/bus";
import { anyDeliveryOf, type ConversationRef, LogEvent, Outcome, Receipt } from "@acolhe/events";
import { type Trace, traceOf, tracesOfOurs } from "./judge-chat.ts";
import { LOOK_BACK_MS } from "./limits.ts";

// Only what is judged here is read.
const Sent = Outcome.pick({ status: true, at: true, messageId: true, settledAs: true });
const Told = Receipt.pick({ kind: true, at: true, messageId: true });

/** What the log has of a contact from shortly before an instant on. */
export async function tracesSince(bus: Bus, ref: ConversationRef, lastActiveAt: number): Promise<Trace[]> {
  const from = new Date(lastActiveAt - LOOK_BACK_MS);
  const traces: Trace[] = [];
  for await (const record of allSince(bus, "INBOUND", `inbound.*.${ref.channel}.${ref.contact}.>`, from)) {
    const event = LogEvent.safeParse(jsonOf(record)).data;
    const trace = event && traceOf(event);
    if (trace) traces.push(trace);
  }
  const outcomes = [];
  const receipts = [];
  for await (const record of allSince(bus, "DELIVERY", anyDeliveryOf(ref), from)) {
    const json = jsonOf(record);
    if (record.subject.endsWith(".outcome")) outcomes.push(Sent.safeParse(json).data);
    else if (record.subject.endsWith(".receipt")) receipts.push(Told.safeParse(json).data);
  }
  return [...traces, ...tracesOfOurs(outcomes.filter(isRead), receipts.filter(isRead))];
}

const isRead = <T>(value: T | undefined): value is T => value !== undefined;

/** A record that is no JSON explains nothing. */
function jsonOf(record: { json(): unknown }): unknown {
  try {
    return record.json();
  } catch {
    return undefined;
  }
}
