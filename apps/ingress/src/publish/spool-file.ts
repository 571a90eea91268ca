import { constants } from "node:fs";
import { join } from "node:path";
import type { Disk, DiskFile } from "./disk.ts";
import { decodeRecord } from "./spool-record.ts";

export class SpoolUnusable extends Error {
  override readonly name = "SpoolUnusable";
}

export const FULL = "the spool is full";
export const unusable = (cause: unknown, what: string): SpoolUnusable =>
  cause instanceof SpoolUnusable ? cause : new SpoolUnusable(what, { cause });

const READ_BYTES = 256 * 1024;
const LINE_BREAK = 0x0a;

interface SpoolFileOptions {
  readonly dir: string;
  readonly bytesMax: number;
  readonly disk: Disk;
  readonly onTrouble: (what: string) => void;
  /** How many records a former process left. */
  readonly onFound: (count: number) => void;
}

/** The spool's file: lines, whole and certain, or cut off again. Its calls come one after another. */
export function createSpoolFile(options: SpoolFileOptions) {
  const { dir, bytesMax, disk } = options;
  let file: DiskFile | null = null;
  /** Bytes of whole records. */
  let length = 0;
  let recovered = false;
  let failed = false;

  async function opened(): Promise<DiskFile> {
    if (file) return file;
    file = await openFile(disk, dir, recover);
    failed = false;
    return file;
  }

  async function recover(handle: DiskFile): Promise<void> {
    if (recovered) return handle.truncate(length);
    const found = await recordsIn(handle, options.onTrouble);
    length = found.length;
    options.onFound(found.count);
    recovered = true;
  }

  return {
    get length() {
      return length;
    },
    get usable() {
      return !failed;
    },
    /** What a former process left is counted. */
    get known() {
      return recovered;
    },
    open: (): Promise<unknown> =>
      opened().catch((cause) => {
        failed = true;
        throw unusable(cause, "the spool could not be opened");
      }),
    async write(bytes: Buffer): Promise<void> {
      const handle = await opened();
      if (length + bytes.length > bytesMax) throw new SpoolUnusable(FULL);
      for (let written = 0; written < bytes.length; )
        written += (await handle.write(bytes, written, bytes.length - written, length + written)).bytesWritten;
      await handle.datasync();
      length += bytes.length;
    },
    read: async (from: number) => readLines(await opened(), from, length),
    /** Leaves nothing in it. False: it is not open, so it stays as it is. */
    async empty(): Promise<boolean> {
      if (!file) return false;
      await file.truncate(0);
      length = 0;
      return true;
    },
    /** After a failed fsync the system may have dropped the pages: only a newly opened file tells what is there. */
    async giveUp(): Promise<void> {
      failed = true;
      await file?.close().catch(() => {});
      file = null;
    },
    async close(): Promise<void> {
      await file?.close();
      file = null;
    },
  };
}

async function openFile(disk: Disk, dir: string, recover: (handle: DiskFile) => Promise<void>): Promise<DiskFile> {
  await disk.mkdir(dir, { recursive: true });
  // It may be older than the rule that no other user reads it.
  await disk.chmod(dir, 0o700);
  const handle = await disk.open(join(dir, "spool.log"), constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await recover(handle);
    await handle.datasync();
    // A new file is only certain once its folder is.
    const folder = await disk.open(dir, "r");
    await folder.sync().finally(() => folder.close());
  } catch (error) {
    await handle.close().catch(() => {});
    throw error;
  }
  return handle;
}

/** How many records there are, and up to where; a torn last line is cut off. */
async function recordsIn(handle: DiskFile, onTrouble: (what: string) => void) {
  const { size } = await handle.stat();
  let length = 0;
  let count = 0;
  for (;;) {
    const { lines, end } = await readLines(handle, length, size);
    if (lines.length === 0) break;
    for (const line of lines) if (decodeRecord(line.bytes) !== undefined) count++;
    length = end;
  }
  if (length < size) {
    onTrouble("the spool ended in a torn line, which nobody was promised; cut off");
    await handle.truncate(length);
  }
  return { length, count };
}

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
