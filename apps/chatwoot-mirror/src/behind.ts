/** How far the desk is behind: the turns it was to be shown and has not taken. */
export interface Behind {
  /** A contact has a turn, stored then (epoch ms), that is not at the desk. */
  waits(contact: string, storedAtMs: number): void;
  /** All of the contact is at the desk. */
  shown(contact: string): void;
  /** Of the oldest; 0 while the desk has all that it was given. */
  seconds(): number;
}

/** What is still not taken is tried again within minutes; what is not, another process has shown. */
const TRIED_WITHIN_MS = 15 * 60_000;

export function createBehind(now: () => number): Behind {
  const waiting = new Map<string, { readonly since: number; readonly triedAt: number }>();
  return {
    waits(contact, storedAtMs) {
      const since = Math.min(waiting.get(contact)?.since ?? storedAtMs, storedAtMs);
      waiting.set(contact, { since, triedAt: now() });
    },
    shown: (contact) => void waiting.delete(contact),
    seconds() {
      let oldest = now();
      for (const [contact, { since, triedAt }] of waiting)
        if (now() - triedAt > TRIED_WITHIN_MS) waiting.delete(contact);
        else oldest = Math.min(oldest, since);
      return (now() - oldest) / 1000;
    },
  };
}
