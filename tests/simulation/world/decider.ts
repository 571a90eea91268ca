import { type CoreBus, isBrokerTrouble, lastOf, publish, SequenceConflict, sleep } from "@acolhe/bus";
import { initialState } from "@acolhe/conversation";
import {
  anyTurnOf,
  type Command,
  type ConversationRef,
  INBOUND,
  isSend,
  TURNS,
  Turn,
  turnSubject,
} from "@acolhe/events";
import type { Deed } from "./plan.ts";

export const BROADCAST_RULE = "broadcast";
const VALID_MS = 10 * 60_000;
const AGAIN_MS = 50;

/**
 * Writes turns that no rule of the flow makes, in lanes that none uses yet, as the worker would: by compare-and-set, with
 * the chain of turns kept right.
 */
export async function decideBroadcast(
  bus: CoreBus,
  options: {
    ref: ConversationRef;
    partition: number;
    deed: Extract<Deed, { kind: "broadcasts" }> | { readonly kind: "unreadable-turn" };
    id: string;
  },
): Promise<void> {
  const { ref, deed, id } = options;
  for (;;) {
    try {
      const last = await lastOf(bus, TURNS.name, anyTurnOf(ref));
      const before = last ? Turn.safeParse(last.json()).data : undefined;
      // Behind an unreadable turn the chain is the worker's to mend.
      if (last && !before) return;
      // A turn comes from a record of the log that stays, which a schedule does not.
      const event = await lastOf(bus, INBOUND.name, "inbound.>");
      // There is none yet, or it is the log's first and the contact's own, which its first turn would count as covered.
      if (!event || (event.seq === 1 && event.subject.includes(`.${ref.contact}.`))) return;
      const turn = turnOf({
        ...options,
        before,
        turnSeq: last?.seq ?? 0,
        eventSeq: event.seq,
        now: bus.host.now(),
      });
      const body = deed.kind === "unreadable-turn" ? { ...turn, version: 0 } : turn;
      await publish(bus, turnSubject(ref, turn.lane), body, {
        id,
        expect: { seq: turn.previousTurnSeq, subject: anyTurnOf(ref) },
      });
      return;
    } catch (error) {
      if (error instanceof SequenceConflict) continue;
      if (!isBrokerTrouble(error)) throw error;
      await sleep(bus.host, AGAIN_MS);
    }
  }
}

function turnOf(options: {
  ref: ConversationRef;
  partition: number;
  deed: Extract<Deed, { kind: "broadcasts" }> | { readonly kind: "unreadable-turn" };
  id: string;
  before: Turn | undefined;
  turnSeq: number;
  eventSeq: number;
  now: number;
}): Turn {
  const { ref, partition, deed, id, before, turnSeq, eventSeq, now } = options;
  const lanes = before?.lanes ?? { reply: 0, proactive: 0, bulk: 0 };
  const own =
    before && before.lane !== "quiet" && before.commands.some(isSend) ? { ...lanes, [before.lane]: turnSeq } : lanes;
  const lane = deed.kind === "broadcasts" ? deed.lane : "reply";
  return {
    version: 1,
    ...ref,
    lane,
    outcome: "advanced",
    event: { id, type: "broadcast", seq: eventSeq, partition, at: now, receivedAt: now },
    coveredSeq: before?.coveredSeq ?? 1,
    previousTurnSeq: turnSeq,
    predecessorSeq: own[lane],
    rule: BROADCAST_RULE,
    versions: { engine: "simulation", flow: "simulation" },
    facts: { now },
    state: before?.state ?? { ...initialState(now) },
    lanes: own,
    commands: commandsOf(ref, deed, id, now),
  };
}

function commandsOf(
  ref: ConversationRef,
  deed: Parameters<typeof turnOf>[0]["deed"],
  id: string,
  now: number,
): Command[] {
  if (deed.kind === "unreadable-turn") return commandsOf(ref, UNREADABLE, id, now);
  const { texts, buttons, repeatable, author } = deed;
  const send = { to: ref.contact, author, repeatable, validUntil: now + VALID_MS };
  return Array.from({ length: texts }, (_, place): Command => {
    const text = `${id} ${place}`;
    return buttons && place === 0
      ? { type: "send-buttons", ...send, text, buttons: [{ id: "yes", label: "Sim" }] }
      : { type: "send-text", ...send, text };
  });
}

const UNREADABLE: Extract<Deed, { kind: "broadcasts" }> = {
  ...{ kind: "broadcasts", lane: "reply", texts: 1, buttons: false, repeatable: false, author: "bot" },
};
