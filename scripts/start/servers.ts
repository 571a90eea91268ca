import { join } from "node:path";
import { asService, natsAuthorization, type Passwords, redisUsers, SERVICES, type Service } from "@acolhe/access";
import { adviceAfter, type DatabaseService, migrate, provideUsers } from "@acolhe/database";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import { type Server, startLocalNats, startLocalPostgres, startLocalRedis } from "@acolhe/testing";
import { persistedSecret } from "../settings.ts";
import type { StartWords } from "./words.ts";

/** Where one service reaches the servers, with its own logins where they are ours. */
export interface Addresses {
  readonly NATS_URL: string;
  readonly REDIS_URL: string;
  readonly DATABASE_URL: string;
}

export interface ServersOptions {
  readonly dataDirectory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly words: StartWords;
  readonly say: (line: string) => void;
  /** Called with each as soon as it runs. */
  readonly keep: (server: Server, name: string) => Promise<void>;
}

/** A service with no business at a server gets an address without a login, which opens nothing. */
type ByService = (service: Service) => string;

/** Starts the servers that no setting names; those that are named are used as they are, by everybody. */
export async function provideServers(options: ServersOptions): Promise<(service: Service) => Addresses> {
  const passwords = await logins(options.dataDirectory);
  const [nats, redis, postgres] = await Promise.all([
    provideNats(options, passwords),
    provideRedis(options, passwords),
    providePostgres(options, passwords),
  ]);
  return (service) => ({ NATS_URL: nats(service), REDIS_URL: redis(service), DATABASE_URL: postgres(service) });
}

async function logins(dataDirectory: string): Promise<Passwords> {
  const made = SERVICES.map(
    async (name) => [name, await persistedSecret(join(dataDirectory, "logins"), name)] as const,
  );
  return Object.fromEntries(await Promise.all(made)) as Passwords;
}

async function provideNats({ env, words, say, keep, dataDirectory }: ServersOptions, passwords: Passwords) {
  const named = env.NATS_URL;
  if (named !== undefined) {
    say(words.using("NATS", "NATS_URL"));
    return () => named;
  }
  say(words.starting("nats-server"));
  const channels = loadChannels(loadSettings(env)).map(({ id }) => id);
  const more = natsAuthorization(passwords, channels);
  const server = await startLocalNats({
    ...{ dir: join(dataDirectory, "nats"), syncAlways: true, key: env.JETSTREAM_KEY, more },
  });
  await keep(server, "nats-server");
  return ((service) => asService(server.url, service, passwords[service])) satisfies ByService;
}

async function provideRedis({ env, words, say, keep, dataDirectory }: ServersOptions, passwords: Passwords) {
  const named = env.REDIS_URL;
  if (named !== undefined) {
    say(words.using("Redis", "REDIS_URL"));
    return () => named;
  }
  say(words.starting("redis-server"));
  const server = await startLocalRedis({ dir: join(dataDirectory, "redis"), users: redisUsers(passwords) });
  await keep(server, "redis-server");
  return ((service) => asService(server.url, service, passwords[service])) satisfies ByService;
}

async function providePostgres(options: ServersOptions, passwords: Passwords): Promise<ByService> {
  const { env, words, say, keep, dataDirectory } = options;
  const named = env.DATABASE_URL;
  if (named !== undefined) {
    say(words.using("PostgreSQL", "DATABASE_URL"));
    await bringUpToDate(named, options);
    return () => named;
  }
  say(words.starting("PostgreSQL"));
  const server = await startLocalPostgres({ dir: join(dataDirectory, "postgres"), durable: true });
  await keep(server, "postgres");
  const url = new URL(server.url);
  url.pathname = "acolhe";
  // Also where an earlier start had one user for everything: it is handed over as it is.
  const urls = await provideUsers(url.href, passwords);
  await bringUpToDate(urls.ops, options);
  url.username = "";
  url.password = "";
  return (service) => (service in urls ? urls[service as DatabaseService] : url.href);
}

async function bringUpToDate(url: string, { words, say }: ServersOptions): Promise<void> {
  const ran = await migrate(url);
  if (ran.length > 0) say(words.migrated(ran.length));
  if (adviceAfter(ran)) say(words.rebuild);
}
