import { join } from "node:path";
import { asService, natsAuthorization, redisUsers } from "@acolhe/access";
import type { Channel } from "@acolhe/events";
import { type NatsCluster, startNats, startNatsCluster, startRedis } from "@acolhe/testing";
import { PASSWORDS } from "../access/logins.ts";
import { type Part, serverPart } from "./parts.ts";

/** The broker, one server or several that keep copies, with the users that services log in as. */
export interface BrokerServers {
  /** The operators' address. */
  readonly url: string;
  /** Null where it is a cluster. */
  readonly server: Part | null;
  /** Of the one server: nothing more is stored from its next start on, until it starts with null. */
  limitStore(bytes: number | null): void;
  readonly cluster: NatsCluster | null;
}

export async function startBrokerServers(
  ends: AsyncDisposableStack,
  options: { directory: string; nodes: number; syncAlways: boolean; channels: readonly Channel[] },
): Promise<BrokerServers> {
  const { directory, nodes, syncAlways, channels } = options;
  const dir = join(directory, "nats");
  const more = natsAuthorization(
    PASSWORDS,
    channels.map(({ id }) => id),
  );
  const asOperators = (url: string) => asService(url, "ops", PASSWORDS.ops);
  if (nodes > 1) {
    const cluster = ends.use(await startNatsCluster({ dir, count: nodes, syncAlways, more }));
    return { url: asOperators(cluster.url), server: null, limitStore() {}, cluster };
  }
  let storeMaxBytes: number | undefined;
  const server = await serverPart("broker", (port) =>
    startNats({ dir, syncAlways, more, storeMaxBytes, ...(port === undefined ? {} : { port }) }),
  );
  ends.defer(() => server.stop());
  return {
    url: asOperators(server.url),
    server,
    limitStore(bytes) {
      storeMaxBytes = bytes ?? undefined;
    },
    cluster: null,
  };
}

export async function startCache(ends: AsyncDisposableStack, directory: string): Promise<Part & { asOps: string }> {
  const dir = join(directory, "redis");
  const users = redisUsers(PASSWORDS);
  const cache = await serverPart("cache", (port) =>
    startRedis({ dir, users, ...(port === undefined ? {} : { port }) }),
  );
  ends.defer(() => cache.stop());
  return Object.assign(cache, { asOps: asService(cache.url, "ops", PASSWORDS.ops) });
}
