import { execFile } from "node:child_process";
import { access, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { operatorEnvironment } from "@acolhe/runtime";
import type { Command } from "commander";
import { addUsual, CommandError, type Tools } from "../command.ts";
import { unitOf } from "../service/unit.ts";

const ROOT = resolve(import.meta.dirname, "../../../..");
const NAME = "acolhe.service";
const UNIT = join("/etc/systemd/system", NAME);
/** There exactly where systemd runs the machine. */
const SYSTEMD = "/run/systemd/system";
const SHOWN = [
  "LoadState",
  "UnitFileState",
  "ActiveState",
  "SubState",
  "ActiveEnterTimestamp",
  "NRestarts",
  "MemoryCurrent",
];

interface Asked {
  readonly user?: string;
  readonly data: string;
  readonly dryRun?: boolean;
}

const run = async (program: string, ...args: string[]): Promise<string> => {
  try {
    return (await promisify(execFile)(program, args)).stdout;
  } catch (cause) {
    const { stderr = "" } = cause as { stderr?: string };
    throw new CommandError(`${program} ${args.join(" ")} did not succeed: ${stderr.trim()}`, { cause });
  }
};

/** A local start as a service of the machine, for a clinic without Docker. */
export function addService(program: Command, tools: Tools): void {
  const service = program.command("service").description("a local start as a service of this machine (systemd)");
  service
    .command("install")
    .description("keep it running, also after the machine starts anew")
    .option("--user <name>", "whose processes they are; default: who called sudo")
    .option("--data <folder>", "where everything is kept", join(ROOT, ".local"))
    .option("--dry-run", "print the unit, and do nothing")
    .action((asked: Asked) => install(tools, asked));
  service
    .command("uninstall")
    .description("stop it and take it off; what it kept stays")
    .option("--dry-run", "say what would be done, and do nothing")
    .action((asked: Pick<Asked, "dryRun">) => uninstall(tools, asked));
  addUsual(service, "status")
    .description("whether it runs, since when, and how often it came back")
    .action(() => show(tools));
}

async function install(
  { output }: Tools,
  { user = operatorEnvironment().SUDO_USER, data, dryRun }: Asked,
): Promise<void> {
  if (!user || user === "root") throw new CommandError("say whose processes they are: --user NAME, not root");
  const folder = resolve(data);
  const unit = unitOf({ user, root: ROOT, data: folder, node: process.execPath });
  output.json({ path: UNIT, unit, installed: !dryRun });
  if (dryRun) return output.line(unit.trimEnd());
  await assertSystemd();
  await run("id", "-u", user);
  await run("install", "-d", "-m", "0700", "-o", user, folder);
  await writeFile(UNIT, unit, { mode: 0o644 });
  await run("systemctl", "daemon-reload");
  await run("systemctl", "enable", NAME);
  await run("systemctl", "restart", NAME);
  output.line(`it runs as ${user}, keeps everything in ${folder}, and comes back by itself: journalctl -u acolhe`);
}

async function uninstall({ output }: Tools, { dryRun }: Pick<Asked, "dryRun">): Promise<void> {
  output.json({ path: UNIT, uninstalled: !dryRun });
  if (dryRun) return output.line(`would stop and disable ${NAME}, and remove ${UNIT}`);
  await assertSystemd();
  await run("systemctl", "disable", "--now", NAME);
  await rm(UNIT, { force: true });
  await run("systemctl", "daemon-reload");
  output.line("it is off; what it kept is where it was");
}

async function show({ output }: Tools): Promise<void> {
  await assertSystemd({ asRoot: false });
  const said = await run("systemctl", "show", NAME, `--property=${SHOWN.join()}`);
  const values = Object.fromEntries(
    said
      .trim()
      .split("\n")
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  );
  output.json(values);
  output.table(
    ["what", "is"],
    SHOWN.map((name) => [name, values[name] ?? ""]),
  );
}

/** @throws CommandError */
async function assertSystemd({ asRoot = true } = {}): Promise<void> {
  const isThere = await access(SYSTEMD).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new CommandError("this machine is not run by systemd");
  if (asRoot && process.getuid?.() !== 0) throw new CommandError("that is root's to do: sudo");
}
