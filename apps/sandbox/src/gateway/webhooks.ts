import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { gzipSync } from "node:zlib";
import { REORDER_HOLD_MS_MAX } from "../limits.ts";
import type { Random } from "../random.ts";
import type { Faults } from "./faults.ts";
import type { Payload } from "./payloads.ts";

export interface Webhook {
  url: string;
  instanceToken: string;
  /** Webhooks of one lane are posted one after the other. */
  lane: string;
  payload: Payload;
  onDone?: ((accepted: boolean) => void) | undefined;
}

interface Lane {
  waiting: Webhook[];
  held: Webhook | undefined;
  running: boolean;
}

/**
 * Posts webhooks. W1: one at a time per lane. W2: a refused webhook is never repeated.
 * W3: `onDone` is called exactly once per webhook, dropped ones included.
 */
export class WebhookSender {
  readonly #faults: () => Faults;
  readonly #random: Random;
  readonly #timeoutMs: number;
  readonly #lanes = new Map<string, Lane>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 256 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 256 });
  readonly counts = { sent: 0, refused: 0, dropped: 0 };
  #closed = false;

  constructor(faults: () => Faults, random: Random, timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#faults = faults;
    this.#random = random;
  }

  send(webhook: Webhook): void {
    const faults = this.#faults();
    if (this.#closed || this.#random.hit(faults.dropWebhookRate)) {
      this.counts.dropped += 1;
      webhook.onDone?.(false);
      return;
    }
    if (this.#random.hit(faults.delayedWebhookRate)) {
      this.#later(faults.delayedWebhookMs, () => this.#enqueue(webhook, false));
    } else {
      this.#enqueue(webhook, this.#random.hit(faults.reorderWebhookRate));
    }
    if (this.#random.hit(faults.duplicateWebhookRate)) this.#enqueue(again(webhook), false);
  }

  /** The same webhook n times, as seen in traffic: identical except for an advancing `momment`. */
  repeat(webhook: Webhook, times: number): void {
    for (let index = 0; index < times; index += 1) this.send(index === 0 ? webhook : again(webhook, index));
  }

  #enqueue(webhook: Webhook, hold: boolean): void {
    let lane = this.#lanes.get(webhook.lane);
    if (!lane) {
      lane = { waiting: [], held: undefined, running: false };
      this.#lanes.set(webhook.lane, lane);
    }
    if (hold && !lane.held) {
      const current = lane;
      lane.held = webhook;
      this.#later(REORDER_HOLD_MS_MAX, () => {
        if (current.held === webhook) this.#release(webhook.lane, current);
      });
      return;
    }
    lane.waiting.push(webhook);
    if (lane.held) this.#release(webhook.lane, lane);
    else if (!lane.running) void this.#run(webhook.lane, lane);
  }

  #release(name: string, lane: Lane): void {
    if (lane.held) lane.waiting.push(lane.held);
    lane.held = undefined;
    if (!lane.running) void this.#run(name, lane);
  }

  async #run(name: string, lane: Lane): Promise<void> {
    lane.running = true;
    while (lane.waiting.length > 0 && !this.#closed) {
      const batch = lane.waiting;
      lane.waiting = [];
      for (const webhook of batch) {
        const accepted = !this.#closed && (await this.#post(webhook));
        this.counts[accepted ? "sent" : "refused"] += 1;
        webhook.onDone?.(accepted);
      }
    }
    lane.running = false;
    // A held webhook still points at this lane, so only an idle one may be forgotten.
    if (!lane.held && this.#lanes.get(name) === lane) this.#lanes.delete(name);
  }

  async #post(webhook: Webhook): Promise<boolean> {
    const answer = await this.#tryPost(webhook);
    // The receiver closed the idle connection while we wrote to it: it has read nothing, so this is no repeat.
    return answer === "stale-connection" ? (await this.#tryPost(webhook)) === true : answer;
  }

  #tryPost(webhook: Webhook): Promise<boolean | "stale-connection"> {
    const json = Buffer.from(JSON.stringify(webhook.payload));
    const gzip = this.#faults().gzip;
    const body = gzip ? gzipSync(json) : json;
    return new Promise((resolve) => {
      // Settings accept absolute http and https URLs only, so the prefix decides.
      const secure = webhook.url.startsWith("https:");
      const request = (secure ? httpsRequest : httpRequest)(webhook.url, {
        method: "POST",
        agent: secure ? this.#https : this.#http,
        timeout: this.#timeoutMs,
        headers: {
          "content-type": "application/json",
          "content-length": body.length,
          ...(gzip ? { "content-encoding": "gzip" } : {}),
          origin: "https://api.z-api.io",
          server: "Z-API",
          "user-agent": "Mozilla/5.0 (X11; Ubuntu; Linux i686; rv:111.0) Gecko/20100101 Firefox/111.0",
          "z-api-token": webhook.instanceToken,
        },
      });
      request.on("timeout", () => request.destroy());
      request.on("error", (error: NodeJS.ErrnoException) =>
        resolve(request.reusedSocket && error.code === "ECONNRESET" ? "stale-connection" : false),
      );
      request.on("response", (response) => {
        response.resume();
        response.on("close", () => resolve(response.statusCode! >= 200 && response.statusCode! < 300));
      });
      request.end(body);
    });
  }

  #later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delayMs);
    this.#timers.add(timer);
  }

  /** Forgets what waits; what is on the wire ends by itself. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    for (const lane of this.#lanes.values()) {
      lane.waiting = [];
      lane.held = undefined;
    }
  }

  close(): void {
    this.#closed = true;
    this.clear();
    this.#http.destroy();
    this.#https.destroy();
  }
}

function again(webhook: Webhook, step = 1): Webhook {
  const momment = webhook.payload.momment;
  const payload =
    typeof momment === "number" ? { ...webhook.payload, momment: momment + step * 1000 } : webhook.payload;
  return { ...webhook, payload, onDone: undefined };
}
