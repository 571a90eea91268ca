import { existsSync } from "node:fs";
import { request } from "node:http";

/** Where the servers of tests run: in containers where a Docker engine answers, elsewhere as processes of this machine. */
export type Backend = "containers" | "processes";

/** Set by the test run for the processes of its tests, or by a person who wants the other one. */
export const BACKEND_SETTING = "ACOLHE_TEST_SERVERS";
const DEFAULT_SOCKET = "/var/run/docker.sock";
/** A local engine answers within milliseconds. */
const PING_MS_MAX = 1_000;

export interface Choice {
  readonly backend: Backend;
  /** For the person at the terminal. */
  readonly why: string;
}

/** The one place that decides. Only an engine of this machine counts: tests share folders with their servers. */
export async function chooseBackend(env: NodeJS.ProcessEnv = process.env): Promise<Choice> {
  const asked = env[BACKEND_SETTING];
  if (asked === "containers" || asked === "processes") return { backend: asked, why: `${BACKEND_SETTING} says so` };
  if (asked) throw new Error(`${BACKEND_SETTING} is "${asked}"; it can be "containers" or "processes".`);
  const host = env.DOCKER_HOST || `unix://${DEFAULT_SOCKET}`;
  if (!host.startsWith("unix://"))
    return { backend: "processes", why: "DOCKER_HOST is another machine, which does not see the tests' folders" };
  const socket = host.slice("unix://".length);
  if (await answers(socket)) return { backend: "containers", why: `a Docker engine answers at ${socket}` };
  return { backend: "processes", why: `no Docker engine answers at ${socket}` };
}

async function answers(socketPath: string): Promise<boolean> {
  if (!existsSync(socketPath)) return false;
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: "/_ping", timeout: PING_MS_MAX }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once("timeout", () => ping.destroy());
    ping.once("error", () => resolve(false));
    ping.once("close", () => resolve(false));
    ping.end();
  });
}

let chosen: Promise<Choice> | undefined;

/** Decided once in a process. */
export async function backendOfTests(): Promise<Backend> {
  chosen ??= chooseBackend();
  return (await chosen).backend;
}
