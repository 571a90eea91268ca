import { appendFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually, spawnApp, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { CHANNEL, fixture, SECRET, setUpBroker, startDesk, stored, textMessage } from "./desk.ts";

type Desk = Awaited<ReturnType<typeof startDesk>>;
const inOrder = async (desk: Pick<Desk, "bus">, phone = "5511990000001") =>
  (await stored(desk.bus, "INBOUND")).filter((m) => m.subject.includes(phone)).map((m) => m.body.messageId);

test.concurrent("I1: with the broker killed webhooks go to the spool, and drain in order when it is back", async () => {
  await using desk = await startDesk();
  expect((await desk.post(textMessage(1))).status).toBe(200);
  await desk.killBroker();
  for (const n of [2, 3, 4]) expect((await desk.post(textMessage(n))).status).toBe(200);
  // Another name of the same person, which could not be looked up meanwhile.
  expect((await desk.post(textMessage(5, { chatLid: null, phone: "551190000001" }))).status).toBe(200);
  expect((await desk.post({ ...fixture("delivery-success"), zaapId: "Z1" })).status).toBe(200);
  expect(await desk.metricsText()).toMatch(/spool_records\{[^}]*\} 5/);
  await desk.returnBroker();
  // While it drains, newer ones must not overtake.
  expect((await desk.post(textMessage(6))).status).toBe(200);
  await eventually(async () => (await inOrder(desk)).length === 6);
  expect(await inOrder(desk)).toEqual(["M1", "M2", "M3", "M4", "M5", "M6"]);
  await eventually(async () => /spool_records\{[^}]*\} 0/.test(await desk.metricsText()));
  await eventually(async () => (await stat(join(desk.dir, "spool/spool.log"))).size === 0);
  expect((await desk.post(textMessage(7))).status, "direct again").toBe(200);
  expect((await inOrder(desk)).at(-1)).toBe("M7");
});

test.concurrent("I1: with broker and spool away the answer is 503 with Retry-After, and nothing is kept", async () => {
  const dir = await temporaryDirectory();
  await writeFile(join(dir.path, "no-folder"), "");
  await using desk = await startDesk({ spoolDir: join(dir.path, "no-folder", "spool") });
  expect((await fetch(`${desk.url}/health/ready`)).status, "the broker is enough").toBe(200);
  await desk.killBroker();
  const response = await desk.post(textMessage(1));
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  await eventually(async () => (await fetch(`${desk.url}/health/ready`)).status === 503);
  await desk.returnBroker();
  await eventually(async () => (await desk.post(textMessage(1))).status === 200);
  expect(await inOrder(desk)).toEqual(["M1"]);
  await dir[Symbol.asyncDispose]();
});

test.concurrent("I1: what the broker refuses stays in the spool until it takes it", async () => {
  await using desk = await startDesk();
  const { config } = await desk.bus.jsm.streams.info("INBOUND");
  await desk.bus.jsm.streams.update("INBOUND", { ...config, max_msg_size: 1 });
  for (const n of [1, 2, 3]) expect((await desk.post(textMessage(n))).status).toBe(200);
  const refused = () => desk.lines.filter((line) => line.includes("the spool waits for the broker")).length;
  const before = refused();
  await eventually(() => refused() > before + 1);
  expect(await inOrder(desk)).toEqual([]);
  await desk.bus.jsm.streams.update("INBOUND", config);
  await eventually(async () => (await inOrder(desk)).length === 3);
  expect(await inOrder(desk)).toEqual(["M1", "M2", "M3"]);
});

test.concurrent("I1: a full spool refuses with 503 and keeps what it has", async () => {
  await using desk = await startDesk({ spoolBytesMax: 3_000 });
  await desk.killBroker();
  const statuses: number[] = [];
  for (let n = 1; n <= 8; n++) statuses.push((await desk.post(textMessage(n))).status);
  const taken = statuses.filter((s) => s === 200).length;
  expect(taken).toBeGreaterThan(1);
  expect(statuses.slice(taken).every((s) => s === 503)).toBe(true);
  await desk.returnBroker();
  await eventually(async () => (await inOrder(desk)).length === taken);
});

test.concurrent("I1: a new process drains what a former one left, past a torn line and a damaged one", async () => {
  await using desk = await startDesk();
  await desk.killBroker();
  for (const n of [1, 2, 3]) expect((await desk.post(textMessage(n))).status).toBe(200);
  const path = join(desk.dir, "spool/spool.log");
  const lines = (await readFile(path, "utf8")).split("\n");
  await writeFile(path, `${lines[0]}\n00000000 {"damaged":true}\n${lines[1]}\n${lines[2]}\n`);
  await appendFile(path, lines[0]!.slice(0, 60));
  await desk.restart();
  expect((await desk.post(textMessage(4))).status).toBe(200);
  await desk.returnBroker();
  await eventually(async () => (await inOrder(desk)).length === 4);
  expect(await inOrder(desk)).toEqual(["M1", "M2", "M3", "M4"]);
});

test.concurrent("I1: a process killed right after its answer loses nothing", async () => {
  await using dir = await temporaryDirectory();
  const first = await startNats({ dir: join(dir.path, "nats") });
  const bus = await setUpBroker(first.url);
  await bus.nc.close();
  await first.stop();
  const env = {
    NATS_URL: first.url,
    REDIS_URL: "redis://127.0.0.1:1",
    SPOOL_DIR: join(dir.path, "spool"),
    ZAPI_INSTANCE_ID: CHANNEL.instanceId,
    ZAPI_INSTANCE_TOKEN: CHANNEL.instanceToken,
    ZAPI_CLIENT_TOKEN: CHANNEL.clientToken,
    ZAPI_WEBHOOK_SECRET: SECRET,
    ZAPI_BASE_URL: "http://127.0.0.1:1",
  };
  const app = await spawnApp("ingress", env);
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      fetch(`${app.url}/webhooks/zapi/${SECRET}`, { method: "POST", body: JSON.stringify(textMessage(n)) }),
    ),
  );
  expect(answers.map((a) => a.status)).toEqual([200, 200, 200, 200, 200]);
  await app.kill("SIGKILL");
  await using nats = await startNats({ dir: join(dir.path, "nats"), port: first.port });
  await using _again = await spawnApp("ingress", env);
  const reader = await setUpBroker(nats.url);
  await eventually(async () => (await inOrder({ bus: reader })).length === 5);
  await reader.nc.close();
});
