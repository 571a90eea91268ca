import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { localDirectory } from "../paths.ts";
import { onPath, run } from "./run.ts";

const ARCHIVE_KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** Debian's code name of this machine, or undefined on any other system. */
export function debianCodename(): string | undefined {
  if (process.platform !== "linux" || !existsSync("/etc/os-release") || onPath("apt-get") === undefined)
    return undefined;
  const release = readFileSync("/etc/os-release", "utf8");
  if (!/^ID=debian$/m.test(release)) return undefined;
  return /^VERSION_CODENAME=(.+)$/m.exec(release)?.[1] ?? "sid";
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The mirror this machine already uses, so that proxies and inner mirrors of a company keep working. */
async function mirror(): Promise<string> {
  const targets = await run("apt-get", ["indextargets", "--format", "$(ORIGIN)|$(CODENAME)|$(REPO_URI)"]);
  for (const line of targets.split("\n")) {
    const [origin, codename, uri] = line.split("|");
    if (origin === "Debian" && uri !== undefined && !/security|updates|backports/.test(codename ?? "")) return uri;
  }
  // Images ship without package lists, and then apt-get names no target: read where it would look.
  const folder = "/etc/apt/sources.list.d";
  const files = [
    "/etc/apt/sources.list",
    ...(existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
  ];
  for (const file of files.filter((name) => existsSync(name))) {
    const uri = /^[^#\n]*?(https?:\/\/\S+\/debian\/?)(?=\s|$)/m.exec(readFileSync(file, "utf8"))?.[1];
    if (uri !== undefined) return uri;
  }
  throw new Error("no Debian mirror is configured on this machine");
}

/** apt-get with lists, cache and sources of our own: the system is only read. */
async function privateApt(suite: string): Promise<(command: string, args: string[], cwd?: string) => Promise<string>> {
  const home = join(localDirectory, "apt", suite);
  const sources = join(home, "sources.list");
  await mkdir(join(home, "lists", "partial"), { recursive: true });
  await mkdir(join(home, "cache", "archives", "partial"), { recursive: true });
  const signedBy = existsSync(ARCHIVE_KEYS) ? `[signed-by=${ARCHIVE_KEYS}] ` : "";
  await writeFile(sources, `deb ${signedBy}${await mirror()} ${suite} main\n`);
  const settings = [
    `Dir::State::lists=${join(home, "lists")}`,
    `Dir::Cache=${join(home, "cache")}`,
    `Dir::Etc::sourcelist=${sources}`,
    "Dir::Etc::sourceparts=/dev/null",
    // Pins of the system would prefer its own suite.
    "Dir::Etc::preferences=/dev/null",
    "Dir::Etc::preferencesparts=/dev/null",
    "APT::Sandbox::User=root",
    "Acquire::Languages=none",
  ].flatMap((setting) => ["-o", setting]);
  return (command, args, cwd) => run(command, [...settings, ...args], cwd === undefined ? {} : { cwd });
}

/**
 * Downloads packages of a suite and unpacks them into `destination`, without installing anything.
 * `withLibrariesOf` names a package whose direct library dependencies come too, where the system lacks them.
 */
export async function unpackDebian(options: {
  suite: string;
  packages: string[];
  withLibrariesOf?: string;
  destination: string;
}): Promise<void> {
  const apt = await privateApt(options.suite);
  await apt("apt-get", ["update", "-q"]);
  const packages = [...options.packages];
  if (options.withLibrariesOf !== undefined) {
    const depends = await apt("apt-cache", ["depends", options.withLibrariesOf]);
    for (const [, name] of depends.matchAll(/^\s*\|?Depends: (lib\S+)$/gm)) {
      if (name !== undefined && !(await isInstalled(name))) packages.push(name);
    }
  }
  const downloads = `${options.destination}.debs`;
  await rm(downloads, { recursive: true, force: true });
  await mkdir(downloads, { recursive: true });
  await mkdir(options.destination, { recursive: true });
  await apt("apt-get", ["download", "-q", ...packages], downloads);
  for (const file of readdirSync(downloads)) {
    await run("dpkg-deb", ["-x", join(downloads, file), options.destination]);
  }
  await rm(downloads, { recursive: true, force: true });
}

async function isInstalled(name: string): Promise<boolean> {
  try {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is dpkg-query's.
    return (await run("dpkg-query", ["-W", "-f", "${Status}", name])).endsWith(" installed");
  } catch {
    return false;
  }
}

/** Installs a package on the system itself. Only as root. */
export async function installDebian(name: string): Promise<void> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-q"], { env });
  await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", name], { env });
}
