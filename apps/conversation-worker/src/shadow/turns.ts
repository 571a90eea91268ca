import { type Bus, lastOf, messageAt, publish, readOrNull, readStream } from "@acolhe/bus";
import { anyTurnOf, type ConversationRef, SHADOW, shadowPrefix, TURNS, Turn, turnSubject } from "@acolhe/events";

/** Up to which event of INBOUND a shadow was when it wrote a turn. */
const FED_HEADER = "Acolhe-Fed";
/** Sequence in TURNS of the decision that the log has of the same event; 0: none. */
const RECORDED_HEADER = "Acolhe-Recorded";
/** A copy of where a conversation stood before the span. */
const SEED_HEADER = "Acolhe-Seed";

export interface ShadowTurn {
  readonly seq: number;
  readonly turn: Turn;
  readonly fed: number;
  readonly recorded: number;
  readonly isSeed: boolean;
}

export const turnHeaders = (fed: number, recorded: number) => ({
  [FED_HEADER]: String(fed),
  [RECORDED_HEADER]: String(recorded),
});

/** All that a shadow has decided so far, in order, with the copies it began with. */
export async function* readShadowTurns(bus: Bus, name: string): AsyncGenerator<ShadowTurn> {
  for await (const stored of readStream(bus, SHADOW.name, { subject: `${shadowPrefix(name)}turn.>` })) {
    const turn = readOrNull(Turn, stored);
    if (!turn) continue;
    yield {
      ...{ seq: stored.seq, turn, fed: Number(stored.header(FED_HEADER) ?? 0) },
      ...{ recorded: Number(stored.header(RECORDED_HEADER) ?? 0), isSeed: stored.header(SEED_HEADER) !== undefined },
    };
  }
}

/**
 * Copies where a conversation stood into the shadow: as the turn with this sequence left it; without one, as its last
 * turn did. Null where it had none.
 */
export async function seed(bus: Bus, name: string, ref: ConversationRef, before?: number): Promise<Turn | null> {
  if (before === 0) return null;
  const stored = await (before === undefined
    ? lastOf(bus, TURNS.name, anyTurnOf(ref))
    : messageAt(bus, TURNS.name, before));
  const turn = stored && readOrNull(Turn, stored);
  if (!turn) return null;
  const prefix = shadowPrefix(name);
  await publish(bus, prefix + turnSubject(ref, turn.lane), turn, {
    expect: { seq: 0, subject: prefix + anyTurnOf(ref) },
    headers: { [SEED_HEADER]: "1" },
  });
  return turn;
}
