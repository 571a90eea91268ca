import { type Bus, type Delivery, type Pump, publish, readOrNull, startPump } from "@acolhe/bus";
import { eventSubject, type InboundEvent, stableId, TURNS, Turn } from "@acolhe/events";
import { createFairShare, inStep, type Logger, TRACE_HEADER } from "@acolhe/runtime";
import { z } from "zod";

/*
 * What the conversation waits for and a turn has no time for: turns that ask are found in the log, and each request is
 * answered with an event. One answer for a request, whichever process gives it: its id follows from turn and place. A contact has
 * one place at a time, so that what one asks for slowly keeps no other waiting.
 */

/** Of one contact, under way or waiting for its place; what it asks for beyond is answered with "failed" at once. */
const IN_HAND_PER_CONTACT = 4;

export type Lookup = Extract<Turn["commands"][number], { type: "lookup" }>;
export type Found = Pick<Extract<InboundEvent, { type: "lookup-answered" }>, "result" | "values">;

/** A command of a turn of which only this much is known. */
export interface PerhapsLookup {
  readonly type: string;
  readonly what?: unknown;
}

export interface AsyncLookup {
  readonly bus: Bus;
  readonly log: Logger;
  readonly ackWaitMs: number;
  readonly clock: () => number;
  readonly name: "lookup" | "opinion" | "transcription";
  readonly durable: string;
  /** Requests under way at once, in each process. */
  readonly slots: number;
  /** What the log says when an answer could not be handed on. */
  readonly complaint: string;
  readonly isAsked: (command: PerhapsLookup) => command is Lookup;
  /** Whether the conversation still waits for an answer. */
  readonly isWaitedFor: (turn: Turn, lookup: Lookup, delivery: Delivery) => boolean;
  readonly answer: (turn: Turn, lookup: Lookup) => Promise<Found>;
}

/** Start as many of these as you like, in as many processes. */
export function startAsyncLookup(work: AsyncLookup): Pump {
  const { bus, log, clock, name, isAsked } = work;
  const inHandMax = IN_HAND_PER_CONTACT * work.slots;
  const share = createFairShare({
    ...{ places: work.slots, placesPerKey: 1 },
    ...{ inHandPerKey: IN_HAND_PER_CONTACT, inHandMax },
  });
  return startPump(bus, {
    stream: TURNS.name,
    durable: work.durable,
    slots: inHandMax,
    ackWaitMs: work.ackWaitMs,
    async handle(delivery) {
      await answerAll(delivery);
      delivery.ack();
    },
    onError(error, { seq }) {
      log.warn({ err: error, seq }, work.complaint);
    },
  });

  async function answerAll(delivery: Delivery): Promise<void> {
    const body = readOrNull(AsksPerhaps, delivery);
    if (!body?.commands.some(isAsked)) return;
    const turn = readOrNull(Turn, delivery);
    if (!turn) return log.error({ seq: delivery.seq }, "a turn does not fit its schema");
    for (const [index, command] of turn.commands.entries()) {
      if (!isAsked(command) || !work.isWaitedFor(turn, command, delivery)) continue;
      await inStep(name, { kind: "client", parent: delivery.header(TRACE_HEADER) }, async ({ traceparent }) => {
        const id = stableId(`${name}-answer`, delivery.seq, index);
        // Others may have been in front of it until nothing waits for it any more.
        const answering = share.run(`${turn.channel}.${turn.contact}`, async () =>
          work.isWaitedFor(turn, command, delivery) ? await work.answer(turn, command) : null,
        );
        const found = answering === null ? { result: "failed" as const, values: {} } : await answering;
        if (found === null) return;
        const at = clock();
        const { channel, contact } = turn;
        const event: InboundEvent = {
          ...{ type: "lookup-answered", channel, contact, id, at, receivedAt: at, requestId: command.requestId },
          ...found,
        };
        await publish(bus, eventSubject(turn), event, { id, headers: { [TRACE_HEADER]: traceparent } });
      });
    }
  }
}

/**
 * For work outside that is done at most once for a request, and not when nothing waits for it any more. A request that comes
 * a second time was perhaps under way in a process that died.
 *
 * @param refused told why an answer is not sought
 */
export function onceInTime(
  { clock, waitMs }: { readonly clock: () => number; readonly waitMs: number },
  refused: (why: "delivered-again" | "not-waited-for") => void,
): AsyncLookup["isWaitedFor"] {
  return (turn, _lookup, { deliveryCount }) => {
    if (deliveryCount === 1 && clock() < turn.facts.now + waitMs) return true;
    refused(deliveryCount > 1 ? "delivered-again" : "not-waited-for");
    return false;
  };
}

/** Told without reading the whole turn: nearly all turns ask for nothing. */
const AsksPerhaps = z.object({ commands: z.array(z.object({ type: z.string(), what: z.unknown().optional() })) });
