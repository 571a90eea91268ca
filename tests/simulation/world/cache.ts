import type { RateLimit } from "@acolhe/cache";

/** Redis, as far as it is used: hints, which are gone whenever it was away. */
export class SimulatedCache {
  readonly #hints = new Map<string, string>();
  isAway = false;

  goAway(): void {
    this.isAway = true;
    this.#hints.clear();
  }

  comeBack(): void {
    this.isAway = false;
  }

  remember(key: string, value: string): void {
    if (!this.isAway) this.#hints.set(key, value);
  }

  recall = async (key: string): Promise<string | null> => (this.isAway ? null : (this.#hints.get(key) ?? null));

  /** Nobody writes too much here. */
  rateLimit = async (): Promise<RateLimit | null> => null;
}
