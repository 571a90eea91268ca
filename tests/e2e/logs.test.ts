import { join } from "node:path";
import { connectBus } from "@acolhe/bus";
import { eventually, spawnApp, startLocalNats, startLocalRedis, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { startGateway } from "../../bench/gateway.ts";
import { createWebhookClient } from "../../bench/webhook-client.ts";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { setUp } from "../chaos/parts.ts";

const PHONE = "5511951234567";
/** Of a contact whose records are as they should be. */
const OTHER_PHONE = "5511957654321";
const NAME = "Fernanda Segredo";
const WORDS = "uma dor escondida";

/** What each process says when it meets what quotes a patient, in the order that this test makes it. */
const TROUBLE = {
  "outbound-sender": ["a record cannot be read and was set aside", "carrying out a turn failed"],
  "conversation-worker": ["an event could not be handled; its contact is parked"],
  ingress: ["not published"],
};

/** Where the phone was, in an error of the client. */
const QUOTES = {
  "outbound-sender": /delivery\.main\.\*/,
  ingress: /inbound\.main\.\*\.event/,
};

test("errors that quote a patient's phone, name or words are logged without them by ingress, worker and sender", async () => {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory()).path;
  const gateway = ends.use(await startGateway());
  const nats = ends.use(await startLocalNats({ dir: join(directory, "nats") }));
  const redis = ends.use(await startLocalRedis({ dir: join(directory, "redis") }));
  const channels = makeChannels(["main"], { paceMs: 0, callbackWaitMs: 0 });
  const env = {
    INPUT_WINDOW_MS: "0",
    NATS_URL: nats.url,
    REDIS_URL: redis.url,
    ZAPI_BASE_URL: gateway.url,
    CHANNELS_FILE: await writeChannels(directory, channels),
    SPOOL_DIR: join(directory, "spool"),
    LOG_LEVEL: "debug",
  };
  await setUp(env);
  const logs: Record<string, string> = {};
  const urls: Record<string, string> = {};
  for (const name of Object.keys(TROUBLE) as Array<keyof typeof TROUBLE>) {
    logs[name] = "";
    const app = await spawnApp(name, env, { onLine: (line) => (logs[name] += `${line}\n`) });
    ends.use(app);
    urls[name] = app.url;
  }
  const client = createWebhookClient(urls.ingress!, channels[0]!);
  ends.defer(() => client.close());
  const bus = await connectBus({ url: nats.url, name: "test" });
  ends.defer(() => bus.close());
  const logged = (name: keyof typeof TROUBLE, what: string) =>
    eventually(() => logs[name]!.includes(what), { deadlineMs: 30_000, what: `${name} says "${what}"` });

  // A turn that is not even JSON, for the sender to carry out and for the worker to go on from: the parser quotes it.
  await bus.js.publish(`turn.main.${PHONE}.reply`, `${NAME} says ${WORDS}`);
  await logged("outbound-sender", TROUBLE["outbound-sender"][0]!);
  expect(await client.post(PHONE, WORDS)).toBe(200);
  await logged("conversation-worker", TROUBLE["conversation-worker"][0]!);
  // Streams that are gone: the client quotes the subject.
  await bus.jsm.streams.delete("DELIVERY");
  expect(await client.post(OTHER_PHONE, WORDS)).toBe(200);
  await logged("outbound-sender", TROUBLE["outbound-sender"][1]!);
  await bus.jsm.streams.delete("INBOUND");
  expect(await client.post(OTHER_PHONE, WORDS)).toBe(200);
  await logged("ingress", TROUBLE.ingress[0]!);

  for (const [name, quote] of Object.entries(QUOTES))
    expect(logs[name], `${name} tells what it was about, so that the rest was taken out`).toMatch(quote);
  const phones = [PHONE, OTHER_PHONE].flatMap((phone) => [phone, phone.slice(-9)]);
  for (const [name, log] of Object.entries(logs))
    for (const secret of [...phones, ...NAME.split(" "), WORDS]) expect(log, name).not.toContain(secret);
});
