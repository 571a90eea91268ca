import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { connectBus } from "@acolhe/bus";
import { connectDatabase } from "@acolhe/database";
import {
  freePort,
  rootDirectory,
  startLocalPostgres,
  startLocalRedis,
  startNats,
  temporaryDirectory,
} from "@acolhe/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";

/* Made for these tests alone: `server.pem` is for localhost, by the authority of `ca.pem`. Good for a hundred years. */
const file = (name: string) => join(import.meta.dirname, "certificates", name);

test("the broker is reached by TLS with the authority that the address names, and not without", async () => {
  await using directory = await temporaryDirectory("acolhe-tls-");
  const more = `tls { cert_file: ${JSON.stringify(file("server.pem"))}, key_file: ${JSON.stringify(file("server-key.pem"))} }\n`;
  await using nats = await startNats({ dir: join(directory.path, "nats"), more });
  const secure = nats.url.replace("nats://", "tls://");
  const enter = (url: string) => connectBus({ url, name: "test", firstTryOnly: true });
  const bus = await enter(`${secure}?ca=${encodeURIComponent(file("ca.pem"))}`);
  await bus.nc.flush();
  expect(bus.nc.info?.tls_required).toBe(true);
  await bus.close();
  await expect(enter(`${secure}?ca=${encodeURIComponent(file("another-ca.pem"))}`)).rejects.toThrow();
  await expect(enter(secure), "an authority that this machine does not know").rejects.toThrow();
});

test("the database is reached by TLS with the authority that the address names, and not without", async () => {
  await using directory = await temporaryDirectory("acolhe-tls-");
  const [cert, key] = [await readFile(file("server.pem"), "utf8"), await readFile(file("server-key.pem"), "utf8")];
  await using postgres = await startLocalPostgres({ dir: directory.path, tls: { cert, key } });
  const ask = async (query: string) => {
    const db = connectDatabase({ url: `${postgres.url}?${query}`, name: "test", connectionsMax: 1 });
    try {
      const { rows } = await sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(
        db,
      );
      return rows[0]?.ssl;
    } finally {
      await db.destroy();
    }
  };
  const verified = (name: string) => `sslmode=verify-full&sslrootcert=${encodeURIComponent(file(name))}`;
  expect(await ask(verified("ca.pem"))).toBe(true);
  await expect(ask(verified("another-ca.pem"))).rejects.toThrow(/certificate/);
  await expect(ask("sslmode=disable")).rejects.toThrow(/no encryption/);
});

/** What a process whose authority is named in its environment is told of the cache: such a setting counts from the start. */
const ASKING = `import { connectCache } from "@acolhe/cache";
const cache = connectCache({ url: process.argv[1], commandMsMax: 5_000 });
await cache.ready(Number(process.argv[2]));
await cache.remember("greeting", "oi", 60_000);
console.log(await cache.recall("greeting"));
cache.close();`;

test("the cache is reached by TLS with the authority that the environment names, and not without", async () => {
  await using directory = await temporaryDirectory("acolhe-tls-");
  const tlsPort = await freePort();
  const certificate = ["--tls-cert-file", file("server.pem"), "--tls-key-file", file("server-key.pem")];
  const more = [
    "--tls-port",
    String(tlsPort),
    ...certificate,
    "--tls-ca-cert-file",
    file("ca.pem"),
    "--tls-auth-clients",
    "no",
  ];
  await using _redis = await startLocalRedis({ dir: join(directory.path, "redis"), more });
  const ask = async (patienceMs: number, authority?: string) => {
    const env = { ...process.env, ...(authority ? { NODE_EXTRA_CA_CERTS: file(authority) } : {}) };
    const args = ["--input-type=module", "--eval", ASKING, `rediss://localhost:${tlsPort}`, String(patienceMs)];
    return (await promisify(execFile)(process.execPath, args, { cwd: rootDirectory, env })).stdout.trim();
  };
  const [known, another, none] = await Promise.all([ask(30_000, "ca.pem"), ask(1_000, "another-ca.pem"), ask(1_000)]);
  expect(known).toBe("oi");
  expect(another).toBe("null");
  expect(none, "an authority that this machine does not know").toBe("null");
});
