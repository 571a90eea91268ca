import { ApiProblem } from "#lib/api/problem.ts";

const ASK_EVERY_MS = 3_000;

/** Whether the API answers. When it does not, it is asked until it does, and `onBack` tells who must read anew. */
class Reachable {
  isThere = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onBack: () => void = () => undefined;

  onBack(then: () => void): void {
    this.#onBack = then;
  }

  heard(): void {
    if (this.isThere) return;
    clearTimeout(this.#timer);
    this.isThere = true;
    this.#onBack();
  }

  failed(error: unknown): void {
    if (!(error instanceof ApiProblem) || !error.isOffline || !this.isThere) return;
    this.isThere = false;
    this.#askLater();
  }

  #askLater(): void {
    this.#timer = setTimeout(async () => {
      const response = await fetch("/health/live").catch(() => undefined);
      if (response?.ok) this.heard();
      else this.#askLater();
    }, ASK_EVERY_MS);
  }
}

export const reachable = new Reachable();
