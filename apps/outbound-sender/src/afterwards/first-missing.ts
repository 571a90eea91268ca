/** Remembered at once; forgetting one costs one more wait. */
const REMEMBERED_MAX = 1_000;

/** When this process first found a message no longer queued: a queue that is slow may have let it go a moment ago. */
export function createFirstMissing(now: () => number) {
  const since = new Map<string, number>();
  return (which: string): number => {
    if (since.size >= REMEMBERED_MAX) since.clear();
    const first = since.get(which) ?? now();
    since.set(which, first);
    return first;
  };
}
