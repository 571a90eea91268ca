import type { Command } from "commander";
import { type Acting, mayGoOn, withActing } from "../act.ts";
import { recordFirst } from "../audit.ts";
import { CommandError, type Tools } from "../command.ts";
import type { Found } from "../installation/find-installation.ts";

/** The whole installation into a folder, and a folder into an empty installation. */
export function addBackup(program: Command, tools: Tools): void {
  program
    .command("backup")
    .description("copy database and log into an empty folder, while everything runs")
    .argument("<folder>")
    .action((folder: string) => backUp(tools, folder));
  withActing(
    program
      .command("restore")
      .description("put a backup into an empty installation; the bot observes until `observing end`")
      .argument("<folder>"),
  ).action((folder: string, options: Acting) => putBack(tools, folder, options));
}

/** @throws CommandError */
function databaseOf({ DATABASE_URL, name }: Found): string {
  if (!DATABASE_URL) throw new CommandError(`${name} names no DATABASE_URL`);
  return DATABASE_URL;
}

async function backUp({ withBus, output }: Tools, folder: string): Promise<void> {
  await withBus(async (bus, installation) => {
    const url = databaseOf(installation);
    const act = {
      action: "backup",
      entity: "installation",
      entityId: "all",
      reason: "backup",
      command: "backup",
    } as const;
    await recordFirst(installation, { ...act, instead: "nothing is copied" });
    const { backup } = await import("../backup/backup.ts");
    const startedAt = Date.now();
    const { database, streams } = await backup(bus, url, { folder, onProgress: (what) => note(output, what) });
    const bytes = [...database.tables, ...streams].reduce((sum, one) => sum + one.bytes, 0);
    const rows = database.tables.reduce((sum, one) => sum + one.rows, 0);
    const seconds = (Date.now() - startedAt) / 1000;
    output.line(
      `${rows} rows of ${database.tables.length} tables and ${streams.length} streams, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s: ${folder}`,
    );
    output.line("it holds what people wrote: keep it where only who may read that can");
    output.json({ folder, tables: database.tables.length, rows, streams: streams.length, bytes, seconds });
  });
}

async function putBack(tools: Tools, folder: string, options: Acting): Promise<void> {
  const { output } = tools;
  await tools.withBus(async (bus, installation) => {
    const url = databaseOf(installation);
    const { assertEmpty, readBackup, restore } = await import("../backup/restore.ts");
    const manifest = await readBackup(folder);
    await assertEmpty(bus, url);
    const does = `restore the backup of ${new Date(manifest.madeAt).toISOString()}`;
    const act = { does, action: "restore", entity: "installation", entityId: "all", command: "restore" } as const;
    const reason = await mayGoOn(tools, installation, { ...options, ...act });
    if (reason === null) return;
    const restored = await restore(bus, url, { folder, manifest, onProgress: (what) => note(output, what) });
    // Behind the work, not before it: the audit is one of the tables that come back.
    await recordFirst(installation, { ...act, reason, instead: "who restored it is not in the audit" });
    const { tables, streams, cut } = restored;
    output.line(`${tables} tables and ${streams} streams are back, as of ${new Date(manifest.madeAt).toISOString()}`);
    if (cut.turns > 0)
      output.line(`${cut.turns} decisions of what came during the copy are left out, and ${cut.outcomes} outcomes`);
    output.line("the bot observes: start the processes, look at what it would say, then: ops observing end");
    output.json({ madeAt: manifest.madeAt, ...restored });
  });
}

const note = ({ isJson }: Tools["output"], what: string): void => {
  if (process.stderr.isTTY && !isJson) process.stderr.write(`\r\u001b[K${what}`);
};
