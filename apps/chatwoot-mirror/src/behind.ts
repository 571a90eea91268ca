/** How far the desk is behind: the turns it was to be shown and has not taken. */
export interface Behind {
  /** A contact has a turn, stored then (epoch ms), that is not at the desk. */
  waits(contact: string, storedAtMs: number): void;
  /** All of the contact is at the desk. */
  shown(contact: string): void;
  /** Of the oldest; 0 while the desk has all that it was given. */
  seconds(): number;
}

export function createBehind(now: () => number): Behind {
  const since = new Map<string, number>();
  return {
    waits: (contact, storedAtMs) => void since.set(contact, Math.min(since.get(contact) ?? storedAtMs, storedAtMs)),
    shown: (contact) => void since.delete(contact),
    seconds: () => (since.size === 0 ? 0 : Math.max(0, now() - Math.min(...since.values())) / 1000),
  };
}
