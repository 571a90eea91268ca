import { JetStreamApiCodes, JetStreamApiError } from "@nats-io/jetstream";
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
  /**
   * Whether a pull was answered, by a message or by the word that there is none.
   *
   * @param durable the pull's, if it has a name: one that was never made does not answer anywhere, and is no silence
   */
  noteAnswer(stream: string, wasAnswered: boolean, durable?: string): void;
  /** A new connection: what was not answered before says nothing of it. */
  begin(): void;
}

/** A follower waits 4 to 9 s before it wants to lead. Source: `minElectionTimeout` and `maxElectionTimeout` of nats-server. */
export const PATIENCE_MS = 10_000;
/** Where no node answers, leaving helps no one and loses what is on its way. */
export const PATIENCE_MS_MAX = 60_000;

/**
 * @param leave goes to another node; for streams that do not answer there either, after twice as long
 * @param isMissing whether the broker says that there is no such durable; asked once, in the middle of a silence
 */
export function createSilences({
  host,
  leave,
  isMissing,
}: {
  host: Pick<Host, "ticks">;
  leave: () => void;
  isMissing: (stream: string, durable: string) => Promise<boolean>;
}): Silences {
  const silent = new Map<string, { since: number | null; patienceMs: number; asked: boolean }>();

  function unanswered(key: string, confirm?: () => Promise<boolean>): void {
    const now = host.ticks();
    const one = silent.get(key) ?? { since: null, patienceMs: PATIENCE_MS, asked: false };
    silent.set(key, one);
    one.since ??= now;
    const silentMs = now - one.since;
    if (confirm && !one.asked && silentMs >= one.patienceMs / 2) {
      one.asked = true;
      confirm().then(
        (isAnswer) => void (isAnswer && silent.delete(key)),
        // Silence as well.
        () => {},
      );
    }
    if (silentMs < one.patienceMs) return;
    // All that are silent, or each would have a node left of its own.
    for (const other of silent.values())
      if (other.since !== null) other.patienceMs = Math.min(2 * other.patienceMs, PATIENCE_MS_MAX);
    begin();
    leave();
  }
  function begin(): void {
    for (const one of silent.values()) Object.assign(one, { since: null, asked: false });
  }

  function noteAnswer(stream: string, wasAnswered: boolean, durable?: string): void {
    const key = durable === undefined ? stream : `${stream} ${durable}`;
    if (wasAnswered) silent.delete(key);
    else unanswered(key, durable === undefined ? undefined : () => isMissing(stream, durable));
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

const NO_DURABLE: ReadonlySet<number> = new Set([JetStreamApiCodes.ConsumerNotFound, JetStreamApiCodes.StreamNotFound]);
/** Whether what the broker said of a durable is that there is none. */
export const saysMissing = (error: unknown): boolean =>
  error instanceof JetStreamApiError && NO_DURABLE.has(error.code);

/** Of a node that knows no leader, and of a leader that cannot store: the same is still in its hand. */
const UNDECIDED: ReadonlySet<number> = new Set([10008, 10158]);

/** No server that can decide for the stream answered. A broken connection does not count. */
const isSilence = (error: unknown): boolean =>
  error instanceof TimeoutError ||
  error instanceof NoRespondersError ||
  (error instanceof JetStreamApiError && UNDECIDED.has(error.code)) ||
  (error instanceof Error && isSilence(error.cause));
