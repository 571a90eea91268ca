import { Worker } from "node:worker_threads";
import { Problem } from "../http/problem.ts";
import { IMPORT_PARSE_MS_MAX, IMPORT_PARSER_MB_MAX } from "../limits.ts";
import type { Sentence } from "../sentences/catalogue.ts";
import type { ParsedFile, ReadAs } from "./read-rows.ts";
import { UNREADABLE_FILE } from "./refused.ts";
import { temporaryFolder } from "./temporary-folder.ts";

type Told = { readonly parsed: ParsedFile } | { readonly refused: { code: "invalid-request"; detail: Sentence } };

const TOO_LONG = "A leitura do arquivo demorou demais. Divida-o em partes menores, sem formatação, e envie de novo.";
const TOO_MUCH = "O conteúdo do arquivo é grande demais. Divida-o em partes menores.";

/**
 * Reads a spreadsheet in a thread with a deadline and its own memory: however it was made, requests beside it go on.
 *
 * @throws Problem invalid-request for what cannot be read, payload-too-large beyond any limit
 */
export async function parseFile(
  file: Buffer,
  as: ReadAs = {},
  { msMax = IMPORT_PARSE_MS_MAX, mbMax = IMPORT_PARSER_MB_MAX } = {},
): Promise<ParsedFile> {
  await using folder = await temporaryFolder();
  const worker = new Worker(new URL("./parse-worker.ts", import.meta.url), {
    workerData: { file, as },
    execArgv: [],
    // Readers put there what they cannot hold, and leave it when they are ended. Settings are none of theirs.
    env: { TMPDIR: folder.path },
    resourceLimits: { maxOldGenerationSizeMb: mbMax },
  });
  const { promise, resolve, reject } = Promise.withResolvers<ParsedFile>();
  const refuse = (code: "invalid-request" | "payload-too-large", detail: Sentence) =>
    reject(new Problem(code, { detail }));
  const deadline = setTimeout(() => refuse("payload-too-large", TOO_LONG), msMax);
  worker.once("message", (told: Told) =>
    "parsed" in told ? resolve(told.parsed) : refuse(told.refused.code, told.refused.detail),
  );
  worker.once("error", (cause: { code?: string }) =>
    cause.code === "ERR_WORKER_OUT_OF_MEMORY"
      ? refuse("payload-too-large", TOO_MUCH)
      : reject(new Problem("invalid-request", { detail: UNREADABLE_FILE, cause })),
  );
  // Some broken files leave the reader waiting for more; then the thread has nothing to do and goes.
  worker.once("exit", () => refuse("invalid-request", UNREADABLE_FILE));
  try {
    return await promise;
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}
