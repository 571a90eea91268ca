import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort, startLocalPostgres, startLocalRedis, temporaryDirectory } from "@acolhe/testing";
import pg from "pg";
import { channelsOf, environment, type System, startStreamSystem } from "../systems.ts";
import type { RouteOf } from "../webhook-client.ts";
import { type Design, designs, OURS } from "./designs.ts";
import { type Program, startProgram } from "./program.ts";

/** `always`: nothing is done before the disk has it. `os`: it survives the process, not the machine. */
export type Sync = "always" | "os";

export interface PeerSystem extends System {
  readonly routeOf?: RouteOf;
  /** Kills what decides and calls the gateway, and starts it anew. */
  killWorker(): Promise<void>;
  /** What a database does by itself within minutes of a table's first rows. */
  settle(): Promise<void>;
}

export interface PeerOptions {
  readonly design: string;
  readonly gatewayUrl: string;
  readonly sync: Sync;
  /** Ours takes callbacks of the gateway into account, and waits less for a killed process than a clinic would. */
  readonly forKills: boolean;
}

export function startPeer(options: PeerOptions): Promise<PeerSystem> {
  if (options.design === OURS) return startOurs(options);
  const design: Design | undefined = designs[options.design as keyof typeof designs];
  if (!design) throw new Error(`a design can be ${[OURS, ...Object.keys(designs)].join(", ")}`);
  return startDesign(design, options);
}

async function startOurs({ gatewayUrl, sync, forKills }: PeerOptions): Promise<PeerSystem> {
  const system = await startStreamSystem({
    ...{ gatewayUrl, syncAlways: sync === "always" },
    ...(forKills ? { env: { ACK_WAIT_MS: "1500" }, channel: { callbackWaitMs: 500, unknownGiveUpMs: 3_000 } } : {}),
  });
  return {
    ...{ url: system.url, natsUrl: system.natsUrl, channels: system.channels },
    get pids() {
      return system.pids;
    },
    killWorker: () => system.killWorkers(),
    settle: async () => {},
    [Symbol.asyncDispose]: () => system[Symbol.asyncDispose](),
  };
}

/** A server that keeps the data, what takes webhooks, and one worker. */
async function startDesign(design: Design, { gatewayUrl, sync }: PeerOptions): Promise<PeerSystem> {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory("acolhe-peers-")).path;
  const server = await startServer(design.server, directory, sync, ends);
  const channels = channelsOf();
  const addresses = { redisUrl: "redis://127.0.0.1:1", natsUrl: "", gatewayUrl };
  const env = { ...(await environment({ directory, channels, ...addresses })), ...server.env, ...design.env };
  const start = (file: string) =>
    startProgram({
      ...{ name: file, command: process.execPath, args: [join(import.meta.dirname, "programs", file)], env },
    });
  let worker = await start(design.worker);
  ends.defer(() => worker.kill());
  await server.register?.(worker);
  const web = design.web === undefined ? undefined : await start(design.web);
  if (web) ends.defer(() => web.kill());
  const kept = ends.move();
  return {
    ...{ url: server.url ?? `http://127.0.0.1:${web?.port}`, natsUrl: "", channels },
    routeOf: server.routeOf ?? (() => ({ path: "/webhook", headers: {} })),
    get pids() {
      return { [design.server]: server.pid, ...(web ? { web: web.pid } : {}), worker: worker.pid };
    },
    async killWorker() {
      await worker.kill();
      worker = await start(design.worker);
      await server.register?.(worker);
    },
    settle: async () => server.settle?.(),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

interface PeerServer {
  readonly pid: number;
  readonly env: NodeJS.ProcessEnv;
  /** Where it takes webhooks itself. */
  readonly url?: string;
  readonly routeOf?: RouteOf;
  readonly register?: (worker: Program) => Promise<void>;
  readonly settle?: () => Promise<void>;
}

async function startServer(
  kind: Design["server"],
  directory: string,
  sync: Sync,
  ends: AsyncDisposableStack,
): Promise<PeerServer> {
  const dir = join(directory, kind);
  if (kind === "restate") return startRestate(dir, sync, ends);
  if (kind === "redis") {
    // The last of two settings holds.
    const more = ["--appendonly", "yes", "--appendfsync", sync === "always" ? "always" : "everysec"];
    const { pid, url } = ends.use(await startLocalRedis({ dir, more }));
    return { pid, env: { REDIS_URL: url } };
  }
  const { pid, url } = ends.use(await startLocalPostgres({ dir, durable: sync === "always" }));
  return { pid, env: { DATABASE_URL: url }, settle: () => analyse(url) };
}

/** Until then plans are made for empty tables. */
async function analyse(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query("vacuum analyze");
  await client.end();
}

/** Partitions that a small machine has a use for; the default is made for clusters. */
const RESTATE_PARTITIONS = 4;

async function startRestate(dir: string, sync: Sync, ends: AsyncDisposableStack): Promise<PeerServer> {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve(`@restatedev/restate-server-linux-${process.arch}/package.json`));
  const [ingress, admin, fabric] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${ingress}`;
  const adminUrl = `http://127.0.0.1:${admin}`;
  const isReady = async () => (await fetch(`${url}/restate/health`)).ok && (await fetch(`${adminUrl}/health`)).ok;
  const server = await startProgram({
    ...{ name: "restate", command: join(home, "bin", "restate-server"), args: ["--no-logo"], isReady },
    env: {
      ...{ RESTATE_BASE_DIR: dir, RESTATE_NODE_NAME: "peers", RESTATE_LISTEN_MODE: "tcp" },
      RESTATE_BIND_ADDRESS: `127.0.0.1:${fabric}`,
      RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${fabric}/`,
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      ...{
        RESTATE_ADMIN__DISABLE_WEB_UI: "true",
        RESTATE_DISABLE_TELEMETRY: "true",
        RESTATE_LOG_FILTER: "error,octocrab=off",
      },
      RESTATE_DEFAULT_NUM_PARTITIONS: String(RESTATE_PARTITIONS),
      // By default the pauses for a worker that is away grow to minutes.
      RESTATE_DEFAULT_RETRY_POLICY__INITIAL_INTERVAL: "100ms",
      RESTATE_DEFAULT_RETRY_POLICY__MAX_INTERVAL: "500ms",
      RESTATE_LOG_SERVER__ROCKSDB_DISABLE_WAL_FSYNC: String(sync !== "always"),
    },
  });
  ends.defer(() => server.kill());
  const workerPort = await freePort();
  let isRegistered = false;
  return {
    ...{ pid: server.pid, url, env: { WORKER_PORT: String(workerPort), RESTATE_LOGGING: "ERROR" } },
    routeOf: ({ phone, messageId }) => ({
      path: `/Contact/${phone}/handle/send`,
      headers: { "idempotency-key": messageId },
    }),
    /** A worker that comes back listens where the former did, so it is made known once. */
    async register() {
      if (isRegistered) return;
      const response = await fetch(`${adminUrl}/deployments`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ uri: `http://127.0.0.1:${workerPort}/` }),
      });
      if (!response.ok) throw new Error(`Restate did not take the worker: ${await response.text()}`);
      isRegistered = true;
    },
  };
}
