import { join } from "node:path";
import { ChildError, startChild } from "./child.ts";
import { compileCache, rootDirectory } from "./paths.ts";

const SETUP_MS_MAX = 60_000;

/** Streams, buckets and consumers, as an operator makes them. `env` is all the command sees. */
export async function setUpStreams(env: NodeJS.ProcessEnv): Promise<void> {
  const args = [join("apps", "ops", "src", "main.ts"), "setup"];
  const setup = await startChild({
    name: "ops setup",
    command: process.execPath,
    args,
    cwd: rootDirectory,
    env: { ...compileCache, ...env },
  });
  const overdue = setTimeout(() => void setup.kill("SIGKILL"), SETUP_MS_MAX);
  const ended = await setup.exited;
  clearTimeout(overdue);
  if (ended !== "code 0") throw new ChildError(setup, `ended with ${ended}: the streams could not be set up`);
}
