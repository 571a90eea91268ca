import { type Host, sleep } from "@acolhe/bus";
import type { Channel, SendingLane } from "@acolhe/events";
import { SENDING_LANES } from "@acolhe/events";
import type { SharedPace } from "../ports.ts";

type Release = () => void;

/*
 * Which send of a number leaves next.
 * G1. A permit goes to the first lane in which a send waits: reply, then proactive, then bulk. The choice is made
 *     when the pace allows a send, so that a reply overtakes a thousand waiting broadcasts.
 * G2. At most `window` permits are out in this process.
 * G3. While the number is disconnected, pauses after a refused call or by an operator's word, none is given. Each ends by itself: that the
 *     number is connected says nothing about its credentials or its pace.
 * G4. Once stopped, it gives none and keeps none waiting: a process that ends does not wait for the number to work again.
 */
export class SendGate {
  readonly #channel: Channel;
  readonly #pace: SharedPace;
  readonly #host: Host;
  readonly #isPaused: () => boolean;
  readonly #waiting: Record<SendingLane, Array<(release: Release | null) => void>> = {
    reply: [],
    proactive: [],
    bulk: [],
  };
  #out = 0;
  #dispensing = false;
  #pausedUntil = 0;
  #disconnectedUntil = 0;
  #localNextAt = 0;
  #stopped = false;

  /** @param options.isPaused whether an operator lets nothing leave on the number */
  constructor(channel: Channel, options: { pace: SharedPace; isPaused: () => boolean; host: Host }) {
    this.#channel = channel;
    this.#pace = options.pace;
    this.#isPaused = options.isPaused;
    this.#host = options.host;
  }

  /** Resolves with the function that gives the permit back, or with null once the gate is stopped. */
  acquire(lane: SendingLane): Promise<Release | null> {
    if (this.#stopped) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#waiting[lane].push(resolve);
      void this.#dispense();
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const lane of SENDING_LANES) for (const resolve of this.#waiting[lane].splice(0)) resolve(null);
  }

  /** Nothing is sent until then (epoch ms). */
  pause(untilMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, untilMs);
  }
  /** Nothing is sent until then (epoch ms), or until the number is connected. */
  disconnected(untilMs = Number.POSITIVE_INFINITY): void {
    this.#disconnectedUntil = Math.max(this.#disconnectedUntil, untilMs);
  }
  connected(): void {
    this.#disconnectedUntil = 0;
  }
  get closed(): boolean {
    return this.#isPaused() || this.#host.now() < Math.max(this.#pausedUntil, this.#disconnectedUntil);
  }
  waiting(lane: SendingLane): number {
    return this.#waiting[lane].length;
  }

  readonly #release = () => {
    this.#out--;
    void this.#dispense();
  };

  async #dispense(): Promise<void> {
    if (this.#dispensing) return;
    this.#dispensing = true;
    try {
      while (this.#out < this.#channel.window && this.#isAwaited()) {
        if (this.closed) {
          await sleep(this.#host, CLOSED_POLL_MS);
          continue;
        }
        const waitMs = await this.#paceWait();
        if (waitMs > 0) await sleep(this.#host, waitMs);
        if (this.closed) continue;
        const next = this.#first();
        if (!next) continue;
        this.#out++;
        next(this.#release);
      }
    } finally {
      this.#dispensing = false;
    }
  }

  async #paceWait(): Promise<number> {
    const { id, paceMs, paceBurst } = this.#channel;
    if (paceMs === 0) return 0;
    const shared = await this.#pace.take(id, { intervalMs: paceMs, burst: paceBurst });
    if (shared !== null) return shared;
    // The cache is away and replicas cannot agree: each goes at half the pace, without bursts.
    const now = this.#host.now();
    const at = Math.max(now, this.#localNextAt);
    this.#localNextAt = at + 2 * paceMs;
    return at - now;
  }

  #isAwaited(): boolean {
    return SENDING_LANES.some((lane) => this.#waiting[lane].length > 0);
  }
  #first(): ((release: Release) => void) | undefined {
    for (const lane of SENDING_LANES) {
      const next = this.#waiting[lane].shift();
      if (next) return next;
    }
    return undefined;
  }
}

const CLOSED_POLL_MS = 100;
