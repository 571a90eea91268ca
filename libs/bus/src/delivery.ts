import type { WireMessage } from "./core.ts";

/** One message handed to us by a durable. Exactly one of `ack` and `retry` must be called, as the handler's last word. */
export interface Delivery {
  /** As stored, with the partition. */
  readonly subject: string;
  readonly seq: number;
  /** 1 for the first time, one more with each redelivery. */
  readonly deliveryCount: number;
  readonly storedAtMs: number;
  header(name: string): string | undefined;
  json(): unknown;
  /** What it hid cannot be read any more. */
  readonly forgotten?: true;
  /** Takes effect when the handler returns. */
  ack(): void;
  /** Gives it back; nothing behind it is delivered (window 1) until it came again. */
  retry(delayMs: number): void;
  /** Asks for another acknowledgement wait. */
  working(): void;
}

/** What the acknowledgement subject of a delivered message says of it. */
export interface Place {
  readonly deliveryCount: number;
  readonly seq: number;
  /** Counts what this consumer was given; a gap means that something got lost on the way. */
  readonly consumerSeq: number;
  readonly storedAtMs: number;
  /** How many more the consumer has not been given yet. */
  readonly pending: number;
}

/**
 * `$JS.ACK.<stream>.<consumer>.<count>.<stream seq>.<consumer seq>.<time ns>.<pending>`, or with domain and account
 * hash before the stream and a random token behind (the second version of the format).
 * Source: JetStream wire protocol, ADR-15.
 */
export function placeOf(message: WireMessage): Place {
  const tokens = (message.reply ?? "").split(".");
  const offset = tokens.length >= 11 ? 2 : 0;
  const [count, seq, consumerSeq, timeNs, pending] = tokens.slice(4 + offset);
  if (!message.reply?.startsWith("$JS.ACK.") || !count || !seq || !timeNs)
    throw new Error("a message without an acknowledgement subject was delivered");
  return {
    deliveryCount: Number(count),
    seq: Number(seq),
    consumerSeq: Number(consumerSeq),
    storedAtMs: Number(BigInt(timeNs) / 1_000_000n),
    pending: Number(pending),
  };
}

/** @param ack told that the message is done */
export function toDelivery(message: WireMessage, ack: () => void): Delivery {
  const { deliveryCount, seq, storedAtMs } = placeOf(message);
  return {
    subject: message.subject,
    seq,
    deliveryCount,
    storedAtMs,
    header: (name) => message.headers?.get(name) || undefined,
    json: () => message.json(),
    ack,
    retry: (delayMs) => void message.respond(`-NAK {"delay":${Math.round(delayMs * 1e6)}}`),
    working: () => void message.respond("+WPI"),
  };
}
