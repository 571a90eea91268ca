import { DeskError } from "@acolhe/chatwoot";
import type { MirrorDeps } from "../ports.ts";
import type { Begun, Handle } from "../record.ts";

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
 * Writes something at the desk once, although the desk does not know repeats. A note that it is about to be written is
 * saved first, by compare-and-set. A process that finds the note without a result looks at the desk before writing
 * again. A call may take effect after its caller gave up, so "not there" counts only once no call can be under way. So
 * a call begins within the first third of that time, or not at all.
 *
 * @throws DeskError, RecordConflict (another process is at it), StillUnderWay
 */
export async function writeOnce<T>(
  deps: Pick<MirrorDeps, "settings" | "metrics" | "now">,
  handle: Handle,
  mark: string,
  how: {
    /** @param begunAt since when it may be there */
    readonly look: (begunAt: number) => Promise<T | null>;
    readonly write: () => Promise<T>;
    /** Others make such things too, so it is looked for before the first write as well. Default: a repeat only. */
    readonly mayExist?: boolean;
    /** No turn shows it, so that other things are begun before it is repeated; a caller saves what became of it. */
    readonly isBeside?: boolean;
  },
): Promise<T> {
  const { settings, metrics, now } = deps;
  const { isBeside = false } = how;
  const before = begunBefore(handle, mark, isBeside);
  const note = (begun: Begun | null) => noteBegun(handle, mark, { begun, isBeside });
  // The note of an item goes with it: until then the item may be begun again.
  const settled = () => isBeside && note(null);
  // A first message has nothing to be found, and looking would double the calls.
  if (before || how.mayExist) {
    const found = await how.look(before?.at ?? now());
    if (found !== null) {
      if (before) metrics.adopted.inc();
      settled();
      return found;
    }
    const leftMs = before ? before.at + settings.writeGraceMs - now() : 0;
    if (leftMs > 0) throw new StillUnderWay(leftMs);
  }
  const begun = { mark, at: now() };
  note(begun);
  await handle.save();
  // A process that stood still meanwhile may have been given up, and the write be another's by now.
  if (now() - begun.at > settings.writeGraceMs / 3) throw new StillUnderWay(0);
  try {
    const written = await how.write();
    settled();
    return written;
  } catch (error) {
    const wroteNothing = error instanceof DeskError && ["retry", "refuse", "gone", "stop"].includes(error.kind);
    if (wroteNothing) {
      note(null);
      await handle.save();
    }
    throw error;
  }
}

/** The note of a write that was about to begin, and that has no result since. */
function begunBefore({ record }: Handle, mark: string, isBeside: boolean): Begun | undefined {
  const noted = isBeside ? record.beside : record.writing ? [record.writing] : [];
  return noted.find((one) => one.mark === mark);
}

function noteBegun(
  handle: Handle,
  mark: string,
  { begun, isBeside }: { readonly begun: Begun | null; readonly isBeside: boolean },
): void {
  const others = handle.record.beside.filter((one) => one.mark !== mark);
  const patch = isBeside ? { beside: [...others, ...(begun ? [begun] : [])] } : { writing: begun };
  handle.record = { ...handle.record, ...patch };
}
