import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { lastOf, publish } from "@acolhe/bus";
import { askingSubject, INBOUND, LogEvent, Turn } from "@acolhe/events";
import { eventually, spawnApp, startTranscriber, temporaryDirectory } from "@acolhe/testing";
import { expect, it } from "vitest";
import { openDesk } from "../../apps/conversation-worker/test/desk.ts";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { startCollector } from "./collector.ts";

const WORDS = "zorp flib wug";

/** The gateway, as far as it keeps voice notes. */
async function startGateway() {
  const server = createServer((_request, response) => response.setHeader("content-type", "audio/ogg").end("OggS"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

it("the worker fetches a voice note from the gateway and says what it says, to the log of the conversation alone", async () => {
  await using desk = await openDesk();
  await using gateway = await startGateway();
  await using transcriber = await startTranscriber(WORDS);
  await using collector = await startCollector();
  await using directory = await temporaryDirectory("acolhe-voice-");
  const lines: string[] = [];
  const ref = desk.contact();
  {
    await using _worker = await spawnApp(
      "conversation-worker",
      {
        ...{ NATS_URL: desk.url, ZAPI_BASE_URL: gateway.url, TRANSCRIPTION_URL: transcriber.url },
        ...{ TRANSCRIPTION_MODEL: "small", TRANSCRIPTION_API_KEY: "quux-key" },
        // Never asked here; with it everything pulls that can, and still has to stop in time.
        ...{ MODEL_URL: transcriber.url, MODEL_NAME: "local" },
        CHANNELS_FILE: await writeChannels(directory.path, makeChannels(["main"], {})),
        ...{ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: "trace" },
      },
      { onLine: (line) => void lines.push(line) },
    );
    const now = Date.now();
    const turn = Turn.parse({
      ...{ version: 1, ...ref, lane: "quiet", outcome: "advanced", rule: "voice-asked", facts: { now }, state: {} },
      event: { id: "e", type: "message-received", seq: 1, partition: 0, at: now, receivedAt: now },
      ...{ coveredSeq: 1, previousTurnSeq: 0, predecessorSeq: 0, lanes: { reply: 0, proactive: 0, bulk: 0 } },
      versions: { engine: "1", flow: "1" },
      commands: [
        {
          ...{ type: "lookup", requestId: "r1", what: "transcription" },
          values: { url: `${gateway.url}/plugh.ogg`, mimeType: "audio/ogg; codecs=opus", language: "pt" },
        },
      ],
    });
    await publish(desk.bus, askingSubject(ref), turn);
    const answer = await eventually(
      () => lastOf(desk.bus, INBOUND.name, `inbound.*.${ref.channel}.${ref.contact}.event`).then((one) => one ?? false),
      { deadlineMs: 30_000, what: "an answer" },
    );
    expect(LogEvent.parse(answer.json())).toMatchObject({
      ...{ type: "lookup-answered", requestId: "r1", result: "found", values: { text: WORDS } },
    });
    // Spans leave when the process stops.
  }
  expect(transcriber.asked[0]?.key).toBe("Bearer quux-key");
  expect(collector.spans().map(({ name }) => name)).toContain("transcription");
  const exported = Buffer.concat(collector.bodies).toString("latin1");
  const logged = lines.join("\n");
  expect(logged).toContain('"msg":"stopped"');
  for (const word of [...WORDS.split(" "), "plugh", "quux-key"])
    for (const all of [exported, logged]) expect(all).not.toContain(word);
});
