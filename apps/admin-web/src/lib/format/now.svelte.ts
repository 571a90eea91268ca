const TICK_MS = 15_000;

/** The time, for what counts up on the screen. One timer for all. */
class Now {
  ms = $state(Date.now());

  constructor() {
    setInterval(() => {
      this.ms = Date.now();
    }, TICK_MS);
  }
}

export const now = new Now();
