import { setTimeout as sleep } from "node:timers/promises";
import { type App, type AppName, appPorts, type Server, setUpStreams, spawnApp } from "@acolhe/testing";

export type Kind = "worker" | "sender" | "ingress" | "broker" | "cache";
export const KINDS: readonly Kind[] = ["worker", "sender", "ingress", "broker", "cache"];

/** A process that can be killed and brought back at the same address. */
export interface Part {
  readonly kind: Kind;
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  kill(): Promise<void>;
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** A start may lose its port to a socket that is still closing. */
const START_TRIES = 4;

async function persistently<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === START_TRIES) throw error;
      await sleep(300);
    }
  }
}

export async function serverPart(kind: Kind, start: (port?: number) => Promise<Server>): Promise<Part> {
  let server = await start();
  const { port, url } = server;
  return {
    kind,
    name: kind,
    url,
    get pid() {
      return server.pid;
    },
    kill: () => server.kill("SIGKILL"),
    async revive() {
      server = await persistently(() => start(port));
    },
    stop: () => server.stop(),
  };
}

export async function appPart(
  kind: Kind,
  options: { app: AppName; name: string; env: NodeJS.ProcessEnv; onLine?: (name: string, line: string) => void },
): Promise<Part> {
  const { app, name, env, onLine } = options;
  const start = (port?: number): Promise<App> =>
    persistently(() =>
      spawnApp(
        app,
        { ...env, ...(port === undefined ? {} : { [appPorts[app]]: String(port) }) },
        onLine ? { onLine: (line) => onLine(name, line) } : {},
      ),
    );
  let running = await start();
  const { port, url } = running;
  return {
    kind,
    name,
    url,
    get pid() {
      return running.pid;
    },
    kill: () => running.kill("SIGKILL"),
    async revive() {
      running = await start(port);
    },
    stop: () => running.stop(),
  };
}

/** Streams, buckets and consumers, with these settings on top of ours. */
export const setUp = (env: NodeJS.ProcessEnv): Promise<void> => setUpStreams({ ...process.env, ...env });
