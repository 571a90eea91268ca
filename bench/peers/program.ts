import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The first start compiles everything there is, perhaps beside other work. */
const READY_MS_MAX = 120_000;
const PROBE_EVERY_MS = 50;

export interface Program {
  readonly pid: number;
  /** Where it says that it listens. */
  readonly port: number;
  kill(): Promise<void>;
}

const living = new Set<ChildProcess>();
// This process may be ended from outside, which no `finally` notices.
process.once("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/**
 * Starts a program. It is ready when it prints `ready`, perhaps with a port, or when `isReady` says so.
 *
 * @throws Error when it ends, or is not ready in time
 */
export async function startProgram(options: {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  isReady?: () => Promise<boolean>;
}): Promise<Program> {
  const { name, command, args, env, isReady } = options;
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  living.add(child);
  child.once("exit", () => living.delete(child));
  const ready = new AbortController();
  const said = (async () => {
    for await (const line of createInterface({ input: child.stdout! })) {
      const [word, port] = line.split(" ");
      if (word === "ready") return Number(port ?? 0);
    }
    throw new Error(`${name} ended before it was ready`);
  })();
  const late = once(ready.signal, "abort", { signal: AbortSignal.timeout(READY_MS_MAX) }).then(() => 0);
  late.catch(() => {});
  try {
    const port = await Promise.race([said, late, ...(isReady ? [probed(isReady, child)] : [])]);
    // What it prints later is read and dropped, or it would wait for a reader.
    child.stdout!.resume();
    return { pid: child.pid!, port, kill: () => kill(child) };
  } catch (cause) {
    await kill(child);
    throw new Error(`${name} could not be started`, { cause });
  } finally {
    ready.abort();
    said.catch(() => {});
  }
}

async function probed(isReady: () => Promise<boolean>, child: ChildProcess): Promise<number> {
  while (child.exitCode === null && child.signalCode === null) {
    if (await isReady().catch(() => false)) return 0;
    await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
  }
  throw new Error("it ended before it answered");
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}
