import { JetStreamApiError } from "@nats-io/jetstream";
import { NoRespondersError, TimeoutError } from "@nats-io/nats-core";
import type { Host } from "./host.ts";

/*
 * A node of a cluster that does not reach the others any more keeps its clients and tells them nothing: what they ask for
 * is not passed on, and a leader without followers takes what it cannot store. Such a client is connected, and waits for as
 * long as its node is cut off. So one that a stream does not answer for longer than a new leader takes goes to another node.
 */

/** Which of the streams behind a connection do not answer. */
export interface Silences {
  /** Passes on what is answered, and notes whether anything was. */
  heeded<T>(stream: string, ask: () => Promise<T>): Promise<T>;
  /** Whether a pull was answered, by a message or by the word that there is none. */
  noteAnswer(stream: string, wasAnswered: boolean): void;
  /** A new connection: what was not answered before says nothing of it. */
  begin(): void;
}

/** A follower waits 4 to 9 s before it wants to lead. Source: `minElectionTimeout` and `maxElectionTimeout` of nats-server. */
export const PATIENCE_MS = 10_000;
/** Where no node answers, leaving helps nobody and costs what is on its way. */
export const PATIENCE_MS_MAX = 60_000;

/** @param leave goes to another node; for streams that do not answer there either, after twice as long */
export function createSilences({ host, leave }: { host: Pick<Host, "ticks">; leave: () => void }): Silences {
  const silent = new Map<string, { since: number | null; patienceMs: number }>();

  function unanswered(stream: string): void {
    const now = host.ticks();
    const one = silent.get(stream) ?? { since: now, patienceMs: PATIENCE_MS };
    silent.set(stream, one);
    one.since ??= now;
    if (now - one.since < one.patienceMs) return;
    // All that are silent, or each would have a node left of its own.
    for (const other of silent.values())
      if (other.since !== null) other.patienceMs = Math.min(2 * other.patienceMs, PATIENCE_MS_MAX);
    begin();
    leave();
  }
  function begin(): void {
    for (const one of silent.values()) one.since = null;
  }

  function noteAnswer(stream: string, wasAnswered: boolean): void {
    if (wasAnswered) silent.delete(stream);
    else unanswered(stream);
  }

  return {
    begin,
    noteAnswer,
    async heeded(stream, ask) {
      try {
        const answer = await ask();
        noteAnswer(stream, true);
        return answer;
      } catch (error) {
        if (isSilence(error)) noteAnswer(stream, false);
        else if (error instanceof JetStreamApiError) noteAnswer(stream, true);
        throw error;
      }
    },
  };
}

/** Of a node that knows no leader, and of a leader that cannot store: the same is still in its hand. */
const UNDECIDED: ReadonlySet<number> = new Set([10008, 10158]);

/** Nobody who can decide for the stream answered. That the connection broke is no such thing. */
const isSilence = (error: unknown): boolean =>
  error instanceof TimeoutError ||
  error instanceof NoRespondersError ||
  (error instanceof JetStreamApiError && UNDECIDED.has(error.code)) ||
  (error instanceof Error && isSilence(error.cause));
