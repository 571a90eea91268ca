import { AUDIT_NAMED_MAX, AUDIT_ONCE_MS } from "../limits.ts";

/**
 * What the audit has of late. The panel reads what is on the screen again with each change, several times a minute all day:
 * with a row for each the audit hid what a person did. The same reading by the same login from the same address is
 * noted once in a while; asked for otherwise, with other words or of another page, it is another one.
 */
export interface Once {
  /** Writes, unless the same was written a short while ago. @throws what writing threw: it counts for nothing */
  note(name: string, write: () => Promise<void>): Promise<void>;
}

interface Noted {
  readonly until: number;
  readonly written: Promise<void>;
}

export function createOnce(now: () => number = Date.now): Once {
  /** The oldest first. A process that starts anew notes once more. */
  const known = new Map<string, Noted>();

  function forget(): void {
    for (const [name, { until }] of known) {
      if (until > now() && known.size < AUDIT_NAMED_MAX) return;
      known.delete(name);
    }
  }

  return {
    async note(name, write) {
      const before = known.get(name);
      // Of two at the same moment the second is told nothing before the first is written.
      if (before && before.until > now() && (await isWritten(before.written))) return;
      forget();
      const one = { until: now() + AUDIT_ONCE_MS, written: write() };
      known.delete(name);
      known.set(name, one);
      if (await isWritten(one.written)) return;
      if (known.get(name) === one) known.delete(name);
      await one.written;
    },
  };
}

const isWritten = (written: Promise<void>): Promise<boolean> =>
  written.then(
    () => true,
    () => false,
  );
