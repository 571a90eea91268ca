import type { Msg } from "@nats-io/nats-core";

/** One message handed to us by a durable. Exactly one of `ack` and `retry` must be called. */
export interface Delivery {
  /** As stored, with the partition. */
  readonly subject: string;
  readonly seq: number;
  /** 1 for the first time, one more with each redelivery. */
  readonly deliveryCount: number;
  readonly storedAtMs: number;
  header(name: string): string | undefined;
  json(): unknown;
  ack(): void;
  /** Gives it back; nothing behind it is delivered (window 1) until it came again. */
  retry(delayMs: number): void;
  /** Asks for another acknowledgement wait. */
  working(): void;
}

/**
 * Reads the acknowledgement subject of a delivered message.
 * `$JS.ACK.<stream>.<consumer>.<count>.<stream seq>.<consumer seq>.<time ns>.<pending>`, or with domain and account
 * hash before the stream and a random token behind (the second version of the format).
 * Source: JetStream wire protocol, ADR-15.
 */
export function toDelivery(message: Msg): Delivery {
  const tokens = (message.reply ?? "").split(".");
  const offset = tokens.length >= 11 ? 2 : 0;
  const [count, seq, , timeNs] = tokens.slice(4 + offset);
  if (!message.reply?.startsWith("$JS.ACK.") || !count || !seq || !timeNs)
    throw new Error("a message without an acknowledgement subject was delivered");
  return {
    subject: message.subject,
    seq: Number(seq),
    deliveryCount: Number(count),
    storedAtMs: Number(BigInt(timeNs) / 1_000_000n),
    header: (name) => message.headers?.get(name) || undefined,
    json: () => message.json(),
    ack: () => void message.respond("+ACK"),
    retry: (delayMs) => void message.respond(`-NAK {"delay":${Math.round(delayMs * 1e6)}}`),
    working: () => void message.respond("+WPI"),
  };
}
