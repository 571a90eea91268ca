import { messageAt, nextFrom, readAs, readOrNull, type Stored, Unreadable } from "@acolhe/bus";
import { DeskError } from "@acolhe/chatwoot";
import { anyTurnOf, INBOUND, LogEvent, TURNS, Turn } from "@acolhe/events";
import type { MirrorDeps } from "./ports.ts";
import type { Handle } from "./record.ts";
import { type Item, itemsOf } from "./translate/items.ts";
import type { Addressee } from "./write/resolve-contact.ts";
import type { ConversationResolver } from "./write/resolve-conversation.ts";
import type { createShow } from "./write/show.ts";

/*
 * Brings one contact up to its last turn.
 * M1. The record says how far the desk is; what the broker delivers only wakes. So neither the order of deliveries nor
 *     their repeats matter, and order at the desk is the order of turns.
 * M2. An item counts as done when that is saved; an item done twice is found at the desk by its mark.
 * M3. What the desk refuses for good is left out and counted. Nothing else is.
 */

/** Turns with nothing to show are passed over again next time; saving that they were costs more, up to here. */
const PASSED_OVER_MAX = 16;

export function createAdvance(deps: MirrorDeps, resolver: ConversationResolver, show: ReturnType<typeof createShow>) {
  const { bus, log, metrics } = deps;

  return async (handle: Handle): Promise<void> => {
    for (let passedOver = 0; ; ) {
      const stored = await nextFrom(bus, TURNS.name, anyTurnOf(handle.ref), handle.record.turnSeq + 1);
      if (!stored) return passedOver >= PASSED_OVER_MAX ? handle.save() : undefined;
      const turn = await readable(stored);
      if (!turn) {
        handle.record = { ...handle.record, turnSeq: stored.seq, item: 0, writing: null };
        await handle.save();
        continue;
      }
      const event = await eventOf(turn);
      const whom = whomOf(turn, event);
      const items = itemsOf(turn, event);
      while (handle.record.item < items.length) {
        const item = items[handle.record.item]!;
        await doItem(handle, turn, stored.seq, item, whom);
        const isLast = handle.record.item === items.length - 1;
        const progress = isLast ? { turnSeq: stored.seq, item: 0 } : { item: handle.record.item + 1 };
        handle.record = { ...handle.record, ...progress, writing: null };
        await handle.save();
        if (isLast) break;
      }
      if (items.length > 0) passedOver = 0;
      else {
        passedOver += 1;
        handle.record = { ...handle.record, turnSeq: stored.seq, item: 0 };
      }
    }
  };

  /** Null: it cannot be read, and what comes after it must not wait for it. */
  async function readable(stored: Stored): Promise<Turn | null> {
    try {
      return readAs(Turn, TURNS.name, stored);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      await deps.leaveOut(error);
      return null;
    }
  }

  async function doItem(handle: Handle, turn: Turn, turnSeq: number, item: Item, whom: Addressee): Promise<void> {
    try {
      await show(handle, turn, turnSeq, item, whom);
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      if (error.kind === "gone" && handle.record.conversationId !== null) {
        await resolver.forget(handle);
        return show(handle, turn, turnSeq, item, whom);
      }
      if (error.kind !== "refuse") throw error;
      metrics.skipped.inc({ code: error.code });
      log.error({ err: error, turnSeq, item: item.kind }, error.sentence);
    }
  }

  /** Null when the log no longer keeps it. */
  async function eventOf(turn: Turn): Promise<LogEvent | null> {
    const stored = await messageAt(bus, INBOUND.name, turn.event.seq);
    return stored ? readOrNull(LogEvent, stored) : null;
  }
}

/** The contact's key says the phone, unless it began with a LID; then the address does, once it is one. */
function whomOf(turn: Turn, event: LogEvent | null): Addressee {
  const message = event?.type === "message-received" ? event : null;
  const digits = [turn.contact, message?.address ?? String(turn.state.address ?? "")].find((one) =>
    /^\d{5,20}$/.test(one),
  );
  return { name: message?.senderName, phone: digits ?? null };
}
