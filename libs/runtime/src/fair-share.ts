/*
 * Fair share: places for work that waits for others, shared by many contacts.
 *
 * F1. At most `places` pieces of work are under way, at most `placesPerKey` of them for one key.
 * F2. Keys take turns: one that was let in goes behind all others that wait.
 * F3. At most `inHandPerKey` are under way or waiting for one key, and `inHandMax` for all. What is more is not taken, so
 *     that the hands of the caller stay free for others.
 */

export interface FairShareOptions {
  readonly places: number;
  readonly placesPerKey: number;
  readonly inHandPerKey: number;
  readonly inHandMax: number;
}

export interface FairShare {
  /** Does the work as soon as it is its turn. Null: not taken, because there is too much in hand. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | null;
}

interface Share {
  running: number;
  readonly waiting: Array<() => void>;
}

export function createFairShare(options: FairShareOptions): FairShare {
  /** In the order of their turns: a key that was let in goes to the end. */
  const shares = new Map<string, Share>();
  let running = 0;
  let inHand = 0;

  function letIn(): void {
    while (running < options.places) {
      const next = [...shares].find(([, { running, waiting }]) => waiting.length > 0 && running < options.placesPerKey);
      if (!next) return;
      const [key, share] = next;
      shares.delete(key);
      shares.set(key, share);
      share.running++;
      running++;
      share.waiting.shift()!();
    }
  }

  function leave(key: string, share: Share): void {
    share.running--;
    running--;
    inHand--;
    if (share.running === 0 && share.waiting.length === 0) shares.delete(key);
    letIn();
  }

  async function inTurn<T>(key: string, share: Share, work: () => Promise<T>): Promise<T> {
    const { promise: turn, resolve } = Promise.withResolvers<void>();
    share.waiting.push(resolve);
    inHand++;
    letIn();
    await turn;
    try {
      return await work();
    } finally {
      leave(key, share);
    }
  }

  return {
    run(key, work) {
      const share = shares.get(key) ?? { running: 0, waiting: [] };
      if (share.running + share.waiting.length >= options.inHandPerKey || inHand >= options.inHandMax) return null;
      shares.set(key, share);
      return inTurn(key, share, work);
    },
  };
}
