import { type Decision, identifiersIn } from "@acolhe/conversation";
import type { Turn } from "@acolhe/events";
import { applyEffects } from "../commit/apply-effects.ts";
import { commitTurn } from "../commit/commit-turn.ts";
import { type Arrived, turnOf } from "../commit/turn-of.ts";
import type { Known } from "../gather/gather-facts.ts";
import { after, type Conversation } from "../load/conversation.ts";
import type { WorkerMetrics } from "../worker-metrics.ts";
import type { Advancing, InHand } from "./context.ts";

/** Writes the turn of a decision, remembers the conversation after it, and does what follows from it. */
export async function writeTurn(
  { bus, cache, hides, metrics }: Advancing,
  { ref, trace }: InHand,
  decided: { conversation: Conversation; arrived: Arrived; decision: Decision; known: Known },
): Promise<Conversation> {
  const { conversation, arrived, known } = decided;
  const turn = turnOf({ ref, ...decided });
  const told = { facts: turn.facts, state: turn.state, before: conversation.state };
  const identifiers = hides ? identifiersIn(known.flow, told) : undefined;
  const turnSeq = await commitTurn(bus, ref, turn, trace, identifiers);
  // As it was decided: to read it as if it came from the log would find nothing else.
  const next = after(turn, decided.decision.transition.state, turnSeq);
  cache.set(ref, next);
  count(metrics, conversation, turn);
  await applyEffects(bus, turn, turnSeq, arrived, trace);
  return next;
}

function count(metrics: WorkerMetrics, before: Conversation, { outcome, lane, state, commands }: Turn): void {
  metrics.turns.inc({ outcome, lane });
  if (Number(state.invalidCount) > (before.state?.invalidCount ?? 0)) metrics.notUnderstood.inc();
  for (const command of commands)
    if (command.type === "request-handoff") metrics.handoffs.inc({ priority: command.priority });
}
