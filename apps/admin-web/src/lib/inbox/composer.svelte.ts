import { Draft } from "#lib/session/draft.svelte.ts";
import type { Quoted } from "./outbox.svelte.ts";
import { keyOf } from "./rows.ts";
import type { Ref } from "./types.ts";

interface Words {
  readonly text: string;
  readonly note: string;
  readonly quote: Quoted | null;
  readonly mode: "reply" | "note";
}
const EMPTY: Words = { text: "", note: "", quote: null, mode: "reply" };

/** What is being written in a conversation. All but a file outlives a reload; what was typed in one mode stays in it. */
export class ComposerDraft {
  file = $state.raw<File | null>(null);
  readonly #kept: Draft<Words>;

  constructor(ref: Ref) {
    this.#kept = new Draft<Words>(`conversa:${keyOf(ref)}`, EMPTY);
  }

  get text(): string {
    return this.#kept.value.text;
  }
  get note(): string {
    return this.#kept.value.note;
  }
  get quote(): Quoted | null {
    return this.#kept.value.quote;
  }
  get isNote(): boolean {
    return this.#kept.value.mode === "note";
  }

  setText = (text: string): void => this.#change({ text });
  setNote = (note: string): void => this.#change({ note });
  setQuote = (quote: Quoted | null): void => this.#change({ quote });
  setMode = (mode: Words["mode"]): void => this.#change({ mode });

  sent(): void {
    this.file = null;
    this.#change({ text: "", quote: null });
  }

  #change(change: Partial<Words>): void {
    this.#kept.value = { ...this.#kept.value, ...change };
    this.#kept.keep();
  }
}
