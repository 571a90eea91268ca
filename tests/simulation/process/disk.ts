import type { Disk, DiskFile } from "../../../apps/ingress/src/publish/disk.ts";
import type { Timeline } from "../timeline.ts";
import type { SimulatedProcess } from "./simulated-process.ts";

/** What of a file is certain, and what only the machine's memory has. */
interface Content {
  bytes: Buffer;
  certain: Buffer;
  /** Its name is certain, too: its folder was synced, or it was written as a whole. */
  isNamed: boolean;
}

interface Options {
  readonly timeline: Timeline;
  readonly random: () => number;
}

const TAKES_MS_MAX = 2;

/**
 * A disk that outlives the processes which use it. What was not synced is lost when its machine dies, and of a file's new
 * end a part may be left. Differences from a real one: what is overwritten is certain or not as a whole file, and a
 * folder is there when a file in it is.
 */
export class SimulatedDisk {
  readonly #files = new Map<string, Content>();
  readonly #options: Options;
  /** It takes nothing any more, as when it is full. */
  refuses = false;
  /** When it last took nothing. */
  refusedAt = Number.NEGATIVE_INFINITY;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The machine dies. */
  loseTail(): void {
    const { random } = this.#options;
    for (const [path, file] of this.#files) {
      if (!file.isNamed) this.#files.delete(path);
      const isLonger = file.bytes.length > file.certain.length;
      const kept = isLonger
        ? file.certain.length + Math.floor(random() * (file.bytes.length - file.certain.length))
        : 0;
      const tail = isLonger ? file.bytes.subarray(file.certain.length, kept) : Buffer.alloc(0);
      file.bytes = Buffer.concat([file.certain, tail]);
      file.certain = file.bytes;
    }
  }

  /** As a process sees it. `onEffect`: false when the process dies of what is about to be written. */
  of(process: SimulatedProcess, onEffect: (what: string) => boolean): Disk {
    const { timeline, random } = this.#options;
    const act = <T>(work: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        if (!process.isAlive) return;
        timeline.after(random() * TAKES_MS_MAX, () => {
          try {
            const result = work();
            process.run(() => resolve(result));
          } catch (error) {
            process.run(() => reject(error as Error));
          }
        });
      });
    const change = <T>(what: string, work: () => T): Promise<T> => {
      if (!process.isAlive || !onEffect(what)) return new Promise(() => {});
      return act(() => {
        if (this.refuses) {
          this.refusedAt = timeline.now;
          throw new Error("no space left on the simulated disk");
        }
        return work();
      });
    };
    const whole = (bytes: Buffer): Content => ({ bytes, certain: bytes, isNamed: true });
    return {
      mkdir: () => act(() => undefined),
      chmod: () => act(() => undefined),
      open: (path, flags) =>
        flags === "r" ? act(() => this.#folder(path, change)) : change("open", () => this.#file(path, act, change)),
      readFile: (path) =>
        act(() => {
          const file = this.#files.get(path);
          if (!file) throw new Error("there is no such file");
          return file.bytes.toString("utf8");
        }),
      writeFile: (path, text) => change("write", () => void this.#files.set(path, whole(Buffer.from(text)))),
      appendFile: (path, bytes) =>
        change("append", () => {
          const before = this.#files.get(path)?.bytes ?? Buffer.alloc(0);
          this.#files.set(path, whole(Buffer.concat([before, bytes])));
        }),
    };
  }

  #file(path: string, act: Act, change: Change): DiskFile {
    const file = this.#files.get(path) ?? { bytes: Buffer.alloc(0), certain: Buffer.alloc(0), isNamed: false };
    this.#files.set(path, file);
    const sync = () =>
      change("sync", () => {
        file.certain = file.bytes;
      });
    return {
      read: (buffer, offset, length, position) =>
        act(() => ({ bytesRead: file.bytes.copy(buffer, offset, position, position + length) })),
      write: (buffer, offset, length, position) =>
        change("write", () => {
          const end = Math.max(file.bytes.length, position + length);
          const bytes = Buffer.concat([file.bytes], end);
          buffer.copy(bytes, position, offset, offset + length);
          file.bytes = bytes;
          return { bytesWritten: length };
        }),
      truncate: (length) =>
        change("truncate", () => {
          file.bytes = Buffer.concat([file.bytes], length);
        }),
      stat: () => act(() => ({ size: file.bytes.length })),
      datasync: sync,
      sync,
      close: () => act(() => undefined),
    };
  }

  /** Synced, the names of what is in it are certain. */
  #folder(path: string, change: Change): DiskFile {
    const nothing = () => Promise.reject(new Error("a folder is not read or written"));
    return {
      ...{ read: nothing, write: nothing, truncate: nothing, stat: nothing, datasync: nothing },
      sync: () =>
        change("sync", () => {
          for (const [name, file] of this.#files) if (name.startsWith(`${path}/`)) file.isNamed = true;
        }),
      close: async () => {},
    };
  }
}

type Act = <T>(work: () => T) => Promise<T>;
type Change = <T>(what: string, work: () => T) => Promise<T>;
