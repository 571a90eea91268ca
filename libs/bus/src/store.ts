import { JetStreamApiError } from "@nats-io/jetstream";
import {
  ClosedConnectionError,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
  NoRespondersError,
  TimeoutError,
} from "@nats-io/nats-core";
import type { Silences } from "./silences.ts";
import { streamOf } from "./stream-of.ts";

/*
 * Has the broker store a message and waits for its answer. The client's own requests make an error with its stack, two
 * promises and a race for each, also when nothing fails, which was about a twentieth of what ingress and sender did under load. Here all
 * answers of a connection come to one inbox, and a message waits by the number that its reply address ends with.
 */

interface StoreAnswer {
  readonly seq: number;
  readonly duplicate: boolean;
}

interface StoreOptions {
  readonly headers: MsgHdrs;
  readonly timeoutMs: number;
}

/**
 * @throws JetStreamApiError what the broker refuses
 * @throws NoRespondersError no stream takes the subject, or the broker is coming up
 * @throws TimeoutError no answer in time; it may be stored all the same
 * @throws ClosedConnectionError
 */
export type Store = (subject: string, body: string, options: StoreOptions) => Promise<StoreAnswer>;

/** @param address where answers come to; no other store uses it */
export function createStore(nc: NatsConnection, address: string, silences: Silences): Store {
  const inbox = `${address}.`;
  const waiting = new Map<string, { answer(message: Msg): void; fail(error: Error): void }>();
  let count = 0;
  nc.subscribe(`${inbox}*`, {
    callback: (error, message) => {
      if (!error) waiting.get(message.subject.slice(inbox.length))?.answer(message);
    },
  });
  void nc.closed().then(() => {
    for (const { fail } of waiting.values()) fail(new ClosedConnectionError());
  });

  const send: Store = (subject, body, { headers, timeoutMs }) =>
    new Promise((resolve, reject) => {
      const number = String(count++);
      const timer = setTimeout(() => fail(new TimeoutError()), timeoutMs);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(number);
      };
      const fail = (error: unknown) => {
        done();
        reject(error);
      };
      const answer = (message: Msg) => {
        done();
        if (message.headers?.code === 503) return reject(new NoRespondersError(subject));
        const { error, seq, duplicate = false } = message.json<Answer>();
        if (error) reject(new JetStreamApiError(error));
        else resolve({ seq, duplicate });
      };
      waiting.set(number, { answer, fail });
      try {
        nc.publish(subject, body, { reply: inbox + number, headers });
      } catch (error) {
        fail(error);
      }
    });
  return (subject, body, options) => silences.heeded(streamOf(subject), () => send(subject, body, options));
}

interface Answer {
  readonly seq: number;
  readonly duplicate?: boolean;
  readonly error?: ConstructorParameters<typeof JetStreamApiError>[0];
}
