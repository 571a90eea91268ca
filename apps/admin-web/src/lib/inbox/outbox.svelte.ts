import { api } from "#lib/api/client.ts";
import { ApiProblem, answer } from "#lib/api/problem.ts";
import { Draft } from "#lib/session/draft.svelte.ts";
import { keyOf } from "./rows.ts";
import type { Item, Message, Ref } from "./types.ts";

/**
 * What was sent and is not in the timeline yet.
 *
 * Modes of a message: sending → sent → (in the timeline) gone; sending → failed → sending, or discarded.
 * B1. Messages leave in the order they were written. B2. A message sent again has the key it had before, so it is stored
 * once, even where only the answer was lost. B3. What failed outlives a reload until it is sent or discarded.
 */

export interface Quoted {
  readonly id: string;
  readonly author: Message["author"];
  readonly text: string;
}

export interface Pending {
  readonly key: string;
  readonly text: string;
  /** The file it comes with; its bytes are only in memory. */
  readonly fileName: string | null;
  readonly quote: Quoted | null;
  readonly at: number;
  readonly state: "sending" | "sent" | "failed";
  /** Its number in the conversation's log, by which the timeline shows it. */
  readonly seq: number | null;
  /** What the API said against it; null where it could not be reached. */
  readonly refusal: string | null;
}

export interface Written {
  readonly text: string;
  readonly quote: Quoted | null;
  readonly file: File | null;
}

export class Outbox {
  readonly #ref: Ref;
  readonly #kept: Draft<readonly Pending[]>;
  readonly #files = new Map<string, File>();
  #queue: Promise<void> = Promise.resolve();

  constructor(ref: Ref) {
    this.#ref = ref;
    this.#kept = new Draft<readonly Pending[]>(`enviando:${keyOf(ref)}`, []);
    // The page was left while it was on its way: whether it arrived is not known, and sending it again does no harm.
    this.#kept.value = this.#kept.value.map((one) => (one.state === "sending" ? { ...one, state: "failed" } : one));
  }

  get messages(): readonly Pending[] {
    return this.#kept.value;
  }

  send({ text, quote, file }: Written): void {
    const key = crypto.randomUUID();
    if (file) this.#files.set(key, file);
    const state = { at: Date.now(), state: "sending", seq: null, refusal: null } as const;
    this.#set([...this.messages, { key, text, quote, fileName: file?.name ?? null, ...state }]);
    this.#enqueue(key);
  }

  /** False for a file whose bytes went with a reload: it has to be attached again. */
  canSendAgain({ key, fileName }: Pending): boolean {
    return fileName === null || this.#files.has(key);
  }

  again(key: string): void {
    this.#change(key, { state: "sending", refusal: null });
    this.#enqueue(key);
  }

  /** @returns its text, for the composer */
  discard(key: string): string {
    const text = this.messages.find((one) => one.key === key)?.text ?? "";
    this.#files.delete(key);
    this.#set(this.messages.filter((one) => one.key !== key));
    return text;
  }

  /** What the timeline shows is no longer needed here. */
  settle(items: readonly Item[]): void {
    const there = new Set(items.map((item) => (item.type === "turn" ? item.eventSeq : undefined)));
    const left = this.messages.filter(({ seq }) => seq === null || !there.has(seq));
    if (left.length < this.messages.length) this.#set(left);
  }

  #enqueue(key: string): void {
    this.#queue = this.#queue.then(() => this.#deliver(key));
  }

  async #deliver(key: string): Promise<void> {
    const message = this.messages.find((one) => one.key === key);
    if (message?.state !== "sending") return;
    try {
      const { seq } = await post(this.#ref, message, this.#files.get(key));
      this.#files.delete(key);
      this.#change(key, { state: "sent", seq });
    } catch (error) {
      const isRefusal = error instanceof ApiProblem && !error.isOffline;
      this.#change(key, { state: "failed", refusal: isRefusal ? [error.title, error.detail].join(" ").trim() : null });
    }
  }

  #change(key: string, change: Partial<Pending>): void {
    this.#set(this.messages.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  #set(messages: readonly Pending[]): void {
    this.#kept.value = messages;
    this.#kept.keep();
  }
}

function post({ channel, contact }: Ref, { key, text, quote }: Pending, file: File | undefined) {
  const params = { path: { channel, contact }, header: { "idempotency-key": key } };
  const replyTo = quote && { replyTo: quote.id };
  if (!file)
    return answer(
      api.POST("/api/v1/conversations/{channel}/{contact}/messages", { params, body: { text, ...replyTo } }),
    );
  const query = { fileName: file.name, ...(text && { caption: text }), ...replyTo };
  return answer(
    api.POST("/api/v1/conversations/{channel}/{contact}/files", {
      params: { ...params, query },
      headers: { "content-type": file.type || "application/octet-stream" },
      body: file as never,
      bodySerializer: (bytes: unknown) => bytes as Blob,
    }),
  );
}
