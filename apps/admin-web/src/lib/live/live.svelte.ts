import { queryClient } from "#lib/api/query.ts";
import { type Change, keysOf } from "./keys.ts";
import { followChanges } from "./stream.ts";

/**
 * One stream of changes for all tabs. The tab that holds the lock follows it and tells the others; when it closes, the
 * lock goes to the next.
 *
 * L1. Every tab hears every change that comes after it read what it shows, also before the first connection. L2. After a break everything on the screen is read again.
 */

const LOCK = "acolhe-live";
const CHANNEL = "acolhe-live";

type Told = { readonly kind: "event"; readonly change: Change } | { readonly kind: "connected"; readonly is: boolean };

class Live {
  /** Undefined until the first word of whichever tab follows. */
  isConnected = $state<boolean>();
  #ending: AbortController | undefined;
  #listeners = new Set<(change: Change) => void>();

  /** `from`: how far the changes were when the first of what is shown was read. */
  start(from: Promise<string | undefined>): void {
    if (this.#ending) return;
    const ending = new AbortController();
    this.#ending = ending;
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    ending.signal.addEventListener("abort", () => channel.close());
    const tell = (told: Told) => {
      this.#hear(told);
      if (!ending.signal.aborted) channel.postMessage(told);
    };
    void navigator.locks
      .request(LOCK, { signal: ending.signal }, async () =>
        followChanges({
          from: await from,
          signal: ending.signal,
          onEvent: ({ type, data }) => tell({ kind: "event", change: { type, ...(data as object) } }),
          onConnected: (is) => tell({ kind: "connected", is }),
        }),
      )
      .catch(() => undefined);
  }

  stop(): void {
    this.#ending?.abort();
    this.#ending = undefined;
    this.isConnected = undefined;
  }

  /** @returns what ends the listening */
  onChange(then: (change: Change) => void): () => void {
    this.#listeners.add(then);
    return () => this.#listeners.delete(then);
  }

  #hear(told: Told): void {
    if (told.kind === "connected") {
      if (told.is && this.isConnected === false) void queryClient.invalidateQueries();
      this.isConnected = told.is;
      return;
    }
    this.isConnected = true;
    for (const queryKey of keysOf(told.change)) void queryClient.invalidateQueries({ queryKey });
    for (const listener of this.#listeners) listener(told.change);
  }
}

export const live = new Live();
