import { parentPort, workerData } from "node:worker_threads";
import { type ReadAs, readRows } from "./read-rows.ts";
import { FileRefused } from "./refused.ts";

/** A thread of its own for one file: what the file does to it ends with it. */
const { file, as } = workerData as { readonly file: Uint8Array; readonly as: ReadAs };
try {
  parentPort?.postMessage({ parsed: await readRows(Buffer.from(file.buffer, file.byteOffset, file.length), as) });
} catch (error) {
  if (!(error instanceof FileRefused)) throw error;
  parentPort?.postMessage({ refused: { code: error.code, detail: error.detail } });
}
