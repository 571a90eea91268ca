import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chooseBackend } from "../src/backend.ts";
import { temporaryDirectory } from "../src/index.ts";

/** Something that listens where a Docker engine would. */
async function startSocket(listener: RequestListener) {
  const directory = await temporaryDirectory();
  const path = join(directory.path, "docker.sock");
  const server = createServer(listener);
  server.listen(path);
  await once(server, "listening");
  return {
    env: { DOCKER_HOST: `unix://${path}` },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

test("containers where an engine answers its ping", async () => {
  const asked: unknown[] = [];
  await using socket = await startSocket((request, reply) => {
    asked.push(request.url);
    reply.end("OK");
  });
  expect(await chooseBackend(socket.env)).toMatchObject({ backend: "containers" });
  expect(asked).toEqual(["/_ping"]);
});

test.each<[string, RequestListener]>([
  ["refuses", (_request, reply) => reply.writeHead(500).end()],
  ["hangs", () => {}],
  ["hangs up", (request) => request.socket.destroy()],
])("processes where what listens %s", async (_how, listener) => {
  await using socket = await startSocket(listener);
  expect(await chooseBackend(socket.env)).toMatchObject({ backend: "processes" });
});

test("processes where nothing listens, or the engine is another machine", async () => {
  await using directory = await temporaryDirectory();
  const nothing = { DOCKER_HOST: `unix://${join(directory.path, "docker.sock")}` };
  expect(await chooseBackend(nothing)).toMatchObject({
    backend: "processes",
    why: expect.stringMatching(/no Docker engine answers/),
  });
  expect(await chooseBackend({ DOCKER_HOST: "tcp://10.0.0.1:2375" })).toMatchObject({ backend: "processes" });
});

test("a person may decide, and learns of a slip of the pen", async () => {
  expect(await chooseBackend({ ACOLHE_TEST_SERVERS: "containers" })).toMatchObject({ backend: "containers" });
  expect(await chooseBackend({ ACOLHE_TEST_SERVERS: "processes" })).toMatchObject({ backend: "processes" });
  await expect(chooseBackend({ ACOLHE_TEST_SERVERS: "docker" })).rejects.toThrow(/"containers" or "processes"/);
});
