import { once } from "node:events";
import { createServer } from "node:net";

/** A TCP port of 127.0.0.1 that was free a moment ago. Someone may still take it first: callers retry. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has no port");
  server.close();
  await once(server, "close");
  return address.port;
}

/** Whether `port` can be listened on at `host` now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

/**
 * Throws when someone listens on the port. Without this check the readiness probe of a process that could not listen
 * would be answered by whoever holds its port.
 */
export async function assertPortFree(name: string, port: number, host?: string): Promise<void> {
  if (!(await isPortFree(port, host))) throw new Error(`${name} cannot start: port ${port}: address already in use`);
}
