import { type CoreBus, publish } from "@acolhe/bus";
import { type ConversationRef, eventSubject, type InboundEvent, type Outcome, stableId } from "@acolhe/events";
import { TRACE_HEADER } from "@acolhe/runtime";
import { outcomesSince } from "../ledger/records.ts";

export const contextHeaders = (traceparent: string | undefined): Record<string, string> =>
  traceparent ? { [TRACE_HEADER]: traceparent } : {};

/** Why a reply did not leave: the number was off line, or its queue too long, until it would no longer have helped. */
export const EXPIRED = "expired";

/** How the conversation is told of it; null for what it need not know. Only a reply's end leaves a patient waiting. */
function toldAs({ status, settledAs, lane, code }: Outcome): Pick<Told, "as" | "code"> | null {
  if (status === "expired") return lane === "reply" ? { as: "failed", code: EXPIRED } : null;
  const as = status === "failed" ? status : settledAs && settledAs !== "sent" ? settledAs : null;
  return as && { as, ...(code ? { code } : {}) };
}

/**
 * Tells the conversation what the log says of its sends since an instant, of one turn or of all. Only what is recorded is
 * told, so that no replica reports what another one has decided otherwise. Safe to repeat, as a crash between the
 * record and this asks for.
 */
export async function tellRecorded(
  bus: CoreBus,
  ref: ConversationRef,
  about: { from: Date; turnSeq?: number },
  traceparent?: string,
): Promise<void> {
  for (const outcome of await outcomesSince(bus, ref, about.from)) {
    const told = toldAs(outcome);
    const { turnSeq, index, attempt } = outcome;
    if (!told || (about.turnSeq !== undefined && about.turnSeq !== turnSeq)) continue;
    await tellConversation(bus, ref, { turnSeq, index, attempt, ...told }, traceparent);
  }
}

interface Told {
  readonly turnSeq: number;
  readonly index: number;
  /** What an operator has tried once more, and fails again, is told again. 0: none was made. */
  readonly attempt: number;
  readonly as: "sent-once-more" | "given-to-person" | "failed";
  readonly code?: string;
}

/** Tells the conversation how a send ended that it must know about. Safe to repeat. */
export async function tellConversation(
  bus: CoreBus,
  ref: ConversationRef,
  { attempt, ...fact }: Told,
  traceparent?: string,
): Promise<void> {
  // What expires does so with all that is left of its turn, and one call of a person is enough.
  const which = fact.code === EXPIRED ? EXPIRED : fact.index;
  const again = attempt > 1 ? [attempt] : [];
  const id = stableId("outcome-settled", ref.channel, ref.contact, fact.turnSeq, which, fact.as, ...again);
  const at = bus.host.now();
  const event: InboundEvent = { type: "outcome-settled", ...ref, id, at, receivedAt: at, ...fact };
  await publish(bus, eventSubject(ref), event, { id, headers: contextHeaders(traceparent) });
}
