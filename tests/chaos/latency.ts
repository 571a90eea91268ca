import { isSend } from "@acolhe/events";
import type { Forwarder } from "./forwarder.ts";
import type { Life } from "./life.ts";
import type { Call } from "./phone.ts";
import { messageIdOf, type Records } from "./story.ts";

/**
 * From each accepted webhook, as it goes to ingress, to the gateway being called with the first words of its answer, ms.
 * The log says which call that was, so that conversations with repeated or missing calls count as well. An ingress killed
 * before its answer may have stored the message: what was called before the repeat is passed on counts as 0.
 */
export function latenciesOf(life: Life, records: Records, forwarder: Forwarder, calls: readonly Call[]) {
  const ms: number[] = [];
  let excluded = 0;
  for (const { id, answers } of life.messages) {
    const accepted = forwarder.acceptedAt.get(id);
    if (answers === 0 || accepted === undefined) continue;
    const called = firstCall(id, records, calls);
    if (called === undefined) excluded++;
    else ms.push(Math.max(0, called - accepted));
  }
  return { ms, excluded };
}

function firstCall(id: string, { events, turns, outcomes }: Records, calls: readonly Call[]): number | undefined {
  const stored = events.find(({ event }) => messageIdOf(event) === id);
  const own = turns.findIndex(({ turn }) => turn.event.seq === stored?.seq);
  // A turn that waits for more words says nothing; the next one that speaks answers.
  const answer = own < 0 ? undefined : turns.slice(own).find(({ turn }) => turn.commands.some(isSend));
  const index = answer?.turn.commands.findIndex(isSend);
  const sent = outcomes.find(
    ({ outcome }) => outcome.turnSeq === answer?.seq && outcome.index === index && outcome.messageId !== undefined,
  );
  return calls.find((call) => call.messageId === sent?.outcome.messageId)?.at;
}

export function percentiles(values: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return Math.round(value * 100) / 100;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
