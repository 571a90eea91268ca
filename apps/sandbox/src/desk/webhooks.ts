import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeskFaults } from "./faults.ts";

const TIMEOUT_MS = 5_000;

export interface WebhookTarget {
  /** Empty: no webhook is sent. */
  readonly url: string;
  /** Empty: unsigned, as versions before 4.13 did for API inboxes. */
  readonly signingSecret: string;
}

/**
 * Deliveries of an API inbox: at most once, in no promised order, five seconds, signed. The payload is built when the
 * job runs, so it shows the state of that moment.
 */
export class DeskWebhooks {
  readonly counts = { delivered: 0, failed: 0, dropped: 0 };
  readonly #target: WebhookTarget;
  readonly #faults: () => DeskFaults;
  #closed = false;

  constructor(target: WebhookTarget, faults: () => DeskFaults) {
    this.#target = target;
    this.#faults = faults;
  }

  /** `onFailed` is told the error's text; nothing is tried again. */
  send(build: () => object, onFailed?: (error: string) => void): void {
    if (this.#target.url === "") return;
    const faults = this.#faults();
    if (faults.dropWebhooks) {
      this.counts.dropped += 1;
      return;
    }
    const delivery = randomUUID();
    void (async () => {
      await sleep(faults.webhookDelayMs);
      for (let copy = 0; copy <= (faults.doubleWebhooks ? 1 : 0); copy += 1) {
        const error = await this.#post(asRails(build()), copy === 0 ? delivery : randomUUID());
        this.counts[error === null ? "delivered" : "failed"] += 1;
        if (error !== null) onFailed?.(error);
      }
    })();
  }

  async #post(body: string, delivery: string): Promise<string | null> {
    if (this.#closed) return null;
    const { url, signingSecret } = this.#target;
    const timestamp = String(Math.floor(Date.now() / 1000));
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "x-chatwoot-delivery": delivery,
          ...(signingSecret === ""
            ? {}
            : {
                "x-chatwoot-timestamp": timestamp,
                "x-chatwoot-signature": `sha256=${createHmac("sha256", signingSecret).update(`${timestamp}.${body}`).digest("hex")}`,
              }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      return response.ok ? null : `${response.status} ${response.statusText}`.trim();
    } catch {
      return "Failed to open TCP connection";
    }
  }

  close(): void {
    this.#closed = true;
  }
}

/** Rails escapes these, so that parsing and writing a body again gives other bytes. */
const asRails = (json: object): string =>
  JSON.stringify(json).replace(/[&<>\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
