import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { connectBus } from "@acolhe/bus";
import type { Channel } from "@acolhe/events";
import { eventually, freePort, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { makeChannels, webhookPath, writeChannels } from "../chaos/channels.ts";
import { setUp } from "../chaos/parts.ts";

const DAY_MS = 24 * 3600_000;
/** Wrote yesterday; wrote a month ago; never wrote. */
const [ANA, BIA, NOVA] = ["5511990000011", "5511990000012", "5511990000013"];
const APPS = ["conversation-worker", "outbound-sender", "ingress"] as const;

/** A way to the gateway that is closed at first. */
async function startGate(toPort: number) {
  let open = false;
  const server = createServer((socket) => {
    if (!open) return socket.destroy();
    const onward = connect(toPort, "127.0.0.1");
    for (const end of [socket, onward]) end.on("error", () => [socket, onward].map((one) => one.destroy()));
    return socket.pipe(onward).pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open() {
      open = true;
    },
    [Symbol.dispose]: () => void server.close(),
  };
}

test("on its first day the bot answers no patient who is talking with people, and on a number for new contacts no known one", {
  timeout: 240_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory("acolhe-go-live-")).path;
  const natsUrl = await guardedNats(ends, { dir: join(directory, "nats"), channels: ["all", "fresh"] });
  const redisUrl = await guardedRedis(ends, join(directory, "redis"));
  const settings = { paceMs: 0, callbackWaitMs: 0 };
  const [all] = makeChannels(["all"], settings) as [Channel];
  const [fresh] = makeChannels(["fresh"], { ...settings, goLive: "new-contacts" }) as [Channel];
  const [ingressPort, sandboxPort] = [await freePort(), await freePort()];
  const gate = ends.use(await startGate(sandboxPort));
  const env = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    CHANNELS_FILE: await writeChannels(directory, [all, fresh]),
    ZAPI_BASE_URL: gate.url,
    PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${ingressPort}`,
    INGRESS_PORT: String(ingressPort),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_CALLBACK_URL: `http://127.0.0.1:${ingressPort}${webhookPath("{webhookSecret}")}`,
    SPOOL_DIR: join(directory, "spool"),
    INPUT_WINDOW_MS: "0",
    LOG_LEVEL: "warn",
  };
  await setUp(env);
  const bus = await connectBus({ url: natsUrl, name: "test" });
  ends.defer(() => bus.close());
  const turns = async (channel: Channel, phone: string) => {
    const rules: string[] = [];
    for (let seq = 1; ; ) {
      const m = await bus.jsm.direct.getMessage("TURNS", { seq, next_by_subj: `turn.${channel.id}.${phone}.*` });
      if (!m) return rules;
      rules.push(m.json<{ rule: string }>().rule);
      seq = m.seq + 1;
    }
  };
  const sandbox = ends.use(await spawnAs("sandbox", env));
  const headers = { "content-type": "application/json" };
  const call = async (method: string, channel: Channel, path: string, body?: object) => {
    const url = `${sandbox.url}/sandbox${path}?instanceId=${channel.instanceId}`;
    const response = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    expect(response.ok).toBe(true);
    return response.json();
  };
  const heard = async (channel: Channel, phone: string) =>
    ((await call("GET", channel, `/chats/${phone}`)) as { messages: { from: string }[] }).messages.filter(
      ({ from }) => from === "clinic",
    ).length;
  for (const channel of [all, fresh])
    for (const [phone, days] of [
      [ANA, 1],
      [BIA, 30],
    ] as const)
      await call("PUT", channel, `/chats/${phone}`, { name: "Paciente", lastMessageAt: Date.now() - days * DAY_MS });

  // The gateway cannot be asked at first; messages come in by a webhook that was registered before.
  for (const app of APPS) ends.use(await spawnAs(app, env));
  const early = {
    type: "ReceivedCallback",
    instanceId: all.instanceId,
    messageId: "EARLY",
    phone: ANA,
    fromMe: false,
    momment: Date.now(),
    text: { message: "oi" },
  };
  const hook = `http://127.0.0.1:${ingressPort}${webhookPath(all.webhookSecret)}`;
  expect((await fetch(hook, { method: "POST", headers, body: JSON.stringify(early) })).status).toBe(200);
  await eventually(async () => (await turns(all, ANA)).includes("session-started"), { deadlineMs: 30_000 });

  gate.open();
  const begun = await bus.kvm.open("begun");
  await eventually(
    async () => {
      const records = await Promise.all([all, fresh].map(({ id }) => begun.get(id)));
      return records.every((entry) => entry?.json<{ doneAt?: number }>().doneAt !== undefined);
    },
    { deadlineMs: 60_000, what: "both numbers begin once the gateway lists their chats" },
  );
  for (const channel of [all, fresh])
    for (const phone of [ANA, BIA, NOVA]) await call("POST", channel, `/chats/${phone}/messages`, { text: "olá" });
  await eventually(
    async () => (await heard(all, BIA)) > 0 && (await heard(all, NOVA)) > 0 && (await heard(fresh, NOVA)) > 0,
    { deadlineMs: 60_000 },
  );
  // What the bot had decided for Ana while the gateway was away is behind the fence.
  await eventually(async () => (await turns(all, ANA)).includes("human-silent"), { deadlineMs: 30_000 });
  await eventually(async () => (await turns(fresh, BIA)).includes("known-contact"), { deadlineMs: 30_000 });
  expect(await turns(all, ANA)).toEqual(["session-started", "active-before-start", "human-silent"]);
  expect(await turns(fresh, ANA)).toEqual(["active-before-start", "human-silent"]);
  expect(await turns(fresh, BIA)).toEqual(["known-before-start", "known-contact"]);
  expect([await heard(all, ANA), await heard(fresh, ANA), await heard(fresh, BIA)]).toEqual([0, 0, 0]);
});
