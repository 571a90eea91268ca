/** What the sender needs of a shared cache. It may be away at any moment; nothing here decides whether to send. */
export interface SharedPace {
  /** Milliseconds to wait for the next send of the number, or null when the cache is away. */
  take(channel: string, options: { intervalMs: number; burst: number }): Promise<number | null>;
}

export interface Hints {
  /** Lets ingress tell our own echo at once, should it come without its marks. */
  sent(channel: string, messageId: string, contact: string): void;
}
