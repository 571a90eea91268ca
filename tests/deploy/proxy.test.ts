import { spawn } from "node:child_process";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { caddyPath, eventually, freePort, rootDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

/* The proxy's own program with the file that is shipped; only the names of its hosts are others, so that no certificates are asked for. */

const ends = new AsyncDisposableStack();
const HOSTS = { webhooks: "webhooks.test", panel: "panel.test" };
let port: number;

/** An app that says its name and what was asked of it. */
async function startUpstream(name: string): Promise<Server> {
  const server = createServer((asked, answer) => {
    if (asked.url === "/api/v1/changes") {
      answer.writeHead(200, { "content-type": "text/event-stream" });
      answer.write("data: first\n\n");
      return;
    }
    asked.resume().on("end", () => answer.end(`${name} ${asked.url} ${asked.headers["x-forwarded-for"]}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}
const addressOf = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  const ingress = [await startUpstream("ingress-1"), await startUpstream("ingress-2")];
  const panel = await startUpstream("admin-api");
  port = await freePort();
  const child = spawn(
    await caddyPath(),
    ["run", "--adapter", "caddyfile", "--config", join(rootDirectory, "deploy/proxy/Caddyfile")],
    {
      stdio: "ignore",
      env: {
        ...process.env,
        WEBHOOK_DOMAIN: `http://${HOSTS.webhooks}:${port}`,
        PANEL_DOMAIN: `http://${HOSTS.panel}:${port}`,
        INGRESS_UPSTREAMS: ingress.map(addressOf).join(" "),
        PANEL_UPSTREAM: addressOf(panel),
      },
    },
  );
  ends.defer(async () => {
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  });
  await eventually(async () => (await ask("panel", "/")).status === 200, {
    deadlineMs: 60_000,
    what: "the proxy answers",
  });
});
afterAll(() => ends.disposeAsync());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

function ask(to: keyof typeof HOSTS, path: string, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { host: `${HOSTS[to]}:${port}` };
    const asked = request({ host: "127.0.0.1", port, path, headers, method: body ? "POST" : "GET" }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => {
        parts.push(part);
        // A stream has no end.
        if (path.endsWith("/changes")) answer.destroy();
      });
      answer.on("close", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString(), headers: answer.headers }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

test("webhooks are let in, each number's to one process", async () => {
  const who = async (path: string) => (await ask("webhooks", path, Buffer.from("{}"))).text.split(" ")[0];
  const first = await who("/webhooks/zapi/secret-of-a-number");
  for (let again = 0; again < 4; again++) expect(await who("/webhooks/zapi/secret-of-a-number")).toBe(first);
  const all = await Promise.all(Array.from({ length: 20 }, (_, number) => who(`/webhooks/zapi/secret-of-${number}`)));
  expect(new Set(all)).toEqual(new Set(["ingress-1", "ingress-2"]));
});

test.each(["/", "/metrics", "/health/ready", "/webhooks-else", "/openapi.json"])(
  "of ingress nothing else is seen: %s",
  async (path) => {
    expect((await ask("webhooks", path)).status).toBe(404);
  },
);

test.each(["/metrics", "/health/live", "/health/ready", "/docs", "/docs/json", "/openapi.json"])(
  "of the API %s stays inside",
  async (path) => {
    expect((await ask("panel", path)).status).toBe(404);
  },
);

test("panel and API are one origin, and who calls is told", async () => {
  expect((await ask("panel", "/api/v1/patients")).text).toBe("admin-api /api/v1/patients 127.0.0.1");
  expect((await ask("panel", "/inbox")).text).toContain("admin-api /inbox");
});

test("a line of a stream goes out when it comes", async () => {
  expect((await ask("panel", "/api/v1/changes")).text).toBe("data: first\n\n");
});

test("a webhook that is too large is refused, and browsers are told to come by https", async () => {
  const answer = await ask("webhooks", "/webhooks/zapi/secret", Buffer.alloc(1_100_000));
  expect(answer.status).toBe(413);
  expect((await ask("webhooks", "/")).headers["strict-transport-security"]).toContain("max-age=31536000");
});
