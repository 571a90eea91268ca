import type { Host } from "@acolhe/bus";
import { type Attempt, type ConversationRef, contentHash } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import type { QueuedMessage, ZapiClient } from "@acolhe/zapi";
import { heldKey } from "../ledger/held-list.ts";

/** The queue is listed page by page; not more often than this for one contact. */
const QUEUE_LOOK_EVERY_MS = 2_000;

/** Looks into the gateway's queue for a message of which it is not known whether it was sent. */
export class QueueLooks {
  readonly #client: ZapiClient;
  readonly #host: Host;
  readonly #log: Logger;
  readonly #lookedAt = new Map<string, number>();

  constructor(client: ZapiClient, { host, log }: { host: Host; log: Logger }) {
    this.#client = client;
    this.#host = host;
    this.#log = log;
  }

  /** Null also where it was looked for a moment ago, or the queue cannot be listed. */
  async find(ref: ConversationRef, attempt: Attempt, to: string): Promise<QueuedMessage | null> {
    const key = heldKey(ref);
    if (this.#host.now() - (this.#lookedAt.get(key) ?? 0) < QUEUE_LOOK_EVERY_MS) return null;
    this.#lookedAt.set(key, this.#host.now());
    try {
      for await (const message of this.#client.queue())
        if (message.phone === to && contentHash(message.text) === attempt.contentHash) return message;
    } catch (error) {
      this.#log.debug({ err: error }, "the gateway's queue could not be listed");
    }
    return null;
  }

  forget(ref: ConversationRef): void {
    this.#lookedAt.delete(heldKey(ref));
  }
}
