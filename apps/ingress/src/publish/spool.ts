import { constants } from "node:fs";
import { join } from "node:path";
import { type Disk, type DiskFile, realDisk } from "./disk.ts";
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

class SpoolUnusable extends Error {
  override readonly name = "SpoolUnusable";
}

interface SpoolBatch {
  readonly records: ReadonlyArray<{ value: unknown; end: number }>;
  /** There are records behind these. */
  readonly more: boolean;
}

const READ_BYTES = 256 * 1024;
const LINE_BREAK = 0x0a;

export function createSpool(options: {
  dir: string;
  bytesMax: number;
  /** Told of what went wrong without being anybody's request: a damaged line, a file that could not be cut. */
  onTrouble: (what: string, error?: unknown) => void;
  disk?: Disk;
}) {
  const { dir, bytesMax, onTrouble, disk = realDisk } = options;
  const path = join(dir, "spool.log");
  let file: DiskFile | null = null;
  /** Bytes of whole records on the disk, and how many of them were released. */
  let length = 0;
  let offset = 0;
  let outstanding = 0;
  let recovered = false;
  let failed = false;
  let waiting: Array<{ line: Buffer; resolve: () => void; reject: (error: unknown) => void }> = [];
  let waitingBytes = 0;
  let tail: Promise<unknown> = Promise.resolve();

  /** 4. */
  function alone<T>(run: () => Promise<T>): Promise<T> {
    const mine = tail.then(run, run);
    tail = mine.catch(() => {});
    return mine;
  }

  async function opened(): Promise<DiskFile> {
    if (file) return file;
    await disk.mkdir(dir, { recursive: true });
    // It may be older than the rule that nobody else reads it.
    await disk.chmod(dir, 0o700);
    const handle = await disk.open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      if (recovered) await handle.truncate(length);
      else await recover(handle);
      await handle.datasync();
      // A new file is only certain once its folder is.
      const folder = await disk.open(dir, "r");
      await folder.sync().finally(() => folder.close());
    } catch (error) {
      await handle.close().catch(() => {});
      throw error;
    }
    failed = false;
    file = handle;
    return handle;
  }

  /** 3. */
  async function recover(handle: DiskFile): Promise<void> {
    const { size } = await handle.stat();
    let at = 0;
    let found = 0;
    for (;;) {
      const { lines, end } = await readLines(handle, at, size);
      if (lines.length === 0) break;
      for (const line of lines) if (decodeRecord(line.bytes) !== undefined) found++;
      at = end;
    }
    if (at < size) {
      onTrouble("the spool ended in a torn line, which nobody was promised; cut off");
      await handle.truncate(at);
    }
    length = at;
    outstanding += found;
    recovered = true;
  }

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    waitingBytes = 0;
    if (batch.length === 0) return;
    try {
      const handle = await opened();
      const bytes = Buffer.concat(batch.map(({ line }) => line));
      if (length + bytes.length > bytesMax) throw new SpoolUnusable("the spool is full");
      for (let written = 0; written < bytes.length; )
        written += (await handle.write(bytes, written, bytes.length - written, length + written)).bytesWritten;
      await handle.datasync();
      length += bytes.length;
      for (const one of batch) one.resolve();
    } catch (cause) {
      const error =
        cause instanceof SpoolUnusable ? cause : new SpoolUnusable("the spool could not be written", { cause });
      failed = true;
      outstanding -= batch.length;
      // After a failed fsync the system may have dropped the pages: only a newly opened file tells what is there.
      await file?.close().catch(() => {});
      file = null;
      for (const one of batch) one.reject(error);
    }
  }

  return {
    get outstanding() {
      return outstanding;
    },
    get usable() {
      return !failed;
    },
    /** What a former process left is counted. Before, `outstanding` says nothing of it. */
    get known() {
      return recovered;
    },
    /** Opens it early, to find what a former process left. Rejects when the disk refuses. */
    open: () =>
      alone(async () => void (await opened())).catch((cause) => {
        failed = true;
        throw new SpoolUnusable("the spool could not be opened", { cause });
      }),
    append(value: unknown): Promise<void> {
      const line = encodeRecord(value);
      if (length + waitingBytes + line.length > bytesMax) return Promise.reject(new SpoolUnusable("the spool is full"));
      outstanding++;
      waitingBytes += line.length;
      return new Promise((resolve, reject) => {
        waiting.push({ line, resolve, reject });
        void alone(flush);
      });
    },
    /** The next records behind `from`, oldest first; without it, the oldest that was not released. */
    read: (from?: number) =>
      alone(async (): Promise<SpoolBatch> => {
        const handle = await opened();
        const { lines, end: readTo } = await readLines(handle, from ?? offset, length);
        const records: Array<{ value: unknown; end: number }> = [];
        let damaged = false;
        for (const { bytes, end } of lines) {
          const value = decodeRecord(bytes);
          if (value !== undefined) {
            records.push({ value, end });
            continue;
          }
          damaged = true;
          // Nobody releases a damaged line: it goes with the record before it.
          const before = records.at(-1);
          if (before) before.end = end;
          else if (from === undefined) offset = end;
        }
        if (damaged) onTrouble("a damaged line of the spool was skipped");
        return { records, more: readTo < length };
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
        if (!file || offset === 0 || offset < length) return;
        await file.truncate(0);
        length = 0;
        offset = 0;
      }),
    close: () =>
      alone(async () => {
        await file?.close();
        file = null;
      }),
  };
}
export type Spool = ReturnType<typeof createSpool>;

/** Whole lines from `from` on, at least one if there is one. `end` is behind the last. */
async function readLines(handle: DiskFile, from: number, until: number) {
  const lines: Array<{ bytes: Buffer; end: number }> = [];
  for (let span = READ_BYTES; ; span *= 2) {
    const buffer = Buffer.alloc(Math.min(span, until - from));
    const { bytesRead } = buffer.length === 0 ? { bytesRead: 0 } : await handle.read(buffer, 0, buffer.length, from);
    let start = 0;
    for (let at = buffer.indexOf(LINE_BREAK); at >= 0 && at < bytesRead; at = buffer.indexOf(LINE_BREAK, start)) {
      lines.push({ bytes: buffer.subarray(start, at), end: from + at + 1 });
      start = at + 1;
    }
    if (lines.length > 0 || from + bytesRead >= until || bytesRead === 0) return { lines, end: from + start };
  }
}
