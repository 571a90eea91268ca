import { type Disk, realDisk } from "./disk.ts";
import { createSpoolFile, FULL, SpoolUnusable, unusable } from "./spool-file.ts";
import { decodeRecord, encodeRecord } from "./spool-record.ts";

/*
 * Spool: facts that wait on the disk for the broker, in the order they came.
 *
 * Modes: closed (not opened yet, or the disk failed) → open. An append tries to open it again, and so does the drain.
 * 1. `append` resolves after fsync; appends that wait together share one. It rejects when nothing is certain, and then
 *    the file is cut back to its last certain length before anything else is written.
 * 2. `outstanding` counts from the call of append until `release`, so a caller that sees 0 knows nothing is before it, once
 *    the spool is `known`.
 * 3. A torn last line, left by a crash before its fsync, is cut off: it was never promised. A damaged line further up is
 *    skipped and told.
 * 4. Everything that touches the file happens one after another.
 */

interface SpoolBatch {
  readonly records: ReadonlyArray<{ value: unknown; end: number }>;
  /** There are records behind these. */
  readonly more: boolean;
}

interface SpoolOptions {
  readonly dir: string;
  readonly bytesMax: number;
  /** Told of trouble that belongs to no request: a damaged line, a file that could not be cut. */
  readonly onTrouble: (what: string, error?: unknown) => void;
  readonly disk?: Disk;
}

export function createSpool(options: SpoolOptions) {
  const { bytesMax, onTrouble, disk = realDisk } = options;
  const onFound = (count: number) => {
    outstanding += count;
  };
  const file = createSpoolFile({ ...options, disk, onFound });
  const waiting = createWaiting();
  const alone = createAlone();
  /** Up to where records were released. */
  let offset = 0;
  let outstanding = 0;

  async function flush(): Promise<void> {
    const batch = waiting.takeAll();
    try {
      if (batch.length > 0) await file.write(Buffer.concat(batch.map(({ line }) => line)));
      for (const one of batch) one.resolve();
    } catch (cause) {
      outstanding -= batch.length;
      await file.giveUp();
      for (const one of batch) one.reject(unusable(cause, "the spool could not be written"));
    }
  }

  return {
    get outstanding() {
      return outstanding;
    },
    get usable() {
      return file.usable;
    },
    /** What a former process left is counted. Before, `outstanding` says nothing of it. */
    get known() {
      return file.known;
    },
    /** Opens it early, to find what a former process left. Rejects when the disk refuses. */
    open: () => alone(file.open),
    append(value: unknown): Promise<void> {
      const line = encodeRecord(value);
      if (file.length + waiting.bytes + line.length > bytesMax) return Promise.reject(new SpoolUnusable(FULL));
      outstanding++;
      const appended = waiting.add(line);
      void alone(flush);
      return appended;
    },
    /** The next records behind `from`, oldest first; without it, the oldest that was not released. */
    read: (from?: number) =>
      alone(async (): Promise<SpoolBatch> => {
        const { lines, end } = await file.read(from ?? offset);
        const { records, isDamaged, damagedUpTo } = recordsOf(lines);
        if (isDamaged) onTrouble("a damaged line of the spool was skipped");
        if (from === undefined && damagedUpTo !== null) offset = damagedUpTo;
        return { records, more: end < file.length };
      }),
    /** The record that ends here is in the broker. */
    release(end: number): void {
      offset = end;
      outstanding--;
    },
    /**
     * Empties the file when all of it was released. Until then a crash makes it start over, which the broker and the
     * engine take as repeats; a mark of how far it came could be newer than the file and hide a fact.
     */
    settle: () =>
      alone(async () => {
        if (offset > 0 && offset >= file.length && (await file.empty())) offset = 0;
      }),
    close: () => alone(file.close),
  };
}
export type Spool = ReturnType<typeof createSpool>;

/** 4. */
function createAlone() {
  let tail: Promise<unknown> = Promise.resolve();
  return <T>(run: () => Promise<T>): Promise<T> => {
    const mine = tail.then(run, run);
    tail = mine.catch(() => {});
    return mine;
  };
}

/** Lines that wait to be written together. */
function createWaiting() {
  let lines: Array<{ line: Buffer; resolve: () => void; reject: (error: unknown) => void }> = [];
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    add(line: Buffer): Promise<void> {
      bytes += line.length;
      return new Promise((resolve, reject) => void lines.push({ line, resolve, reject }));
    },
    takeAll() {
      const all = lines;
      lines = [];
      bytes = 0;
      return all;
    },
  };
}

/** A damaged line is never released by itself: it goes with the record before it, or with what is behind it. */
function recordsOf(lines: ReadonlyArray<{ bytes: Buffer; end: number }>) {
  const records: Array<{ value: unknown; end: number }> = [];
  let isDamaged = false;
  let damagedUpTo: number | null = null;
  for (const { bytes, end } of lines) {
    const value = decodeRecord(bytes);
    const before = records.at(-1);
    if (value !== undefined) records.push({ value, end });
    else {
      isDamaged = true;
      if (before) before.end = end;
      else damagedUpTo = end;
    }
  }
  return { records, isDamaged, damagedUpTo };
}
