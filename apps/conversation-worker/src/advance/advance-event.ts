import { decide } from "@acolhe/conversation";
import { applyEffects } from "../commit/apply-effects.ts";
import type { Arrived } from "../commit/turn-of.ts";
import { type Conversation, loadConversation } from "../load/conversation.ts";
import type { Advancing, InHand } from "./context.ts";
import { parkAgain, resume } from "./resume.ts";
import { isFailing, type Standing, standingOf } from "./standing.ts";
import { writeTurn } from "./write-turn.ts";

/** Facts, decision, turn, and what follows from it; of an event that has its turn, what may have been left undone. */
export async function advanceEvent(
  advancing: Advancing,
  inHand: InHand,
  conversation: Conversation,
  arrived: Arrived,
): Promise<void> {
  // What its last turn decided is not known, so the contact parks at once, in the state before it.
  if (conversation.broken) await advancing.leaveOut(conversation.broken);
  const standing = standingOf(conversation, arrived);
  if (standing.kind === "repeat") return repeat(advancing, inHand, conversation, arrived, standing);
  if (standing.isOvertaken) tellOvertaken(advancing, conversation, arrived);
  const { event, seq } = arrived;
  const failing = isFailing(conversation, arrived);
  const gather = failing ? advancing.gatherMinimalFacts : advancing.gatherFacts;
  const known = await gather(conversation.state, event);
  const decision = decide(conversation.state, { event, seq, ...known, as: failing ? "failed" : undefined });
  if (decision.outcome === "parked") {
    advancing.metrics.parked();
    advancing.log.error({ seq, type: event.type }, "an event could not be handled; its contact is parked");
  }
  const next = await writeTurn(advancing, inHand, { conversation, arrived, decision, known });
  if (event.type === "contact-resumed" && decision.transition.rule === "resumed")
    await resume(advancing, inHand, next, arrived);
}

/** Committed before; the process died, or the acknowledgement was lost. Only the last turn's effects can be undone. */
async function repeat(
  advancing: Advancing,
  inHand: InHand,
  conversation: Conversation,
  arrived: Arrived,
  { isLast, isResuming }: Extract<Standing, { kind: "repeat" }>,
): Promise<void> {
  const { bus, cache, metrics } = advancing;
  const { lastTurn, turnSeq } = conversation;
  metrics.repeats.inc();
  if (isLast && lastTurn) await applyEffects(bus, lastTurn, turnSeq, arrived, inHand.trace);
  if (isResuming)
    await (isFailing(conversation, arrived) ? parkAgain : resume)(advancing, inHand, conversation, arrived);
  cache.set(inHand.ref, await loadConversation(bus, inHand.ref));
}

/** Late is bad, but lost would be worse. */
function tellOvertaken({ metrics, log }: Advancing, { coveredSeq }: Conversation, { seq }: Arrived): void {
  metrics.overtaken.inc();
  log.error({ seq, covered: coveredSeq }, "an event was handed out after its successor");
}
