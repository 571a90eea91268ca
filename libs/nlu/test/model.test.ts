import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { ANSWER_BYTES_MAX, askModel, type ModelOptions } from "../src/model/index.ts";

/** A model on this machine that answers as it is told to. */
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

const says = (content: string) => JSON.stringify({ choices: [{ message: { role: "assistant", content } }] });
const options = (url: string, more: Partial<ModelOptions> = {}): ModelOptions => ({
  url,
  name: "local",
  timeoutMs: 20_000,
  ...more,
});

const HELLO = { text: "oi", language: "pt", question: "start" } as const;

test("an answer in the form asked for is an opinion", async () => {
  const asked: { path?: string | undefined; key?: string | undefined; body: string } = { body: "" };
  await using model = await standIn((request, response) => {
    asked.path = request.url;
    asked.key = request.headers.authorization;
    request.on("data", (chunk) => {
      asked.body += chunk;
    });
    request.on("end", () =>
      response.end(
        says(
          '{"acts":[{"act":"request:book","confidence":0.8}],"values":[{"slot":"for_whom","value":"self","confidence":0.9}]}',
        ),
      ),
    );
  });
  const answer = await askModel(
    { text: "queria ver um horário", language: "pt", question: "menu" },
    options(model.url, { apiKey: "secret" }),
  );
  expect(answer).toEqual({
    opinion: {
      acts: [{ act: "request:book", confidence: 0.8 }],
      values: [{ slot: "for_whom", value: "self", confidence: 0.9 }],
    },
  });
  expect(asked).toMatchObject({ path: "/v1/chat/completions", key: "Bearer secret" });
  expect(JSON.parse(asked.body)).toMatchObject({ model: "local", temperature: 0 });
});

describe("no opinion from a model that", () => {
  test.each([
    ["answers no JSON", "<html>busy</html>"],
    ["answers with nothing", ""],
    ["answers with other JSON", '{"choices":[]}'],
    ["chats", says("Of course! The patient wants an appointment.")],
    ["names an act there is not", says('{"acts":[{"act":"request:pizza","confidence":1}]}')],
    ["would silence the bot", says('{"acts":[{"act":"request:stop_messages","confidence":1}]}')],
    ["sees a danger", says('{"acts":[{"act":"danger:self_harm:certain","confidence":1}]}')],
    [
      "gives a value that no slot takes",
      says('{"acts":[{"act":"answer","confidence":1}],"values":[{"slot":"for_whom","value":"dog","confidence":1}]}'),
    ],
    ["does nothing", says('{"acts":[]}')],
    ["is more than sure", says('{"acts":[{"act":"answer","confidence":7}]}')],
  ])("%s", async (_, body) => {
    await using model = await standIn((_request, response) => response.end(body));
    expect(await askModel(HELLO, options(model.url))).toEqual({ opinion: null, reason: "nonsense" });
  });

  test("refuses", async () => {
    await using model = await standIn((_request, response) => response.writeHead(500).end("out of memory"));
    expect(await askModel(HELLO, options(model.url))).toEqual({ opinion: null, reason: "refused" });
  });

  test("is not there", async () => {
    const gone = await standIn(() => {});
    await gone[Symbol.asyncDispose]();
    expect(await askModel(HELLO, options(gone.url))).toEqual({ opinion: null, reason: "unreachable" });
  });

  test("is slow", async () => {
    await using model = await standIn(() => {});
    expect(await askModel(HELLO, options(model.url, { timeoutMs: 50 }))).toEqual({
      opinion: null,
      reason: "too-late",
    });
  });

  test("begins to answer and stops half-way", async () => {
    await using model = await standIn((_request, response) => response.write('{"choices":'));
    expect(await askModel(HELLO, options(model.url, { timeoutMs: 200 }))).toEqual({
      opinion: null,
      reason: "too-late",
    });
  });

  test("does not stop talking", async () => {
    await using model = await standIn((_request, response) => response.end("x".repeat(ANSWER_BYTES_MAX + 1)));
    expect(await askModel(HELLO, options(model.url))).toEqual({ opinion: null, reason: "too-long" });
  });

  test("sends us elsewhere", async () => {
    await using model = await standIn((_request, response) =>
      response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    );
    expect(await askModel(HELLO, options(model.url))).toEqual({ opinion: null, reason: "refused" });
  });
});
