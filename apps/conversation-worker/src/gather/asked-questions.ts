import { type CoreBus, firstSince, messageAt, readOrNull, readStream } from "@acolhe/bus";
import { askedBy } from "@acolhe/conversation";
import {
  type AskedQuestion,
  type ConversationRef,
  DELIVERY,
  Outcome,
  outcomeSubject,
  TURNS,
  Turn,
} from "@acolhe/events";

/** An older question is of a matter that is over, and its answer is read as any message is. */
const LOOK_BACK_MS = 7 * 24 * 3600_000;

// Only what is compared here is read.
const Sent = Outcome.pick({ turnSeq: true, index: true, messageId: true });

export type AskedQuestions = (ref: ConversationRef, messageId: string) => Promise<AskedQuestion | undefined>;

/** Finds by the gateway's id of a message which question it put. Undefined: none, none of ours, or one of long ago. */
export function createAskedQuestions(bus: CoreBus, clock: () => number): AskedQuestions {
  return async (ref, messageId) => {
    const since = new Date(clock() - LOOK_BACK_MS);
    let sent: { turnSeq: number; index: number } | undefined;
    const subject = outcomeSubject(ref);
    const first = await firstSince(bus, DELIVERY.name, subject, since);
    if (!first) return undefined;
    for await (const stored of readStream(bus, DELIVERY.name, { subject, from: first.seq })) {
      const outcome = readOrNull(Sent, stored);
      if (outcome?.messageId === messageId) sent = outcome;
    }
    const stored = sent && (await messageAt(bus, TURNS.name, sent.turnSeq));
    const turn = stored ? readOrNull(Turn, stored) : null;
    const asked = turn && askedBy(turn);
    return asked && asked.index === sent?.index ? asked.question : undefined;
  };
}
