import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Ports that no system gives to outgoing connections by itself (Linux begins at 32,768, others at 49,152): a port taken
 * from there would often be some client's by the time a server listens on it.
 */
const PORTS = { from: 20_000, before: 32_000 };
/** With this many refusals in a row something else is wrong. */
const TRIES_MAX = 200;
/** One file for each port that a process has been given, with its pid. */
const claims = join(tmpdir(), "acolhe-ports");

/** A TCP port of 127.0.0.1 that no process listens on, and that no other caller is given while this process lives. */
export async function freePort(): Promise<number> {
  mkdirSync(claims, { recursive: true });
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const port = randomInt(PORTS.from, PORTS.before);
    if (claim(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`no free port between ${PORTS.from} and ${PORTS.before} in ${TRIES_MAX} tries`);
}

/** Whether the port is ours now; false where another caller has it. */
function claim(port: number): boolean {
  const file = join(claims, String(port));
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    // Cleared for a later caller, not taken: two might be clearing it.
    if (hasEnded(file)) rmSync(file, { force: true });
    return false;
  }
}

/** Whether the process that claimed by this file is gone. A file without a pid yet is being written. */
function hasEnded(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Whether `port` can be listened on at `host` now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

/**
 * Throws when a process listens on the port. Without this check, the process that holds the port would answer the
 * readiness probe of one that could not listen.
 */
export async function assertPortFree(name: string, port: number, host?: string): Promise<void> {
  if (!(await isPortFree(port, host))) throw new PortTaken(name, port);
}

export class PortTaken extends Error {
  override readonly name = "PortTaken";
  readonly program: string;
  readonly port: number;

  constructor(program: string, port: number) {
    super(`${program} cannot start: port ${port}: address already in use`);
    this.program = program;
    this.port = port;
  }
}
