import { statSync } from "node:fs";
import { dirname } from "node:path";
import { onPath } from "../binaries/run.ts";

/** "nobody" on Linux and, as -2 in 32 bits, on macOS. */
const NOBODY = process.platform === "darwin" ? 4_294_967_294 : 65_534;

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root, so root hands its folders to this user; any other user keeps them. */
export const serverOwner = isRoot ? { uid: NOBODY, gid: NOBODY } : undefined;

export interface Spawnable {
  readonly command: string;
  readonly args: string[];
  readonly uid?: number;
  readonly gid?: number;
}

/** The same command as the user that PostgreSQL accepts. `paths`: what it must be able to reach. */
export function asServerUser(command: string, args: string[], paths: readonly string[]): Spawnable {
  if (serverOwner === undefined) return { command, args };
  if (paths.every(isReachable)) return { command, args, ...serverOwner };
  // The repository lies in a private folder, such as root's home: keep the right to pass through, and no other.
  const setpriv = onPath("setpriv");
  if (setpriv === undefined) {
    throw new Error(`PostgreSQL does not run as root, and others may not enter ${paths[0]}: set DATABASE_URL.`);
  }
  const right = "+dac_override";
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"];
  return {
    command: setpriv,
    // PostgreSQL asks with access(2) whether it may run its own programs; without the bit the answer forgets the right.
    args: [
      ...user,
      `--inh-caps=${right}`,
      `--ambient-caps=${right}`,
      "--securebits=+no_setuid_fixup",
      command,
      ...args,
    ],
  };
}

function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid } = statSync(folder);
    const isOpen = uid === NOBODY ? (mode & 0o100) !== 0 : (mode & 0o001) !== 0;
    if (!isOpen) return false;
    if (folder === dirname(folder)) return true;
  }
}
