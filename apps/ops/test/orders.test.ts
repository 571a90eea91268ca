import { execFile } from "node:child_process";
import { connectBus, publish } from "@acolhe/bus";
import { Channel, type ContactKey, turnSubject } from "@acolhe/events";
import { rootDirectory, startNats, temporaryDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../src/setup.ts";

const ODD = "123456" as ContactKey;
let nats: Awaited<ReturnType<typeof startNats>>;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let bus: Awaited<ReturnType<typeof connectBus>>;

beforeAll(async () => {
  directory = await temporaryDirectory();
  nats = await startNats({ dir: directory.path });
  bus = await connectBus({ url: nats.url, name: "test" });
  const webhookSecret = "0123456789abcdef";
  const channel = Channel.parse({ instanceId: "i", instanceToken: "t", clientToken: "c", webhookSecret });
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
  await publish(bus, turnSubject({ channel: channel.id, contact: ODD }, "quiet"), { state: {} });
});
afterAll(async () => {
  await bus.close();
  await nats.stop();
  await directory[Symbol.asyncDispose]();
});

function ops(...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, NATS_URL: nats.url };
  return new Promise((resolve) => {
    execFile(process.execPath, ["apps/ops/src/main.ts", ...args], { cwd: rootDirectory, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: `${out}${err}`.trim() }),
    );
  });
}

test.each([
  ["a number that is not the clinic's", "nowhere", ODD, 1, "there is no channel nowhere; known are: main"],
  ["a contact of Brazil without its area code", "main", "55990000001", 1, "no conversation with this contact"],
  ["a contact with a leading zero", "main", "011990000001", 1, "no conversation with this contact"],
  ["words in place of a contact", "main", "ana", 1, "no conversation with this contact"],
  ["a contact that has never written", "main", "lid-81896600000001", 1, "no conversation with this contact"],
  ["an odd contact that has written", "main", ODD, 0, "ordered takeover"],
])("an order about %s", async (_what, channel, contact, code, said) => {
  const before = (await bus.jsm.streams.info("INBOUND")).state.messages;
  const answer = await ops("takeover", contact, "--channel", channel);
  expect([answer.code, answer.said]).toEqual([code, expect.stringContaining(said)]);
  const { messages } = (await bus.jsm.streams.info("INBOUND")).state;
  expect(messages - before).toBe(code === 0 ? 1 : 0);
});
