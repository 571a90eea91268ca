import { appendFile, chmod, mkdir, open, readFile, writeFile } from "node:fs/promises";

/*
 * What the spool uses of the disk, by the names of `node:fs/promises`. There are two of it: the machine's, and one in
 * memory of tests/simulation, which can lose what was not synced.
 */

export interface Disk {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  chmod(path: string, mode: number): Promise<void>;
  open(path: string, flags: string | number, mode?: number): Promise<DiskFile>;
  readFile(path: string, encoding: "utf8"): Promise<string>;
  writeFile(path: string, text: string, options: Written): Promise<void>;
  appendFile(path: string, bytes: Uint8Array, options: Written): Promise<void>;
}

export interface DiskFile {
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  write(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  stat(): Promise<{ readonly size: number }>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface Written {
  readonly mode: number;
  /** Returns when it is on the disk. */
  readonly flush: true;
}

export const realDisk: Disk = { appendFile, chmod, mkdir, open, readFile, writeFile };
