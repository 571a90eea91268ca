import { session } from "./session.svelte.ts";

const PREFIX = "acolhe:draft:";
const KEPT_MS = 7 * 24 * 3600_000;

/**
 * What a person typed and did not send: it outlives a reload, the end of the login and a dead API, on this device and
 * for this person. After a week it is gone.
 */
export class Draft<T> {
  value = $state() as T;
  readonly #key: string;
  readonly #empty: T;

  constructor(name: string, empty: T) {
    this.#key = `${PREFIX}${session.me?.id ?? ""}:${name}`;
    this.#empty = empty;
    this.value = read<T>(this.#key) ?? structuredClone(empty);
  }

  /** To be called with every change; an empty draft leaves nothing behind. */
  keep(): void {
    if (JSON.stringify(this.value) === JSON.stringify(this.#empty)) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, JSON.stringify({ at: Date.now(), value: this.value }));
  }

  clear(): void {
    this.value = structuredClone(this.#empty);
    localStorage.removeItem(this.#key);
  }
}

function read<T>(key: string): T | undefined {
  const text = localStorage.getItem(key);
  if (text === null) return undefined;
  try {
    const { at, value } = JSON.parse(text) as { at: number; value: T };
    if (Date.now() - at < KEPT_MS) return value;
  } catch {
    // Not one of ours, or of an older panel: forgotten below.
  }
  localStorage.removeItem(key);
  return undefined;
}
