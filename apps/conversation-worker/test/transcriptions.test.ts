import { once } from "node:events";
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { connectBus, lastOf, publish } from "@acolhe/bus";
import {
  askingSubject,
  type ConversationRef,
  INBOUND,
  LogEvent,
  TEXT_LENGTH_MAX,
  TRANSCRIPTION_WAIT_MS,
  TURNS,
  Turn,
  transcriptionDurable,
} from "@acolhe/events";
import { createMetrics, type Logger, loadSettings } from "@acolhe/runtime";
import { eventually, startTranscriber } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTranscriptions, transcriberOf, VOICE_BYTES_MAX } from "../src/lookups/transcriptions.ts";
import { ACK_WAIT_MS, contentMessage, hireWorker, message, openDesk, put, untilTurns } from "./desk.ts";

const WORDS = "zorp flib wug";
const VOICE = Buffer.from("OggS, as it were");

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

/** Where the gateway keeps what patients send. */
async function startStorage(answer: RequestListener = voice) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/zorp.ogg`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
const voice: RequestListener = (_request, response) =>
  response.writeHead(200, { "content-type": "application/octet-stream" }).end(VOICE);

/** Who has voice notes written down, on a connection of its own; `lines` is all that it logged. */
async function hire(serverUrl: string, host: string, more: { timeoutMs?: number; clock?: () => number } = {}) {
  const { timeoutMs = 20_000, clock = Date.now } = more;
  const bus = await connectBus({ url: desk.url, name: "transcriptions" });
  const lines: string[] = [];
  const keep = (fields: object, text: string) =>
    void lines.push(`${text} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.stack : value))}`);
  const log = { info: keep, warn: keep, error: keep } as unknown as Logger;
  const metrics = createMetrics("test");
  const transcriber = { url: serverUrl, model: "small", timeoutMs, trustedHosts: new Set([host]) };
  const transcriptions = startTranscriptions({ bus, transcriber, log, metrics, ackWaitMs: ACK_WAIT_MS, clock });
  return {
    bus,
    lines,
    metrics: () => metrics.text(),
    counted: async () =>
      [...(await metrics.text()).matchAll(/transcriptions_total\{.*answer="([\w-]+)"/g)].map(([, a]) => a),
    stop: () => transcriptions.stop(),
    async [Symbol.asyncDispose]() {
      await transcriptions.stop();
      await bus.close();
    },
  };
}

/** A turn that asks, as the engine makes them; the answer is what the conversation's log ends with. */
async function ask(values: Record<string, string>, ref = desk.contact(), now = Date.now()) {
  const none = { reply: 0, proactive: 0, bulk: 0 };
  const turn = Turn.parse({
    ...{ version: 1, ...ref, lane: "quiet", outcome: "advanced", rule: "voice-asked", facts: { now }, state: {} },
    event: { id: "e", type: "message-received", seq: 1, partition: 0, at: now, receivedAt: now },
    ...{ coveredSeq: 1, previousTurnSeq: 0, predecessorSeq: 0, lanes: none, versions: { engine: "1", flow: "1" } },
    commands: [{ type: "lookup", requestId: "r1", what: "transcription", values }],
  });
  await publish(desk.bus, askingSubject(ref), turn);
  return ref;
}
const question = (url: string, mimeType = "audio/ogg; codecs=opus") => ({ url, mimeType, language: "pt" });

const eventOf = async ({ channel, contact }: ConversationRef) => {
  const stored = await lastOf(desk.bus, INBOUND.name, `inbound.*.${channel}.${contact}.event`);
  return stored && LogEvent.parse(stored.json());
};
const answerTo = (ref: ConversationRef) =>
  eventually(async () => (await eventOf(ref)) ?? false, { deadlineMs: 20_000, what: "an answer" });
const untilDone = () =>
  eventually(
    async () => {
      const { num_ack_pending, num_pending } = await desk.bus.jsm.consumers.info(TURNS.name, transcriptionDurable);
      return num_ack_pending + num_pending === 0;
    },
    { deadlineMs: 20_000, what: "the request done with" },
  );

test("what a voice note says comes back as an event, and stands in no log line and no metric", async () => {
  await using storage = await startStorage();
  await using server = await startTranscriber(WORDS);
  await using hired = await hire(server.url, storage.host);
  const ref = await ask(question(storage.url));
  expect(await answerTo(ref)).toMatchObject({
    ...{ type: "lookup-answered", ...ref, requestId: "r1", result: "found" },
    values: { text: WORDS },
  });
  await untilDone();
  expect(server.asked).toHaveLength(1);
  expect(server.asked[0]).toMatchObject({
    fields: { model: "small", language: "pt" },
    file: { name: "voice.ogg", type: "audio/ogg", bytes: VOICE },
  });
  expect(await hired.counted()).toEqual(["text"]);
  expect(`${hired.lines.join("\n")}${await hired.metrics()}`).not.toMatch(/zorp|flib|wug/);
});

test("of a long speech as much is kept as may be written in one message, and no half of a character", async () => {
  await using storage = await startStorage();
  await using server = await startTranscriber(`${"x".repeat(TEXT_LENGTH_MAX - 1)}😀`);
  await using _hired = await hire(server.url, storage.host);
  const answer = await answerTo(await ask(question(storage.url)));
  expect(answer).toMatchObject({ values: { text: `${"x".repeat(TEXT_LENGTH_MAX - 1)}\ufffd` } });
});

/** One of each for all of these, told by each case how to answer: who is idle takes two seconds to stop. */
describe("nothing is heard", () => {
  let storageAnswers: RequestListener;
  let serverAnswers: (response: ServerResponse) => void;
  let storage: Awaited<ReturnType<typeof startStorage>>;
  let server: Awaited<ReturnType<typeof startTranscriber>>;
  let hired: Awaited<ReturnType<typeof hire>>;
  beforeAll(async () => {
    storage = await startStorage((request, response) => storageAnswers(request, response));
    server = await startTranscriber((response) => serverAnswers(response));
    hired = await hire(server.url, storage.host);
  });
  afterAll(async () => {
    await hired[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await storage[Symbol.asyncDispose]();
  });

  const storages: [string, string, RequestListener][] = [
    ["does not have it", "audio-gone", (_request, response) => response.writeHead(404).end()],
    ["has a page", "audio-kind", (_request, response) => response.setHeader("content-type", "text/html").end(WORDS)],
    [
      "has a huge file",
      "audio-too-large",
      (_request, response) =>
        response.writeHead(200, { "content-type": "audio/ogg", "content-length": VOICE_BYTES_MAX + 1 }).end(),
    ],
    [
      "leads inside",
      "audio-not-allowed",
      (_request, response) => response.writeHead(302, { location: "https://127.0.0.1/zorp" }).end(),
    ],
    ["hangs up", "audio-unreachable", (request) => request.socket.destroy()],
  ];
  test.each(storages)("when the storage %s: %s", async (_what, why, answer) => {
    storageAnswers = answer;
    const askedBefore = server.asked.length;
    const ref = await ask(question(storage.url));
    expect(await answerTo(ref)).toMatchObject({ type: "lookup-answered", result: "failed", values: {} });
    expect(server.asked).toHaveLength(askedBefore);
    expect((await hired.counted()).at(-1)).toBe(why);
  });

  const servers: [string, string, string, (response: ServerResponse) => void][] = [
    ["refuses", "refused", "failed", (response) => response.writeHead(500).end(WORDS)],
    ["talks nonsense", "nonsense", "failed", (response) => response.end(WORDS)],
    ["does not stop", "too-long", "failed", (response) => response.end("x".repeat(1024 * 1024))],
    ["hangs up", "unreachable", "failed", (response) => response.destroy()],
    ["hears silence", "silence", "none", (response) => response.end('{"text":" "}')],
  ];
  test.each(servers)("when the server %s: %s, %s", async (_what, why, result, answer) => {
    storageAnswers = voice;
    serverAnswers = answer;
    const askedBefore = server.asked.length;
    const ref = await ask(question(storage.url));
    expect(await answerTo(ref)).toMatchObject({ type: "lookup-answered", result, values: {} });
    expect(server.asked).toHaveLength(askedBefore + 1);
    expect((await hired.counted()).at(-1)).toBe(why);
  });

  test.each([
    ["unknown audio", "kind", { mimeType: "audio/zorp" }],
    ["a question in no language", "no-question", { language: "tlh" }],
  ])("of %s, which is not even fetched: %s", async (_what, why, values) => {
    const askedBefore = storage.asked();
    const ref = await ask({ ...question(storage.url), ...values });
    expect(await answerTo(ref)).toMatchObject({ result: "failed" });
    expect(storage.asked()).toBe(askedBefore);
    expect(await hired.counted()).toContain(why);
  });

  test("and nothing of it is logged", () => {
    expect(hired.lines.join("\n")).not.toMatch(/zorp|flib|wug/);
  });
});

test("a storage and a server that take too long are left", async () => {
  let isStored = false;
  await using storage = await startStorage((request, response) => isStored && voice(request, response));
  await using server = await startTranscriber(() => {});
  await using hired = await hire(server.url, storage.host, { timeoutMs: 1_000 });
  expect(await answerTo(await ask(question(storage.url)))).toMatchObject({ result: "failed", values: {} });
  isStored = true;
  expect(await answerTo(await ask(question(storage.url)))).toMatchObject({ result: "failed", values: {} });
  expect(await hired.counted()).toEqual(["audio-too-late", "too-late"]);
});

test("voice notes of one patient whose links never answer do not keep another's from being heard", async () => {
  await using storage = await startStorage((request, response) => {
    if (!request.url?.startsWith("/slow")) voice(request, response);
  });
  await using server = await startTranscriber(WORDS);
  // As long as the conversation waits: only a place of its own can let the other in.
  await using _hired = await hire(server.url, storage.host, { timeoutMs: TRANSCRIPTION_WAIT_MS });
  const slow = await ask(question(`http://${storage.host}/slow`));
  // More than there are places, and more than one patient may have in hand.
  for (let n = 0; n < 5; n++) await ask(question(`http://${storage.host}/slow`), slow);
  const other = await ask(question(storage.url));
  expect(await answerTo(other)).toMatchObject({ result: "found", values: { text: WORDS } });
  expect(storage.asked(), "one of the slow links, and the other patient's").toBe(2);
});

test("V2: nothing is fetched when the patient has stopped waiting", async () => {
  await using storage = await startStorage();
  await using server = await startTranscriber(WORDS);
  const now = 1_000_000;
  await using hired = await hire(server.url, storage.host, { clock: () => now + TRANSCRIPTION_WAIT_MS });
  const late = await ask(question(storage.url), desk.contact(), now);
  await untilDone();
  const inTime = await ask(question(storage.url), desk.contact(), now + 10_000);
  expect(await answerTo(inTime)).toMatchObject({ result: "found" });
  expect(await eventOf(late)).toBeNull();
  expect(storage.asked()).toBe(1);
  expect(await hired.counted()).toEqual(["not-waited-for", "text"]);
});

test("V2: a voice note is sent outside once, also when who had sent it is gone", async () => {
  await using storage = await startStorage();
  await using server = await startTranscriber(() => {});
  const dying = await hire(server.url, storage.host);
  const ref = await ask(question(storage.url));
  await eventually(() => server.asked.length === 1, { what: "a voice note outside" });
  await dying.bus.nc.close();
  await using hired = await hire(server.url, storage.host);
  await untilDone();
  expect(await hired.counted()).toEqual(["delivered-again"]);
  expect(server.asked).toHaveLength(1);
  expect(await eventOf(ref)).toBeNull();
  await dying.stop();
});

test("V3: who stops answers what is under way", async () => {
  await using storage = await startStorage();
  await using server = await startTranscriber(() => {});
  await using hired = await hire(server.url, storage.host);
  const ref = await ask(question(storage.url));
  await eventually(() => server.asked.length === 1, { what: "a voice note outside" });
  await hired.stop();
  expect(await eventOf(ref)).toMatchObject({ type: "lookup-answered", result: "failed", values: {} });
  expect(await hired.counted()).toEqual(["stopped"]);
});

test("a turn is told that a voice note may be written down where one came that can be fetched, and only there", async () => {
  await using _worker = await hireWorker(desk.url, { transcription: true });
  const ref = desk.contact();
  const audio = { kind: "audio", mimeType: "audio/ogg", voiceNote: true } as const;
  await put(desk.bus, message(ref, "oi"));
  await put(desk.bus, contentMessage(ref, { ...audio, url: "https://files.example/a.ogg" }));
  await put(desk.bus, contentMessage(ref, { ...audio, url: null }));
  const turns = await untilTurns(desk.bus, ref, 3);
  expect(turns.map(({ turn }) => turn.facts.transcription)).toEqual([undefined, true, undefined]);
});

test("there is a transcriber where the settings name one, and half of one is an error", () => {
  const TRANSCRIPTION_URL = "http://127.0.0.1:8000/v1";
  expect(transcriberOf(loadSettings({}))).toBeNull();
  expect(() => transcriberOf(loadSettings({ TRANSCRIPTION_URL }))).toThrow("TRANSCRIPTION_MODEL is needed");
  const settings = loadSettings({ TRANSCRIPTION_URL, TRANSCRIPTION_MODEL: "small", MEDIA_HOSTS: "files.local:9000" });
  expect(transcriberOf(settings)).toEqual({
    ...{ url: TRANSCRIPTION_URL, model: "small", apiKey: undefined, timeoutMs: 20_000 },
    trustedHosts: new Set(["api.z-api.io", "files.local:9000"]),
  });
});
