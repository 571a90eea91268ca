import { execFile } from "node:child_process";
import { connectBus, followLogLevel, publish } from "@acolhe/bus";
import {
  Channel,
  type ChannelId,
  type ContactKey,
  type ConversationRef,
  SET_ASIDE_BUCKET,
  type SetAside,
  setAsideKey,
  turnSubject,
} from "@acolhe/events";
import { eventually, rootDirectory, startNats, temporaryDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setUp } from "../src/setup.ts";
import { ops as inProcess } from "./in-process.ts";

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

test("an unmerge of who was never merged says what that means", async () => {
  expect((await ops("unmerge", ODD)).said).toContain("it goes on in no other conversation");
});

test("a service writes as much of its log as was ordered, of all of them as of it, until it is as usual again", async () => {
  const level = (...args: string[]) => inProcess(bus, {}, "--json", "log-level", ...args);
  const [worker, sender] = [{ level: "info" }, { level: "info" }];
  const following = [
    followLogLevel(bus, "conversation-worker", worker),
    followLogLevel(bus, "outbound-sender", sender),
  ];
  const until = (levels: string[]) =>
    eventually(() => worker.level === levels[0] && sender.level === levels[1], { what: levels.join(", ") });
  await level("all", "warn");
  await until(["warn", "warn"]);
  await level("conversation-worker", "debug", "--minutes", "10");
  await until(["debug", "warn"]);
  expect(await level()).toEqual(
    expect.arrayContaining([
      { service: "all", level: "warn", until: expect.any(Number) },
      { service: "conversation-worker", level: "debug", until: expect.any(Number) },
    ]),
  );
  await level("conversation-worker", "usual");
  await until(["warn", "warn"]);
  await level("conversation-worker", "trace");
  await until(["trace", "warn"]);
  await level("all", "usual");
  await until(["info", "info"]);
  expect(await level(), "nothing is ordered").toEqual([]);
  await expect(level("conversation-worker")).rejects.toThrow("which level");
  for (const one of following) one.stop();
});

describe("tail --since", () => {
  const tail = async (...args: string[]) =>
    (await inProcess(bus, {}, "tail", "--no-follow", ...args)) as {
      stream: string;
      storedAtMs: number;
      contact: string;
    }[];

  test("shows what is there in the order of its times, whatever stream it is in", async () => {
    const ref = { channel: "main", contact: "5511980000009" } as ConversationRef;
    for (const n of [1, 2, 3]) {
      await publish(bus, turnSubject(ref, "quiet"), { state: {}, n });
      await inProcess(bus, {}, "pause", ref.contact);
    }
    const found = await tail("--since", "1h", "--contact", "+55 (11) 8000-0009");
    expect(found.map(({ stream }) => stream)).toEqual(["TURNS", "INBOUND", "TURNS", "INBOUND", "TURNS", "INBOUND"]);
    const times = found.map(({ storedAtMs }) => storedAtMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(await tail("--since", "2099-01-01")).toEqual([]);
    expect((await tail("--since", "1h", "--type", "control")).every(({ stream }) => stream === "INBOUND")).toBe(true);
  });

  test("refuses a number that is not the clinic's, and an end without a beginning", async () => {
    await expect(tail("--since", "1h", "--channel", "nowhere")).rejects.toThrow("there is no channel nowhere");
    await expect(tail()).rejects.toThrow("say from when on");
    await expect(inProcess(bus, {}, "timers", "--channel", "nowhere")).rejects.toThrow("there is no channel nowhere");
  });
});

test("a record that cannot be read is listed with whose it is, as long as it is there", async () => {
  const { seq } = await publish(bus, turnSubject({ channel: "main" as ChannelId, contact: ODD }, "quiet"), {
    state: "nonsense",
  });
  const bucket = await bus.kvm.open(SET_ASIDE_BUCKET);
  const aside = (at: number): SetAside => ({
    ...{ by: "sender", stream: "TURNS", seq: at, at: 1 },
    unreadable: { stream: "TURNS", seq: at, reason: "state: Expected object" },
  });
  for (const at of [seq, 4_711]) await bucket.put(setAsideKey(aside(at)), JSON.stringify(aside(at)));
  expect(await inProcess(bus, {}, "dead-letters")).toMatchObject([
    { channel: "main", contact: ODD, seq },
    { channel: null, contact: null, seq: 4_711 },
  ]);
});
