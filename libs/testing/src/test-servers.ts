import { backendOfTests } from "./backend.ts";
import { type PostgresOptions, startLocalPostgres } from "./postgres/start-postgres.ts";
import { type NatsOptions, type RedisOptions, type Server, startLocalNats, startLocalRedis } from "./servers.ts";

/*
 * The servers of tests, wherever they run. The module of the containers is loaded only where they are used: its library
 * takes a second.
 */

const containers = () => import("./containers.ts");
const inContainers = async () => (await backendOfTests()) === "containers";

/** A NATS server with JetStream that clients may connect to. */
export async function startNats(options: NatsOptions): Promise<Server> {
  return (await inContainers()) ? (await containers()).startNatsContainer(options) : startLocalNats(options);
}

/** A Redis without persistence that answers. */
export async function startRedis(options: RedisOptions): Promise<Server> {
  return (await inContainers()) ? (await containers()).startRedisContainer(options) : startLocalRedis(options);
}

/** A PostgreSQL that clients may connect to; in a container its data ends with it. */
export async function startTestPostgres(options: PostgresOptions): Promise<Server> {
  return (await inContainers()) ? (await containers()).startPostgresContainer(options) : startLocalPostgres(options);
}
