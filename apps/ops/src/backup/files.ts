import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandError } from "../command.ts";
import type { CopiedFile } from "./manifest.ts";

/** It holds what people wrote, so only its owner may read it. */
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** @throws CommandError when something is in it already */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  if ((await readdir(folder)).length > 0)
    throw new CommandError(`${folder} is not empty: a backup wants a folder of its own`);
}

/** A file of a backup, hashed while it is written; on the disk when it ends. */
export async function writeCopy(folder: string, file: string) {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  const handle = await open(path, "wx", FILE_MODE);
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    async write(data: Uint8Array | string): Promise<void> {
      const buffer = typeof data === "string" ? Buffer.from(data) : data;
      hash.update(buffer);
      bytes += buffer.length;
      await handle.writeFile(buffer);
    },
    async end(): Promise<CopiedFile> {
      await handle.sync();
      await handle.close();
      return { file, bytes, sha256: hash.digest("hex") };
    },
  };
}

/** @throws CommandError when the file is not what was written */
export async function checkCopy(folder: string, { file, sha256 }: CopiedFile): Promise<void> {
  const hash = createHash("sha256");
  try {
    for await (const piece of createReadStream(join(folder, file))) hash.update(piece as Buffer);
  } catch (cause) {
    throw new CommandError(`${file} of the backup cannot be read`, { cause });
  }
  if (hash.digest("hex") !== sha256)
    throw new CommandError(`${file} of the backup is damaged: its checksum is another`);
}

const LINES_AT_ONCE = 200;

/** Lines of a table's copy, some at a time. Not by `readline`, which ends a line at U+2028 as well: people write that. */
export async function* linesOf(folder: string, file: string): AsyncGenerator<readonly string[]> {
  let lines: string[] = [];
  let rest = "";
  for await (const piece of createReadStream(join(folder, file), { encoding: "utf8" })) {
    const [first = "", ...more] = String(piece).split("\n");
    rest += first;
    for (const next of more) {
      lines.push(rest);
      rest = next;
    }
    if (lines.length < LINES_AT_ONCE) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}

export const piecesOf = (folder: string, file: string): AsyncIterable<Uint8Array> =>
  createReadStream(join(folder, file));
