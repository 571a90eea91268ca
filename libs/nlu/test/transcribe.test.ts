import type { ServerResponse } from "node:http";
import { startTranscriber } from "@acolhe/testing";
import { expect, test } from "vitest";
import { audioFormat, TRANSCRIPT_BYTES_MAX, transcribe } from "../src/model/index.ts";

const audio = { bytes: new Uint8Array([79, 103, 103, 83]), format: { fileName: "voice.ogg", mimeType: "audio/ogg" } };
const hear = (url: string, more: { timeoutMs?: number; apiKey?: string } = {}) => {
  const { timeoutMs = 20_000, apiKey } = more;
  return transcribe(audio, "pt", { url, model: "small", apiKey, signal: AbortSignal.timeout(timeoutMs) });
};
const nothing = (reason: string) => ({ text: null, reason });

test("what is said comes back as text, and the server gets the audio with its form, model and language", async () => {
  await using server = await startTranscriber(" Queria marcar uma consulta.\n");
  expect(await hear(`${server.url}/`, { apiKey: "secret" })).toEqual({ text: "Queria marcar uma consulta." });
  expect(server.asked).toEqual([
    {
      ...{ path: "/v1/audio/transcriptions", key: "Bearer secret" },
      fields: { model: "small", language: "pt", response_format: "json" },
      file: { name: "voice.ogg", type: "audio/ogg", bytes: Buffer.from("OggS") },
    },
  ]);
});

test("no key is sent where there is none", async () => {
  await using server = await startTranscriber("oi");
  await hear(server.url);
  expect(server.asked[0]?.key).toBeUndefined();
});

const endless = (response: ServerResponse) => {
  const more = () => void response.write(Buffer.alloc(16 * 1024), () => response.destroyed || more());
  more();
};
const odd: [string, string, (response: ServerResponse) => void][] = [
  ["answers 500", "refused", (response) => response.writeHead(500).end('{"text":"oi"}')],
  ["redirects", "refused", (response) => response.writeHead(307, { location: "http://127.0.0.1:9/" }).end()],
  ["answers no JSON", "nonsense", (response) => response.end("<html>busy</html>")],
  ["answers half of it", "nonsense", (response) => response.end('{"text":"oi')],
  ["answers with nothing", "nonsense", (response) => response.end()],
  ["answers with other JSON", "nonsense", (response) => response.end('{"error":"busy"}')],
  ["answers with a number", "nonsense", (response) => response.end('{"text":4}')],
  ["hears nothing", "silence", (response) => response.end('{"text":" \\n"}')],
  ["writes more than a person says", "too-long", (response) => response.end("x".repeat(TRANSCRIPT_BYTES_MAX + 1))],
  ["does not stop writing", "too-long", endless],
  ["hangs up", "unreachable", (response) => response.destroy()],
  ["breaks off", "unreachable", (response) => void response.write('{"text":', () => response.destroy())],
];
test.each(odd)("there is no text from a server that %s: %s", async (_what, reason, answer) => {
  await using server = await startTranscriber(answer);
  expect(await hear(server.url)).toEqual(nothing(reason));
  expect(server.asked).toHaveLength(1);
});

test("a server that takes too long is left", async () => {
  await using server = await startTranscriber(() => {});
  expect(await hear(server.url, { timeoutMs: 100 })).toEqual(nothing("too-late"));
});

test("a server that is not there is not waited for", async () => {
  const gone = await startTranscriber("oi");
  await gone[Symbol.asyncDispose]();
  expect(await hear(gone.url)).toEqual(nothing("unreachable"));
});

test.each([
  ["audio/ogg; codecs=opus", { fileName: "voice.ogg", mimeType: "audio/ogg" }],
  ["Audio/MP4", { fileName: "voice.m4a", mimeType: "audio/mp4" }],
  ["audio/mpeg", { fileName: "voice.mp3", mimeType: "audio/mpeg" }],
  ["audio/constructor", null],
  ["constructor", null],
  ["video/mp4", null],
  ["", null],
])("%s is handed on as %j", (type, format) => {
  expect(audioFormat(type)).toEqual(format);
});
