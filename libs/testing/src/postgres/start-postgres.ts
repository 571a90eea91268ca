import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { postgresBinaries } from "../binaries/postgres.ts";
import { ChildError, startChild } from "../child.ts";
import { onSomePort, type Server, startServer } from "../servers.ts";
import { asServerUser, serverOwner } from "./server-user.ts";

export interface PostgresOptions {
  /** Cluster and password; kept when the server stops. */
  dir: string;
  port?: number;
  /** Survive a power cut. Tests do without it and are several times faster. */
  durable?: boolean;
  /** Certificate and key, PEM: then no client enters without TLS. */
  tls?: { readonly cert: string; readonly key: string };
}

const USER = "acolhe";
/** What was committed still survives the process, only not the machine. */
const QUICK = {
  fsync: "off",
  full_page_writes: "off",
  // It would hold a template just when a database is made from it.
  autovacuum: "off",
  max_connections: "200",
};

/**
 * The server's own log quotes rows, `Key (cpf_digits)=(…)`, values that did not fit, and whole statements. What refuses a
 * statement is told to who sent it, and our own log has its code: here stands only what is about the server.
 */
export const DISCREET_LOG = {
  log_error_verbosity: "terse",
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
};

/** Starts a PostgreSQL cluster, made on first use, and resolves when clients may connect. The URL holds a password. */
export async function startLocalPostgres(options: PostgresOptions): Promise<Server> {
  await mkdir(options.dir, { recursive: true });
  if (serverOwner) await chown(options.dir, serverOwner.uid, serverOwner.gid);
  const password = await passwordOf(options.dir);
  const data = join(options.dir, "cluster");
  if (!existsSync(data)) await createCluster(options, data);
  const { postgres } = await postgresBinaries();
  return onSomePort(options.port, async (port) => {
    const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
    const settings = {
      listen_addresses: "127.0.0.1",
      port: String(port),
      unix_socket_directories: "",
      ...DISCREET_LOG,
      ...(options.durable ? {} : QUICK),
      ...(await tlsSettings(options)),
    };
    const args = ["-D", data, ...settingArguments(settings)];
    return startServer({
      ...asServerUser(postgres, args, [postgres, data]),
      env: {},
      name: "postgres",
      url,
      port,
      // SIGTERM would wait until every client has left.
      stopSignal: "SIGINT",
      isReady: () => acceptsPostgres(options.tls ? `${url}?sslmode=no-verify` : url),
    });
  });
}

/** The server takes a key only from a file that is its user's alone. */
async function tlsSettings({ dir, tls }: PostgresOptions): Promise<Record<string, string>> {
  if (!tls) return {};
  const files = { ssl_cert_file: "server.pem", ssl_key_file: "server-key.pem", hba_file: "pg_hba.conf" };
  const texts = {
    ...{ ssl_cert_file: tls.cert, ssl_key_file: tls.key },
    hba_file: "hostssl all all all scram-sha-256\n",
  };
  const settings: Record<string, string> = { ssl: "on" };
  for (const [name, file] of Object.entries(files)) {
    const path = join(dir, file);
    await writeFile(path, texts[name as keyof typeof texts], { mode: 0o600 });
    if (serverOwner) await chown(path, serverOwner.uid, serverOwner.gid);
    settings[name] = path;
  }
  return settings;
}

export const settingArguments = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);

async function passwordOf(dir: string): Promise<string> {
  const path = join(dir, "password");
  if (!existsSync(path)) {
    await writeFile(path, randomBytes(24).toString("hex"), { mode: 0o600 });
    if (serverOwner) await chown(path, serverOwner.uid, serverOwner.gid);
  }
  return readFile(path, "utf8");
}

/** Under another name until it is whole, so that an interrupted one is not taken for a cluster. */
async function createCluster(options: PostgresOptions, data: string): Promise<void> {
  const { initdb } = await postgresBinaries();
  const unfinished = `${data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const args = ["-D", unfinished, "-U", USER, "--pwfile", join(options.dir, "password"), "--auth=scram-sha-256"];
  // The built-in locale is the same on every system; people's order comes from the schema's normalised columns.
  args.push("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8");
  if (!options.durable) args.push("--no-sync");
  const child = await startChild({ name: "initdb", ...asServerUser(initdb, args, [initdb, unfinished]) });
  const how = await child.exited;
  if (how !== "code 0") throw new ChildError(child, `could not make a database cluster (${how})`);
  await rename(unfinished, data);
}

export async function acceptsPostgres(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  await client.connect();
  await client.end();
  return true;
}
