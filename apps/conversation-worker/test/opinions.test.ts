import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { connectBus, messageAt, publish } from "@acolhe/bus";
import { askingSubject, INBOUND, LogEvent, opinionDurable, TURNS } from "@acolhe/events";
import { ANSWER_BYTES_MAX } from "@acolhe/nlu/model";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startOpinions } from "../src/lookups/opinions.ts";
import {
  ACK_WAIT_MS,
  expectChain,
  expectReplay,
  hireWorker,
  message,
  openDesk,
  put,
  type Recorded,
  texts,
  untilTurns,
} from "./desk.ts";

/** Nothing the flow or the classifier can place. */
const WORDS = "zorp flib wug";

let desk: Awaited<ReturnType<typeof openDesk>>;
let worker: Awaited<ReturnType<typeof hireWorker>>;
/** What is answered where there is no model. */
let plainly: string[];
beforeAll(async () => {
  desk = await openDesk();
  {
    await using _withoutModel = await hireWorker(desk.url);
    plainly = texts((await converse(3)).at(-1)!);
  }
  worker = await hireWorker(desk.url, { model: true });
});
afterAll(async () => {
  await worker.stop();
  await desk[Symbol.asyncDispose]();
});

async function standIn(answer: RequestListener) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
const says = (content: string) => JSON.stringify({ choices: [{ message: { content } }] });

/** Who asks the model, on a connection of its own; `lines` is all that it logged. */
async function hireOpinions(url: string, timeoutMs = 2_500) {
  const bus = await connectBus({ url: desk.url, name: "opinions" });
  const lines: string[] = [];
  const keep = (fields: object, text: string) =>
    void lines.push(`${text} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.stack : value))}`);
  const log = { info: keep, warn: keep, error: keep } as unknown as Logger;
  const metrics = createMetrics("test");
  const model = { url, name: "local", timeoutMs };
  const opinions = startOpinions({ bus, model, log, metrics, ackWaitMs: ACK_WAIT_MS, clock: Date.now });
  return {
    lines,
    answers: async () => (await metrics.text()).match(/opinions_total\{.*/g)?.join("\n") ?? "",
    async [Symbol.asyncDispose]() {
      await opinions.stop();
      await bus.close();
    },
  };
}

/** Gives a name, then says something the bot does not understand. */
async function converse(turns: number): Promise<Recorded[]> {
  const ref = desk.contact();
  await put(desk.bus, message(ref, "oi"));
  await put(desk.bus, message(ref, "Ana Souza"));
  await untilTurns(desk.bus, ref, 2);
  await put(desk.bus, message(ref, WORDS));
  return untilTurns(desk.bus, ref, turns, 30_000);
}
const acknowledged = async () => {
  const { num_ack_pending, num_pending } = await desk.bus.jsm.consumers.info(TURNS.name, opinionDurable);
  return num_ack_pending === 0 && num_pending === 0;
};

test("what a model understands is followed", async () => {
  const bodies: string[] = [];
  await using model = await standIn(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.end(says('{"acts":[{"act":"ask:parking","confidence":0.9}]}'));
  });
  await using opinions = await hireOpinions(model.url);
  const turns = await converse(4);
  expect(turns.map(({ turn }) => turn.rule)).toEqual([
    "session-started",
    "ask-name:captured",
    expect.stringMatching(/:opinion-asked$/),
    "fact:parking",
  ]);
  expect(turns[2]!.turn.facts.model).toBe(true);
  expect(bodies[0]).toContain(WORDS);
  expectChain(turns);
  await expectReplay(desk.bus, turns);
  expect(opinions.lines.join("\n")).not.toContain("zorp");
  await eventually(acknowledged);
  expect(bodies).toHaveLength(1);
});

const unable: [string, RequestListener | null, number][] = [
  ["is not there", null, 2_500],
  ["is slow", () => {}, 100],
  ["refuses", (_request, response) => response.writeHead(500).end(WORDS), 2_500],
  ["talks nonsense", (_request, response) => response.end(says(WORDS)), 2_500],
  ["does not stop talking", (_request, response) => response.end("x".repeat(ANSWER_BYTES_MAX + 1)), 2_500],
];
test.each(unable)("a conversation goes on as without a model when it %s", async (_, answer, timeoutMs) => {
  await using model = await standIn(answer ?? (() => {}));
  if (answer === null) await model[Symbol.asyncDispose]().catch(() => {});
  await using opinions = await hireOpinions(model.url, timeoutMs);
  const turns = await converse(4);
  expect(turns[2]!.turn.rule).toMatch(/:opinion-asked$/);
  expect(turns[3]!.turn.event.type).toBe("lookup-answered");
  expect(texts(turns[3]!)).toEqual(plainly);
  expect(opinions.lines.join("\n")).not.toContain("zorp");
});

test("an answer that comes after the conversation went on changes nothing, however often it comes", async () => {
  let answerNow = () => {};
  await using model = await standIn((_request, response) => {
    answerNow = () => void response.end(says('{"acts":[{"act":"ask:parking","confidence":1}]}'));
  });
  await using _opinions = await hireOpinions(model.url, 20_000);
  const [, , , goneOn] = await converse(4);
  expect(goneOn!.turn.event.type).toBe("timer-fired");
  expect(texts(goneOn!)).toEqual(plainly);
  answerNow();
  const { channel, contact } = goneOn!.turn;
  const ref = { channel, contact };
  const late = (await untilTurns(desk.bus, ref, 5)).at(-1)!.turn;
  expect(late).toMatchObject({ event: { type: "lookup-answered" }, rule: "lookup-stale", commands: [] });
  // O4: stored twice, beyond the broker's memory of ids.
  const event = LogEvent.parse((await messageAt(desk.bus, INBOUND.name, late.event.seq))?.json());
  await put(desk.bus, event, "once more");
  await put(desk.bus, message(ref, "menu"));
  const turns = await untilTurns(desk.bus, ref, 7);
  expect(turns.map(({ turn }) => turn.rule).slice(4)).toEqual(["lookup-stale", "repeat", "menu"]);
  expectChain(turns);
});

test("a conversation goes on when no process asks the model at all: the timer ends the waiting", async () => {
  const turns = await converse(4);
  expect(turns[3]!.turn.event.type).toBe("timer-fired");
  expect(texts(turns[3]!)).toEqual(plainly);
});

test("O5: a question that no conversation waits for, or that cannot be read, is passed over", async () => {
  let calls = 0;
  await using model = await standIn((_request, response) => {
    calls++;
    response.end(says('{"acts":[{"act":"answer","confidence":1}]}'));
  });
  const asks = { commands: [{ type: "lookup", what: "understanding", requestId: "r", values: { text: WORDS } }] };
  await publish(desk.bus, askingSubject(desk.contact()), asks);
  await using opinions = await hireOpinions(model.url);
  await eventually(acknowledged);
  expect(opinions.lines.join("\n")).toContain("does not fit its schema");
  expect(opinions.lines.join("\n")).not.toContain("zorp");
  // The request of the test before was never taken off the stream, and is old by now.
  expect(await opinions.answers()).toContain("not-waited-for");
  expect(calls).toBe(0);
});
