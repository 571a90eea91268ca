import { dropEarly } from "#lib/api/early.ts";
import { isBehind } from "#lib/api/noted.ts";
import { queryClient } from "#lib/api/query.ts";
import { type Change, keysOf } from "./keys.ts";
import { readAgain } from "./read-again.ts";
import { followChanges } from "./stream.ts";

/**
 * One stream of changes for all tabs. The tab that holds the lock follows it and tells the others; when it closes, the
 * lock goes to the next.
 *
 * L1. Every tab hears every change that comes after it read what it shows, also before the first connection. One that read
 * before it could hear asks the one that follows whether it missed any, and reads everything again if so. L2. After a
 * break everything on the screen is read again.
 */

const LOCK = "acolhe-live";
const CHANNEL = "acolhe-live";

/** What the tab that follows tells the others. */
type Told =
  | { readonly kind: "event"; readonly change: Change }
  | { readonly kind: "connected"; readonly is: boolean }
  | { readonly kind: "missed"; readonly tab: number };
/** What a tab asks that came after the one that follows: whether any change was told behind this place. */
interface Asked {
  readonly kind: "missed?";
  readonly tab: number;
  readonly from: string;
}

class Live {
  /** Undefined until the first word of whichever tab follows. */
  isConnected = $state<boolean>();
  #ending: AbortController | undefined;
  #listeners = new Set<(change: Change) => void>();
  readonly #tab = performance.timeOrigin;

  /** `from`: how far the changes were when the first of what is shown was read. */
  start(from: Promise<string | undefined>): void {
    if (this.#ending) return;
    const ending = new AbortController();
    this.#ending = ending;
    const channel = new BroadcastChannel(CHANNEL);
    /** Up to where this tab has told the others; undefined while another one follows. */
    let toldTo: string | undefined;
    channel.onmessage = ({ data }: MessageEvent<Told | Asked>) => {
      if (data.kind !== "missed?") this.#hear(data);
      else if (toldTo && isBehind(data.from, toldTo)) channel.postMessage({ kind: "missed", tab: data.tab });
    };
    void from.then((place) => {
      if (place && !ending.signal.aborted) channel.postMessage({ kind: "missed?", tab: this.#tab, from: place });
    });
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
          onEvent: ({ id, type, data }) => {
            toldTo = id ?? toldTo;
            tell({ kind: "event", change: { type, ...(data as object) } });
          },
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
    if (told.kind === "missed") {
      if (told.tab !== this.#tab) return;
      dropEarly();
      readAgain(queryClient);
      return;
    }
    if (told.kind === "connected") {
      if (told.is && this.isConnected === false) readAgain(queryClient);
      this.isConnected = told.is;
      return;
    }
    this.isConnected = true;
    for (const queryKey of keysOf(told.change)) readAgain(queryClient, queryKey);
    for (const listener of this.#listeners) listener(told.change);
  }
}

export const live = new Live();
