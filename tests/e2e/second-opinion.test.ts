import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { opinionDurable, TURNS } from "@acolhe/events";
import { eventually, spawnApp, temporaryDirectory } from "@acolhe/testing";
import { expect, it } from "vitest";
import { message, openDesk, put, texts, untilTurns } from "../../apps/conversation-worker/test/desk.ts";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { startCollector } from "./collector.ts";

/** Nothing the flow or the classifier can place. */
const WORDS = "zorp flib wug";
const ANSWER = {
  choices: [{ message: { content: '{"acts":[{"act":"ask:parking","confidence":0.9}]}' } }],
};

/** A model that is asked and keeps its answers back until it is told to give them. */
async function startModel() {
  const open: ServerResponse[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    open.push(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    bodies,
    answer: () => {
      for (const response of open.splice(0)) response.end(JSON.stringify(ANSWER));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

it("O5: a worker killed between asking a model and answering does not ask twice, and neither logs nor traces the words", async () => {
  await using desk = await openDesk();
  await using model = await startModel();
  await using collector = await startCollector();
  await using directory = await temporaryDirectory("acolhe-opinion-");
  const lines: string[] = [];
  const channels = await writeChannels(directory.path, makeChannels(["main"], {}));
  const spawn = () =>
    spawnApp(
      "conversation-worker",
      {
        ...{ NATS_URL: desk.url, MODEL_URL: model.url, MODEL_NAME: "local", INPUT_WINDOW_MS: "0" },
        CHANNELS_FILE: channels,
        ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: "trace" },
      },
      { onLine: (line) => void lines.push(line) },
    );
  const converse = async () => {
    const ref = desk.contact();
    for (const text of ["oi", "Ana Souza", WORDS]) await put(desk.bus, message(ref, text));
    return ref;
  };

  const dying = await spawn();
  const ref = await converse();
  await eventually(() => model.bodies.length === 1, { deadlineMs: 30_000, what: "a question" });
  await dying.kill("SIGKILL");
  {
    await using _next = await spawn();
    const turns = await untilTurns(desk.bus, ref, 4, 30_000);
    expect(turns[3]!.turn).toMatchObject({ event: { type: "timer-fired" }, lane: "reply" });
    expect(texts(turns[3]!)).not.toEqual([]);
    await eventually(
      async () => {
        const { num_ack_pending, num_pending } = await desk.bus.jsm.consumers.info(TURNS.name, opinionDurable);
        return num_ack_pending + num_pending === 0;
      },
      { deadlineMs: 30_000, what: "the question delivered again" },
    );
    expect(model.bodies).toHaveLength(1);
    expect(await untilTurns(desk.bus, ref, 4)).toHaveLength(4);

    const other = await converse();
    await eventually(() => model.bodies.length === 2, { deadlineMs: 30_000, what: "another question" });
    model.answer();
    expect((await untilTurns(desk.bus, other, 4, 30_000))[3]!.turn.rule).toBe("fact:parking");
    // Spans leave when the process stops.
  }
  for (const body of model.bodies) expect(body).toContain(WORDS);
  expect(collector.spans().map(({ name }) => name)).toContain("opinion");
  const exported = Buffer.concat(collector.bodies).toString("latin1");
  const logged = lines.join("\n");
  expect(logged).toContain("conversation-worker");
  for (const word of WORDS.split(" ")) for (const all of [exported, logged]) expect(all).not.toContain(word);
});
