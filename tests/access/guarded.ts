import { connect } from "node:net";
import { asService, natsAuthorization, redisUsers } from "@acolhe/access";
import { migrate, provideUsers } from "@acolhe/database";
import { ChannelId } from "@acolhe/events";
import { type App, type AppName, spawnApp, startNats, startRedis } from "@acolhe/testing";
import { expect } from "vitest";
import { asUser, PASSWORDS } from "./logins.ts";

/*
 * Servers as they are shipped: each service logs in as itself, and may do no more than its work. Addresses are those of the
 * operators, who may do all; `spawnAs` puts the service's own login into them. What a server had to refuse fails the test.
 */

/** @returns the operators' address */
export async function guardedNats(
  ends: AsyncDisposableStack,
  options: { readonly dir: string; readonly channels?: readonly string[]; readonly mayRefuse?: boolean },
): Promise<string> {
  const { dir, channels = ["main"], mayRefuse = false } = options;
  const more = natsAuthorization(
    PASSWORDS,
    channels.map((id) => ChannelId.parse(id)),
  );
  const nats = ends.use(await startNats({ dir, more }));
  if (!mayRefuse) ends.defer(() => expect(nats.log.filter((line) => /violation/i.test(line))).toEqual([]));
  return asService(nats.url, "ops", PASSWORDS.ops);
}

export const DATABASE_PASSWORDS = {
  ops: PASSWORDS.ops,
  projector: PASSWORDS.projector,
  "admin-api": PASSWORDS["admin-api"],
  "conversation-worker": PASSWORDS["conversation-worker"],
};

const GUARD = "guard-of-the-test";

/** What the cache has refused, in its own protocol; empty where it does not answer. */
function refusalsOf(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let told = "";
    socket.on("data", (part) => (told += part));
    socket.on("error", () => resolve(""));
    socket.on("end", () => resolve(told));
    socket.end(`AUTH ${GUARD} any\r\nACL LOG\r\n`);
  });
}

/** @returns the operators' address */
export async function guardedRedis(ends: AsyncDisposableStack, dir: string): Promise<string> {
  const users = `${redisUsers(PASSWORDS)}user ${GUARD} on nopass -@all +acl\n`;
  const redis = ends.use(await startRedis({ dir, users }));
  // A test may have ended the cache on purpose.
  ends.defer(async () => expect(["", "+OK\r\n*0\r\n"]).toContain(await refusalsOf(redis.port)));
  return asService(redis.url, "ops", PASSWORDS.ops);
}

/**
 * The same database with a user for each service.
 *
 * @returns the owner's address
 */
export async function guardedDatabase(adminUrl: string): Promise<string> {
  const urls = await provideUsers(adminUrl, DATABASE_PASSWORDS);
  await migrate(urls.ops);
  return urls.ops;
}

export const spawnAs = (app: AppName, env: NodeJS.ProcessEnv): Promise<App> =>
  spawnApp(app, app === "sandbox" ? env : asUser(app, env));
