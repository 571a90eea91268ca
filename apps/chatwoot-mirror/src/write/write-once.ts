import { DeskError } from "@acolhe/chatwoot";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";

/** The outcome of a write is not known yet and cannot be: its call may still be under way at the desk. */
export class StillUnderWay extends Error {
  override readonly name = "StillUnderWay";
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super("a call whose answer was lost may still be under way");
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Writes something at the desk once, although the desk does not know repeats. That it is about to be written is saved
 * first, by compare-and-set; whoever finds that note without a result looks at the desk before writing again.
 * A call may take effect after its caller gave up: only when it can no longer be under way does "not there" count. So
 * it begins within the first third of that time, or not at all.
 *
 * @throws DeskError, RecordConflict (another process is at it), StillUnderWay
 */
export async function writeOnce<T>(
  deps: Pick<MirrorDeps, "settings" | "metrics" | "now">,
  handle: Handle,
  mark: string,
  how: {
    readonly look: () => Promise<T | null>;
    readonly write: () => Promise<T>;
    /** Others make such things too, so it is looked for before the first write as well. Default: a repeat only. */
    readonly mayExist?: boolean;
  },
): Promise<T> {
  const { settings, metrics, now } = deps;
  const { writing } = handle.record;
  const isRepeat = writing?.mark === mark;
  // A first message has nothing to be found, and looking would double the calls.
  if (isRepeat || how.mayExist) {
    const found = await how.look();
    if (found !== null) {
      if (isRepeat) metrics.adopted.inc();
      return found;
    }
    const leftMs = isRepeat ? writing.at + settings.writeGraceMs - now() : 0;
    if (leftMs > 0) throw new StillUnderWay(leftMs);
  }
  const begun = { mark, at: now() };
  handle.record = { ...handle.record, writing: begun };
  await handle.save();
  // A process that stood still meanwhile may have been given up, and the write be another's by now.
  if (now() - begun.at > settings.writeGraceMs / 3) throw new StillUnderWay(0);
  try {
    return await how.write();
  } catch (error) {
    const wroteNothing = error instanceof DeskError && ["retry", "refuse", "gone", "stop"].includes(error.kind);
    if (wroteNothing) {
      handle.record = { ...handle.record, writing: null };
      await handle.save();
    }
    throw error;
  }
}
