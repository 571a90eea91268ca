import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connectBus } from "@acolhe/bus";
import { connectDatabase } from "@acolhe/database";
import { startLocalPostgres, startNats, temporaryDirectory } from "@acolhe/testing";
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
