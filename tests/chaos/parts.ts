import { setTimeout as sleep } from "node:timers/promises";
import { type App, type AppName, appPorts, type Server, setUpStreams, spawnApp, type TcpProxy } from "@acolhe/testing";

/** What can be killed and brought back at the same address. */
export interface Part {
  readonly kind: string;
  readonly name: string;
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  kill(): Promise<void>;
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** One of our processes, and its wire to the broker where it has one of its own. */
export interface AppPart extends Part {
  readonly wire: TcpProxy | null;
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

export async function serverPart(kind: string, start: (port?: number) => Promise<Server>): Promise<Part> {
  let server = await start();
  const { port, url } = server;
  return {
    kind,
    name: kind,
    url,
    port,
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
  kind: string,
  options: {
    app: AppName;
    name: string;
    env: NodeJS.ProcessEnv;
    wire?: TcpProxy | null;
    onLine?: (name: string, line: string) => void;
  },
): Promise<AppPart> {
  const { app, name, env, wire = null, onLine } = options;
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
    port,
    wire,
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
