import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { allStreams, type Bus, copyStream } from "@acolhe/bus";
import { copyTables } from "@acolhe/database/backup";
import { SHADOW, STREAMS } from "@acolhe/events";
import { makeFolder, writeCopy } from "./files.ts";
import { MANIFEST, type Manifest } from "./manifest.ts";

/**
 * Copies the whole installation into a folder, while everything runs.
 *
 * B1. PostgreSQL comes first: the read side goes on from its checkpoint, and must find there what it has not read yet.
 * B2. Of the log, events come before decisions and decisions before outcomes; what was decided of events that came
 *     after the copy of the events is cut off when it is restored (`overhang`).
 */
export async function backup(
  bus: Bus,
  url: string,
  { folder, onProgress }: { readonly folder: string; readonly onProgress: (what: string) => void },
): Promise<Manifest> {
  await makeFolder(folder);
  const madeAt = Date.now();
  const database = await backUpDatabase(url, folder, onProgress);
  const streams: Manifest["streams"] = [];
  // What replays made of the log is not the installation's.
  const names = (await allStreams(bus)).filter((name) => name !== SHADOW.name);
  for (const name of inOrder(names)) {
    onProgress(name);
    const copy = await writeCopy(folder, `streams/${name}.snapshot`);
    const { config, state } = await copyStream(bus, name, copy.write);
    streams.push({ name, config, state, ...(await copy.end()) });
  }
  const manifest: Manifest = { version: 1, madeAt, database, streams };
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return manifest;
}

/** B2. */
function inOrder(names: readonly string[]): string[] {
  const log = STREAMS.map(({ name }) => name);
  return [...log.filter((name) => names.includes(name)), ...names.filter((name) => !log.includes(name))];
}

async function backUpDatabase(
  url: string,
  folder: string,
  onProgress: (what: string) => void,
): Promise<Manifest["database"]> {
  const open = new Map<string, Awaited<ReturnType<typeof writeCopy>>>();
  const { tables, migrations, sequences } = await copyTables(url, async (table, lines) => {
    let copy = open.get(table);
    if (!copy) {
      onProgress(table);
      copy = await writeCopy(folder, `tables/${table.replaceAll('"', "")}.jsonl`);
      open.set(table, copy);
    }
    if (lines.length > 0) await copy.write(`${lines.join("\n")}\n`);
  });
  const copied: Manifest["database"]["tables"] = [];
  for (const table of tables) copied.push({ ...table, ...(await open.get(table.name)!.end()) });
  return { migrations: [...migrations], sequences: [...sequences], tables: copied };
}
