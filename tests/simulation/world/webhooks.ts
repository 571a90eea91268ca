import { between, oneOf } from "../../chaos/random.ts";
import type { SimulatedProcess } from "../process/simulated-process.ts";
import type { Timeline } from "../timeline.ts";

/** An ingress that takes webhooks, as the proxy sees it. */
export interface Taker {
  readonly process: SimulatedProcess;
  /** Resolves when it answers 200, rejects when it answers anything else. */
  readonly take: (payload: unknown) => Promise<void>;
  /** The same of a webhook of the desk. */
  readonly takeDesk: (payload: unknown, deliveryId: string) => Promise<void>;
  /** It alone cannot reach the broker, so the others cannot hear of what it takes. */
  readonly isCutOff: () => boolean;
  /** Its spool takes nothing, or did a moment ago: what it takes goes past what waits elsewhere. */
  readonly overtakes: () => boolean;
}

const TRAVELS_MS_MAX = 20;
/** The caller waits no longer for an answer. */
const ANSWER_MS_MAX = 5_000;
const AGAIN_MS = { min: 50, max: 2_000 };

/**
 * A caller of webhooks, behind a proxy that knows which ingress is ready. What is not answered with 200 is sent again, to
 * another ingress perhaps, until one takes it. What the real gateway does then nobody has said; one that gave up
 * would only have the world hear less.
 */
export class WebhookCaller {
  readonly #timeline: Timeline;
  readonly #random: () => number;
  readonly #takers: () => readonly Taker[];
  #underWay = 0;

  constructor(options: { timeline: Timeline; random: () => number; takers: () => readonly Taker[] }) {
    this.#timeline = options.timeline;
    this.#random = options.random;
    this.#takers = options.takers;
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** @param taken called when it was answered with 200 */
  post(payload: unknown, taken: (by: Taker) => void): void {
    this.#underWay++;
    this.#attempt(payload, (by) => {
      this.#underWay--;
      taken(by);
    });
  }

  #attempt(payload: unknown, taken: (by: Taker) => void): void {
    const takers = this.#takers();
    const again = () =>
      this.#timeline.after(between(this.#random, AGAIN_MS.min, AGAIN_MS.max), () => this.#attempt(payload, taken));
    if (takers.length === 0) {
      again();
      return;
    }
    const taker = oneOf(this.#random, takers);
    const { process, take } = taker;
    let isOver = false;
    const over = (then: () => void) => () => {
      if (isOver) return;
      isOver = true;
      late();
      then();
    };
    const late = this.#timeline.after(ANSWER_MS_MAX, () => over(again)());
    process.whenDead(over(again));
    this.#timeline.after(this.#random() * TRAVELS_MS_MAX, () =>
      process.run(() => {
        const answered = (then: () => void) => () => {
          // What a process that has died since would have said nobody hears.
          if (process.isAlive) this.#timeline.after(this.#random() * TRAVELS_MS_MAX, over(then));
        };
        take(payload).then(
          answered(() => taken(taker)),
          answered(again),
        );
      }),
    );
  }
}
