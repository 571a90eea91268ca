import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import { assertPortFree, freePort } from "./free-port.ts";
import { compileCache, rootDirectory } from "./paths.ts";
import { waitUntilReady } from "./servers.ts";

/** A second or two on an idle machine; a busy one was seen to take half a minute. What ends by itself is told at once. */
const READY_MS_MAX = 120_000;

/** The setting that holds each app's HTTP port. */
export const appPorts = {
  "admin-api": "ADMIN_API_PORT",
  ingress: "INGRESS_PORT",
  sandbox: "SANDBOX_PORT",
  "chatwoot-mirror": "MIRROR_PORT",
  "conversation-worker": "WORKER_PORT",
  "outbound-sender": "SENDER_PORT",
  projector: "PROJECTOR_PORT",
} as const;

export type AppName = keyof typeof appPorts;

export interface App extends Child, AsyncDisposable {
  port: number;
  /** Without a slash at the end. */
  url: string;
}

/**
 * Starts `apps/<name>` as a process of its own and resolves when `/health/ready` answers 200.
 * `env` comes on top of ours; without the app's port setting a free port is taken.
 */
export async function spawnApp(
  name: AppName,
  env: NodeJS.ProcessEnv = {},
  options: { onLine?: (line: string) => void } = {},
): Promise<App> {
  const host = env.HOST ?? "127.0.0.1";
  const port = Number(env[appPorts[name]] ?? (await freePort()));
  await assertPortFree(name, port, host);
  const child = await startChild({
    name,
    command: process.execPath,
    args: [join("apps", name, "src", "main.ts")],
    cwd: rootDirectory,
    env: { ...process.env, ...compileCache, HOST: host, ...env, [appPorts[name]]: String(port) },
    ...options,
  });
  // An app that listens everywhere is reached at home.
  const url = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`;
  await waitUntilReady(child, () => answers(`${url}/health/ready`), READY_MS_MAX);
  return { ...child, port, url, [Symbol.asyncDispose]: () => child.stop() };
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.status === 200;
}
