import { JetStreamApiError } from "@nats-io/jetstream";
import { createInbox, type Msg } from "@nats-io/nats-core";
import type { Bus } from "./connection.ts";

/*
 * Copies of whole streams, as the broker makes them itself: records with their sequences and times, and the consumers
 * with how far they are. Not in the client; source: the JetStream API's STREAM.SNAPSHOT and STREAM.RESTORE, ADR-2 for
 * the answers.
 */

const CHUNK_BYTES = 128 * 1024;
const ANSWER_MS = 60_000;
/** A broker that says nothing for so long in the middle of a copy has given it up. */
const SILENCE_MS = 30_000;

interface Answer {
  readonly error?: ConstructorParameters<typeof JetStreamApiError>[0];
  readonly config?: unknown;
  readonly state?: unknown;
  readonly deliver_subject?: string;
}

/** What a stream was like when its copy was made: handed back as it is. */
export interface StreamCopy {
  readonly config: unknown;
  readonly state: unknown;
}

async function ask(bus: Bus, subject: string, body: object): Promise<Answer> {
  const answer = (await bus.nc.request(subject, JSON.stringify(body), { timeout: ANSWER_MS })).json<Answer>();
  if (answer.error) throw new JetStreamApiError(answer.error);
  return answer;
}

/**
 * Hands over a copy of a stream, piece by piece; the next one comes when the former was written.
 *
 * @throws Error when the broker breaks it off
 */
export async function copyStream(
  bus: Bus,
  name: string,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<StreamCopy> {
  const inbox = createInbox();
  const pieces = bus.nc.subscribe(inbox, { timeout: SILENCE_MS });
  try {
    const { config, state } = await ask(bus, `$JS.API.STREAM.SNAPSHOT.${name}`, {
      deliver_subject: inbox,
      chunk_size: CHUNK_BYTES,
      no_consumers: false,
    });
    for await (const piece of pieces) {
      if (piece.data.length === 0) {
        if (isBrokenOff(piece))
          throw new Error(`the broker broke the copy of ${name} off: ${piece.headers?.description}`);
        return { config, state };
      }
      await write(piece.data);
      piece.respond();
    }
    throw new Error(`the copy of ${name} ended early`);
  } finally {
    pieces.unsubscribe();
  }
}

/** The end is an empty message; one with an error's status is no good end. */
const isBrokenOff = ({ headers }: Msg): boolean => (headers?.code ?? 0) >= 400;

/**
 * Makes a stream from its copy. There must be none of that name.
 *
 * @throws JetStreamApiError when the broker does not take it
 */
export async function restoreStream(
  bus: Bus,
  name: string,
  copy: StreamCopy,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { deliver_subject: to } = await ask(bus, `$JS.API.STREAM.RESTORE.${name}`, copy);
  if (!to) throw new Error(`the broker does not say where to send the copy of ${name}`);
  for await (const piece of pieces)
    for (let at = 0; at < piece.length; at += CHUNK_BYTES)
      await bus.nc.request(to, piece.subarray(at, at + CHUNK_BYTES), { timeout: ANSWER_MS });
  const end = (await bus.nc.request(to, new Uint8Array(), { timeout: ANSWER_MS })).json<Answer>();
  if (end.error) throw new JetStreamApiError(end.error);
}
