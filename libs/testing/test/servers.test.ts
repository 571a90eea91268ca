import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isPortFree, type Server, startNats, startRedis, temporaryDirectory } from "../src/index.ts";

function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(request));
    socket.once("error", reject);
    socket.once("data", (data) => {
      resolve(data.toString("utf8"));
      socket.destroy();
    });
  });
}

test("a NATS server greets with JetStream, syncs always where asked, and its port is free after disposal", async () => {
  await using directory = await temporaryDirectory();
  let port: number;
  {
    await using server = await startNats({ dir: directory.path, syncAlways: true });
    port = server.port;
    expect(await exchange(port, "PING\r\n")).toContain('"jetstream":true');
    expect(await readFile(join(directory.path, "nats-server.conf"), "utf8")).toContain("sync_interval: always");
  }
  expect(await isPortFree(port)).toBe(true);
});

test("without syncAlways the server keeps its own default", async () => {
  await using directory = await temporaryDirectory();
  await using _server = await startNats({ dir: directory.path });
  expect(await readFile(join(directory.path, "nats-server.conf"), "utf8")).not.toContain("sync_interval");
});

test.each([
  ["NATS", startNats],
  ["Redis", startRedis],
] as const)("a killed %s server comes back on the same port and folder", async (_name, start) => {
  await using directory = await temporaryDirectory();
  const first: Server = await start({ dir: directory.path });
  await first.kill("SIGKILL");
  expect(await first.exited).toBe("signal SIGKILL");
  await using second = await start({ dir: directory.path, port: first.port });
  expect(second.url).toBe(first.url);
  expect(second.pid).not.toBe(first.pid);
});

test("a server whose port is taken fails, although another server answers there", async () => {
  await using directory = await temporaryDirectory();
  await using first = await startRedis({ dir: directory.path });
  await expect(startRedis({ dir: directory.path, port: first.port })).rejects.toThrow(/address already in use/);
});

test("Redis keeps nothing on the disk", async () => {
  await using directory = await temporaryDirectory();
  await using server = await startRedis({ dir: directory.path });
  expect(await exchange(server.port, "CONFIG GET save\r\n")).toBe("*2\r\n$4\r\nsave\r\n$0\r\n\r\n");
});
