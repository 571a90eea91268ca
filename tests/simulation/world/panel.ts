import { type CoreBus, publish, sleep } from "@acolhe/bus";

interface Fact {
  readonly subject: string;
  readonly body: unknown;
  readonly id: string;
}

const AGAIN_MS = 50;

/**
 * Stands for the panel and the operators' command line: a fact goes to the broker until it is there, those of a subject one after
 * another. Differs from the real ones in that it never dies, so that no fact is lost before it has begun.
 */
export class SimulatedPanel {
  readonly #bus: CoreBus;
  readonly #waiting = new Map<string, Fact[]>();

  constructor(bus: CoreBus) {
    this.#bus = bus;
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  tell(subject: string, body: unknown, id: string): void {
    const before = this.#waiting.get(subject);
    if (before) before.push({ subject, body, id });
    else {
      const queue = [{ subject, body, id }];
      this.#waiting.set(subject, queue);
      void this.#drain(subject, queue);
    }
  }

  async #drain(subject: string, queue: Fact[]): Promise<void> {
    for (let fact = queue[0]; fact; fact = queue[0]) {
      try {
        await publish(this.#bus, fact.subject, fact.body, { id: fact.id });
        queue.shift();
      } catch {
        // The broker is away or full; the fact stays where it is.
        await sleep(this.#bus.host, AGAIN_MS);
      }
    }
    this.#waiting.delete(subject);
  }
}
