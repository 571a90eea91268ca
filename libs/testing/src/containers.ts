import { mkdir, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import { GenericContainer, getContainerRuntimeClient } from "testcontainers";
import { LOG_LINES_MAX } from "./child.ts";
import { eventually } from "./eventually.ts";
import { assertPortFree } from "./free-port.ts";
import { acceptsPostgres, DISCREET_LOG, type PostgresOptions, settingArguments } from "./postgres/start-postgres.ts";
import {
  NATS_KEY,
  type NatsOptions,
  natsConfig,
  natsIsReady,
  onSomePort,
  READY_MS_MAX,
  type RedisOptions,
  redisArguments,
  redisIsReady,
  type Server,
  writeRedisUsers,
} from "./servers.ts";

/*
 * The same servers in containers of a Docker engine on this machine. The versions are those of docker-compose.yml.
 * Ports are published on the loopback address that the local ones use, so a test sees no difference.
 */

const IMAGES = { nats: "nats:2.12-alpine", redis: "redis:7-alpine", postgres: "postgres:18-alpine" } as const;
const PASSWORD = "of-a-test";

/** Where a server's folder of this machine appears inside. */
const FOLDER = "/folder";

export async function startNatsContainer(options: NatsOptions): Promise<Server> {
  await mkdir(options.dir, { recursive: true });
  const config = natsConfig({ ...options, store: `${FOLDER}/store`, host: "0.0.0.0", port: 4222 });
  await writeFile(join(options.dir, "nats-server.conf"), config);
  return onSomePort(options.port, (port) =>
    startContainer({
      name: "nats-server",
      container: asUs(new GenericContainer(IMAGES.nats), options.dir)
        .withCommand(["-c", `${FOLDER}/nats-server.conf`])
        .withEnvironment(options.key === undefined ? {} : { [NATS_KEY]: options.key }),
      innerPort: 4222,
      port,
      url: `nats://127.0.0.1:${port}`,
      isReady: () => natsIsReady(port),
    }),
  );
}

export async function startRedisContainer(options: RedisOptions): Promise<Server> {
  await mkdir(options.dir, { recursive: true });
  await writeRedisUsers(options);
  const args = redisArguments({ ...options, host: "0.0.0.0", port: 6379, dir: FOLDER });
  return onSomePort(options.port, (port) =>
    startContainer({
      name: "redis-server",
      container: asUs(new GenericContainer(IMAGES.redis), options.dir).withCommand(["redis-server", ...args]),
      innerPort: 6379,
      port,
      url: `redis://127.0.0.1:${port}`,
      isReady: () => redisIsReady(port),
    }),
  );
}

export async function startPostgresContainer(options: PostgresOptions): Promise<Server> {
  return onSomePort(options.port, (port) => {
    const url = `postgres://acolhe:${PASSWORD}@127.0.0.1:${port}/postgres`;
    return startContainer({
      name: "postgres",
      container: new GenericContainer(IMAGES.postgres)
        .withEnvironment({ POSTGRES_USER: "acolhe", POSTGRES_PASSWORD: PASSWORD, POSTGRES_DB: "postgres" })
        .withCommand(["postgres", ...settingArguments({ fsync: "off", max_connections: "200", ...DISCREET_LOG })]),
      innerPort: 5432,
      port,
      url,
      stopSignal: "SIGINT",
      isReady: () => acceptsPostgres(url),
    });
  });
}

/** With the folder shared, and as this user, who must be able to remove what was written there. */
function asUs(container: GenericContainer, dir: string): GenericContainer {
  return container
    .withBindMounts([{ source: dir, target: FOLDER, mode: "rw" }])
    .withUser(`${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`);
}

async function startContainer(options: {
  name: string;
  container: GenericContainer;
  innerPort: number;
  port: number;
  url: string;
  stopSignal?: NodeJS.Signals;
  isReady: () => Promise<boolean>;
}): Promise<Server> {
  const { name, innerPort, port, url, isReady } = options;
  await assertPortFree(name, port);
  const log: string[] = [];
  const started = await options.container
    .withExposedPorts({ container: innerPort, host: port })
    .withLogConsumer((stream) => {
      stream.on("data", (chunk: Buffer | string) => {
        log.push(...chunk.toString().trimEnd().split("\n"));
        log.splice(0, Math.max(0, log.length - LOG_LINES_MAX));
      });
    })
    .start();
  const { container: engine } = await getContainerRuntimeClient();
  const container = engine.getById(started.getId());
  let hasEnded = false;
  const exited = container.wait().then(async ({ StatusCode }: { StatusCode: number }) => {
    hasEnded = true;
    // Its name and port are free for the next one.
    await container.remove({ force: true, v: true }).catch(() => undefined);
    return phraseOf(StatusCode);
  });
  const kill = async (signal: NodeJS.Signals) => {
    // It may end in the same moment.
    if (!hasEnded) await container.kill({ signal }).catch(() => undefined);
    await exited;
  };
  const stop = async (graceMs = 5_000) => {
    const late = setTimeout(() => void container.kill({ signal: "SIGKILL" }).catch(() => undefined), graceMs);
    try {
      await kill(options.stopSignal ?? "SIGTERM");
    } finally {
      clearTimeout(late);
    }
  };
  try {
    await eventually(isReady, { deadlineMs: READY_MS_MAX, what: `${name} being ready` });
  } catch (error) {
    await stop();
    throw new Error(`${name} was not ready\n${log.join("\n")}`, { cause: error });
  }
  const { State } = await container.inspect();
  return { url, port, pid: State.Pid, log, exited, kill, stop, [Symbol.asyncDispose]: () => stop() };
}

/** As a process of this machine would have ended: the engine adds 128 to the number of the signal. */
function phraseOf(statusCode: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => number === statusCode - 128)?.[0];
  return signal === undefined ? `code ${statusCode}` : `signal ${signal}`;
}
