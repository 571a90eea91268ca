import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A program and the environment it needs on top of ours. */
export interface Binary {
  command: string;
  env: Record<string, string>;
}

/** Runs a program to its end and resolves to its stdout. Throws with its stderr. */
export async function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: object } = {},
): Promise<string> {
  const { stdout } = await execute(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** The first of the names that is on PATH and may be executed. */
export function onPath(...names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      if (folder === "") continue;
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** What the binary prints for `--version`, or undefined when it does not run. */
export async function versionOf(binary: Binary): Promise<string | undefined> {
  try {
    return (await run(binary.command, ["--version"], { env: binary.env })).trim();
  } catch {
    return undefined;
  }
}

/** Tells the person at the terminal about something slow. Stderr, because stdout may be a program's data. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
