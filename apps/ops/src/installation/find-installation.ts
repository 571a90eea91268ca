import { join } from "node:path";
import { type Installation, installationFile, type OperatorEnvironment, readInstallation } from "@acolhe/runtime";

/** An installation with the name it is called by in questions and errors. */
export interface Found extends Installation {
  /** `a local start`, `the context clinic-sul`, `the environment`. */
  readonly name: string;
}

interface Where {
  /** What `--context` names, if anything. */
  readonly context: string | undefined;
  readonly env: OperatorEnvironment;
  /** Where a local start keeps its data. */
  readonly dataDirectory: string;
  readonly isRunning: (pid: number) => boolean;
}

const CONTEXT_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The file that a context is kept in: the same JSON that a local start writes. */
export const contextFile = (name: string, env: OperatorEnvironment): string =>
  join(env.XDG_CONFIG_HOME || join(env.HOME ?? ".", ".config"), "acolhe", "contexts", `${name}.json`);

/**
 * The installation to work on: the context that is named, else what the environment says, else a local start.
 *
 * @throws Error in words, with what to do, when there is none
 */
export async function findInstallation({ context, env, dataDirectory, isRunning }: Where): Promise<Found> {
  if (context !== undefined) return await named(context, env);
  if (env.NATS_URL) {
    const { NATS_URL, DATABASE_URL, REDIS_URL } = env;
    return { name: "the environment", NATS_URL, DATABASE_URL, REDIS_URL, apps: {} };
  }
  const local = await readInstallation(installationFile(dataDirectory));
  if (local?.pid !== undefined && isRunning(local.pid)) return { name: "the local start", ...local };
  throw new Error(
    "no installation is running here: begin one with `npm start`, name one with --context, or set NATS_URL",
  );
}

async function named(context: string, env: OperatorEnvironment): Promise<Found> {
  if (!CONTEXT_NAME.test(context))
    throw new Error(`${context} is no name of a context: lower-case letters, digits and dashes`);
  const path = contextFile(context, env);
  const found = await readInstallation(path);
  if (!found) throw new Error(`there is no context ${context}: write {"NATS_URL": …} into ${path}`);
  return { name: `the context ${context}`, ...found };
}

/** A signal of zero asks without sending anything. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
