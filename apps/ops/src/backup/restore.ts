import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { allStreams, type Bus, ensureBucket, lastSeqOf, restoreStream } from "@acolhe/bus";
import { connectDatabase } from "@acolhe/database";
import { isEmptyDatabase, NotTheSameSchema, restoreTables } from "@acolhe/database/backup";
import { BUCKETS, OBSERVING_KEY, type Observing, SENDING_BUCKET, STREAMS } from "@acolhe/events";
import { CommandError } from "../command.ts";
import { parsed } from "../parsed.ts";
import { checkCopy, linesOf, piecesOf } from "./files.ts";
import { MANIFEST, Manifest } from "./manifest.ts";
import { cutOverhang } from "./overhang.ts";

/**
 * Reads what a folder says it holds, and looks whether it is whole.
 *
 * @throws CommandError where it is not
 */
export async function readBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), "utf8").catch(() => null);
  const manifest = text === null ? undefined : Manifest.safeParse(parsed(text)).data;
  if (!manifest) throw new CommandError(`${folder} is no whole backup: it has no ${MANIFEST} that can be read`);
  for (const copy of [...manifest.database.tables, ...manifest.streams]) await checkCopy(folder, copy);
  return manifest;
}

/**
 * @throws CommandError where something was ever done in the installation, or a process still runs
 */
export async function assertEmpty(bus: Bus, url: string): Promise<void> {
  const there = await allStreams(bus);
  for (const { name } of STREAMS) {
    if (!there.includes(name)) continue;
    if ((await lastSeqOf(bus, name)) > 0)
      throw new CommandError(`${name} of this installation is in use: a backup goes into an empty one only`);
    for await (const consumer of bus.jsm.consumers.list(name))
      if (consumer.num_waiting > 0)
        throw new CommandError("processes of this installation are running: stop them first");
  }
  if (!(await isEmptyDatabase(url)))
    throw new CommandError("the database of this installation is in use: a backup goes into an empty one only");
}

export interface Restored {
  readonly tables: number;
  readonly streams: number;
  /** Decisions and outcomes that followed from events behind the copy's end. */
  readonly cut: { readonly turns: number; readonly outcomes: number };
}

/**
 * Puts a backup into an empty installation. What the copy does not know may have been said, so the bot observes from
 * here on until an operator lets it speak.
 */
export async function restore(
  bus: Bus,
  url: string,
  { folder, manifest, onProgress }: { folder: string; manifest: Manifest; onProgress: (what: string) => void },
): Promise<Restored> {
  const { database, streams } = manifest;
  const files = new Map(database.tables.map(({ name, file }) => [name, file]));
  try {
    await restoreTables(url, database, (table) => {
      onProgress(table);
      return linesOf(folder, files.get(table)!);
    });
  } catch (error) {
    if (error instanceof NotTheSameSchema) throw new CommandError(error.message);
    throw error;
  }
  const there = await allStreams(bus);
  for (const { name, file, config, state } of streams) {
    onProgress(name);
    if (there.includes(name)) await bus.jsm.streams.delete(name);
    await restoreStream(bus, name, { config, state }, piecesOf(folder, file));
  }
  await beginObserving(bus);
  const cut = await cutOverhang(bus);
  await assertCheckpoints(bus, url);
  return { tables: database.tables.length, streams: streams.length, cut };
}

/** From now on the bot says nothing, until an operator lets it. */
export async function beginObserving(bus: Bus): Promise<void> {
  // A copy of an older release has none.
  await ensureBucket(bus, SENDING_BUCKET, BUCKETS[SENDING_BUCKET]);
  const observing: Observing = { since: Date.now(), until: null };
  await (await bus.kvm.open(SENDING_BUCKET)).put(OBSERVING_KEY, JSON.stringify(observing));
}

/** The read side must not be ahead of the log, or it would go on with something else in place of what it has read. */
async function assertCheckpoints(bus: Bus, url: string): Promise<void> {
  const db = connectDatabase({ url, name: "ops" });
  try {
    for (const { stream, seq } of await db.selectFrom("read.checkpoints").select(["stream", "seq"]).execute())
      if (seq > (await lastSeqOf(bus, stream)))
        throw new CommandError(
          `the read side is ahead of ${stream}: run "npm run projector -- rebuild" before anything else`,
        );
  } finally {
    await db.destroy();
  }
}
