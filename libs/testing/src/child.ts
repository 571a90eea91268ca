import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sendSignal } from "./send-signal.ts";

/** Enough to see the reason of a failure, small enough for an error message. */
export const LOG_LINES_MAX = 200;

export interface ChildOptions {
  name: string;
  command: string;
  args: string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Called with every line of stdout and stderr. */
  onLine?: (line: string) => void;
  /** Run as another user; only root may. */
  uid?: number;
  gid?: number;
  /** What asks it to end. Default SIGTERM. */
  stopSignal?: NodeJS.Signals;
}

export interface Child {
  name: string;
  pid: number;
  /** The last lines of stdout and stderr together, oldest first. */
  log: string[];
  /** Resolves when the process has ended, to a phrase such as "code 1" or "signal SIGKILL". */
  exited: Promise<string>;
  hasExited(): boolean;
  /** Sends the signal and waits until the process has ended. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Its stop signal, then SIGKILL after the grace. Calling it again is harmless. */
  stop(graceMs?: number): Promise<void>;
}

const alive = new Set<ChildProcess>();

// Children have process groups of their own (below), so nothing else would end them with us.
process.on("exit", () => {
  for (const child of alive) killGroup(child);
});

/** With what it has started itself: `initdb` runs servers of its own. */
const killGroup = (child: ChildProcess) => sendSignal(-child.pid!, "SIGKILL");

let keeper: ChildProcess | undefined;

/**
 * From now on everything started here ends even when this process is killed before it can end it. Call what is
 * returned last, when everything has ended.
 */
export function endChildrenWithUs(): () => Promise<void> {
  // Only with the flag by which Node's compile cache tells itself apart: code of `-e` would start itself for ever.
  const flags = process.execArgv.filter((flag) => flag === "--expose-gc");
  const started = spawn(process.execPath, [...flags, join(import.meta.dirname, "keeper.ts")], {
    stdio: ["pipe", "ignore", "ignore"],
    // A Ctrl-C must not reach it.
    detached: true,
  });
  started.unref();
  started.stdin.on("error", () => {});
  const exited = once(started, "exit");
  keeper = started;
  return async () => {
    keeper = undefined;
    started.ref();
    started.stdin.end();
    await exited;
  };
}

const tellKeeper = (line: string) => keeper?.stdin?.write(`${line}\n`);

/** Starts a process. Throws when it cannot be started at all. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    // A Ctrl-C goes to the whole foreground group; ours must stop in an order that we choose.
    detached: true,
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  // At once: we may be killed before the next event.
  if (child.pid !== undefined) tellKeeper(`${child.pid} ${options.stopSignal ?? "SIGTERM"}`);
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      log.push(line);
      if (log.length > LOG_LINES_MAX) log.shift();
      options.onLine?.(line);
    });
  }
  const exited = new Promise<string>((resolve) => {
    child.once("close", (code, signal) => {
      alive.delete(child);
      tellKeeper(`${child.pid}`);
      resolve(signal === null ? `code ${code}` : `signal ${signal}`);
    });
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    throw new Error(`${options.name} could not be started`, { cause: error });
  }
  alive.add(child);
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  const kill = async (signal: NodeJS.Signals) => {
    if (signal === "SIGKILL") killGroup(child);
    else if (!hasExited()) child.kill(signal);
    await exited;
  };
  const stop = async (graceMs = 5_000) => {
    const timer = setTimeout(() => killGroup(child), graceMs);
    try {
      await kill(options.stopSignal ?? "SIGTERM");
    } finally {
      clearTimeout(timer);
    }
  };
  return { name: options.name, pid: child.pid!, log, exited, hasExited, kill, stop };
}

/** A process that did not do what it was started for. */
export class ChildError extends Error {
  override readonly name = "ChildError";
  readonly program: string;
  /** What it wrote last. */
  readonly lines: readonly string[];

  constructor(child: Pick<Child, "name" | "log">, what: string, cause?: unknown) {
    const lines = child.log.length === 0 ? ["(it wrote nothing)"] : [...child.log];
    super([`${child.name} ${what}`, ...lines].join("\n"), { cause });
    this.program = child.name;
    this.lines = lines;
  }
}
