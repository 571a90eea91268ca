import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Server } from "../servers.ts";
import { type TemporaryDirectory, temporaryDirectory } from "../temporary-directory.ts";
import { startTestPostgres } from "../test-servers.ts";

const SETTING = "ACOLHE_TEST_POSTGRES";

/**
 * One PostgreSQL for a whole test run, started when the first test asks for it. Runs in the test runner's own process;
 * the address for asking goes to the processes of the tests in their environment.
 */
export async function sharePostgres(): Promise<AsyncDisposable> {
  let directory: TemporaryDirectory | undefined;
  let server: Promise<Server> | undefined;
  const start = async () => {
    directory = await temporaryDirectory("acolhe-postgres-");
    return startTestPostgres({ dir: directory.path });
  };
  const door = createServer((_request, response) => {
    server ??= start();
    server.then(
      ({ url }) => response.end(url),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  process.env[SETTING] = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return {
    async [Symbol.asyncDispose]() {
      door.closeAllConnections();
      door.close();
      await server?.then((started) => started.stop()).catch(() => undefined);
      await directory?.[Symbol.asyncDispose]();
    },
  };
}

/** The address of this test run's server, its maintenance database. */
export async function sharedPostgresUrl(): Promise<string> {
  const door = process.env[SETTING];
  if (door === undefined) throw new Error("temporary databases are for tests: run them with vitest");
  const response = await fetch(door);
  const text = await response.text();
  if (!response.ok) throw new Error(`the test run's PostgreSQL did not start: ${text}`);
  return text;
}
