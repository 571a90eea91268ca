import { type Bus, firstSince, lastOf, lastSeqOf, readOrNull } from "@acolhe/bus";
import { INBOUND, TURNS, Turn } from "@acolhe/events";
import type { ShadowBegun } from "./begun.ts";

export type ShadowSpan = Pick<ShadowBegun, "from" | "to" | "turnsFrom" | "turnsTo">;

/**
 * The events since an instant, up to the newest that is decided, with the part of TURNS that holds their decisions.
 * Null: there are none.
 */
export async function spanSince(bus: Bus, since: number): Promise<ShadowSpan | null> {
  const [event, turn, newest] = await Promise.all([
    firstSince(bus, INBOUND.name, "inbound.>", new Date(since)),
    firstSince(bus, TURNS.name, "turn.>", new Date(since)),
    lastOf(bus, TURNS.name, "turn.>"),
  ]);
  const to = newest && readOrNull(Turn, newest)?.event.seq;
  if (!event || !turn || !to || to < event.seq) return null;
  return { from: event.seq, to, turnsFrom: turn.seq, turnsTo: await lastSeqOf(bus, TURNS.name) };
}
