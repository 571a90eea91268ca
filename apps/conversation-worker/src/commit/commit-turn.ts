import { type CoreBus, publish } from "@acolhe/bus";
import { anyTurnOf, Command, type ConversationRef, hide, subjectOfTurn, type Turn } from "@acolhe/events";

/** What a publish needs besides the body. */
export interface Trace {
  /**
   * Part of every turn's id: after a refusal the last turn is taken for ours only if this very worker wrote it, because
   * another worker's turn for the same event holds another clock reading.
   */
  readonly worker: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A command the gateway would refuse, or cut: too long a text, too many buttons. */
class UnfitCommand extends Error {
  override readonly name = "UnfitCommand";
}

/**
 * D3, W1: the turn is one record, written only if no other was written since `previousTurnSeq`. It holds nothing that a
 * sender could not read or send: its event parks instead (D7).
 *
 * @param identifiers what it is stored without; undefined: as it is
 * @throws SequenceConflict when this worker's picture of the conversation is stale
 * @throws UnfitCommand when a command exceeds the gateway's limits
 */
export async function commitTurn(
  bus: CoreBus,
  ref: ConversationRef,
  turn: Turn,
  trace: Trace,
  identifiers?: readonly string[],
): Promise<number> {
  for (const command of turn.commands) {
    const read = Command.safeParse(command);
    if (!read.success) throw new UnfitCommand(`${command.type} of the rule ${turn.rule}`, { cause: read.error });
  }
  const hidden = identifiers === undefined ? { turn, values: [] } : hide(turn, identifiers);
  const day = new Date(turn.facts.now).toISOString().slice(0, 10);
  const { seq } = await publish(bus, subjectOfTurn(turn), hidden.turn, {
    // One event may park its contact twice, hence the place in the chain.
    id: `turn:${ref.channel}:${ref.contact}:${turn.previousTurnSeq}:${turn.event.seq}:${turn.outcome}:${trace.worker}`,
    expect: { seq: turn.previousTurnSeq, subject: anyTurnOf(ref) },
    headers: trace.headers,
    hiding: { values: hidden.values, key: `${day}.${trace.worker}` },
  });
  return seq;
}
