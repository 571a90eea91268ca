import { type Bus, readStream } from "@acolhe/bus";
import { anyDeliveryOf, anyInboundOf, anyTurnOf, type ConversationRef, DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import { byTime, type LogItem } from "./log-item.ts";
import { parseItem } from "./parse-item.ts";

/** Everything the log holds of a contact, in the order of time. */
export async function readContact(bus: Bus, ref: ConversationRef): Promise<LogItem[]> {
  const parts = await Promise.all([
    readAll(bus, INBOUND.name, anyInboundOf(ref)),
    readAll(bus, TURNS.name, anyTurnOf(ref)),
    readAll(bus, DELIVERY.name, anyDeliveryOf(ref)),
  ]);
  return parts.flat().sort(byTime);
}

async function readAll(bus: Bus, stream: string, subject: string): Promise<LogItem[]> {
  const items: LogItem[] = [];
  for await (const message of readStream(bus, stream, { subject })) {
    const item = parseItem(stream as LogItem["stream"], message);
    if (item) items.push(item);
  }
  return items;
}
