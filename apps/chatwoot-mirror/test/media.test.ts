import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectBus, openObjects, publish } from "@acolhe/bus";
import { eventSubject, LogEvent, MEDIA } from "@acolhe/events";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { copyMedia, MEDIA_BYTES_MAX } from "../src/media/copy.ts";
import { startMediaKeeper } from "../src/media/keep.ts";

const silent = { warn() {} } as unknown as Logger;
const BYTES = Buffer.from([137, 80, 78, 71, 1, 2, 3]);

async function start() {
  const dir = await temporaryDirectory();
  const nats = await startNats({ dir: dir.path });
  const bus = await connectBus({ url: nats.url, name: "test" });
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  let asked = 0;
  const gateway = createServer((request, response) => {
    asked++;
    const path = request.url ?? "";
    if (path === "/gone") return response.writeHead(404).end();
    if (path === "/redirected") return response.writeHead(302, { location: "http://localhost:1/a.png" }).end();
    // Never answered.
    if (path.startsWith("/slow")) return;
    if (path === "/broken") return response.writeHead(500).end();
    if (path === "/huge") {
      // More than is allowed, without saying so beforehand.
      const part = Buffer.alloc(1024 * 1024);
      let left = MEDIA_BYTES_MAX / part.length + 1;
      const more = (): void => {
        while (left-- > 0) if (!response.write(part)) return void response.once("drain", more);
        response.end();
      };
      return more();
    }
    return response.end(BYTES);
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const objects = openObjects(bus, MEDIA.name);
  const host = `127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const trustedHosts = new Set([host]);
  return {
    objects,
    url: `http://${host}`,
    asked: () => asked,
    copy: (event: LogEvent) => copyMedia(objects, event, { trustedHosts, timeoutMs: 20_000 }),
    copyUntrusted: (event: LogEvent) => copyMedia(objects, event, { trustedHosts: new Set(), timeoutMs: 20_000 }),
    keep: (timeoutsMs: { first: number; again: number }) =>
      startMediaKeeper({
        ...{ bus, objects, trustedHosts, timeoutsMs, ackWaitMs: 1_000, log: silent },
        metrics: createMetrics("test"),
      }),
    /** From here on nothing is waited for any more. */
    async hangUp() {
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
    },
    send: (event: LogEvent) => publish(bus, eventSubject(event), event, { id: event.id }),
    async [Symbol.asyncDispose]() {
      gateway.closeAllConnections();
      if (gateway.listening) gateway.close();
      await bus.close();
      await nats.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}

const event = (id: string, url: string | null, mimeType = "image/png", contact = "5511990000001") =>
  LogEvent.parse({
    type: "message-received",
    id,
    channel: "main",
    contact,
    at: 1,
    receivedAt: 1,
    messageId: "M",
    address: contact,
    content: { kind: "image", url, mimeType },
  });

test.concurrent("a file is copied once with whose it is, and gone once it is erased", async () => {
  await using desk = await start();
  expect(await desk.copy(event("one", `${desk.url}/a.png`))).toBe("kept");
  expect(await desk.copy(event("one", `${desk.url}/gone`))).toBe("known");
  const kept = await desk.objects.read("one");
  expect(Buffer.from(kept!.bytes)).toEqual(BYTES);
  // By these a reader is allowed or refused.
  expect(kept!.metadata).toMatchObject({ channel: "main", contact: "5511990000001", mimeType: "image/png" });
  await desk.objects.erase("one");
  expect(await desk.objects.read("one")).toBeNull();
});

test.concurrent("what will never be there is noted as such; what may come is tried again", async () => {
  await using desk = await start();
  expect(await desk.copy(event("a", `${desk.url}/gone`))).toBe("gone");
  expect(await desk.copy(event("b", null))).toBe("gone");
  expect(await desk.copy(event("c", "file:///etc/passwd"))).toBe("not-allowed");
  expect(await desk.copy(event("d", `${desk.url}/a`, "text/html"))).toBe("kind");
  expect(await desk.copy(event("e", `${desk.url}/huge`))).toBe("too-large");
  await expect(desk.copy(event("f", `${desk.url}/broken`))).rejects.toThrow("refused");
  for (const id of ["a", "b", "c", "d", "e"]) expect((await desk.objects.read(id))?.metadata.refused).toBeTruthy();
  expect(await desk.objects.read("f")).toBeNull();
});

test.concurrent("nothing of the clinic's own network is fetched for a webhook, and so shown to an attendant", async () => {
  await using desk = await start();
  const names = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]"];
  for (const [n, name] of names.entries()) {
    const link = `${desk.url.replace("127.0.0.1", name)}/a.png`;
    expect(await desk.copyUntrusted(event(`${n}`, link))).toBe("not-allowed");
    expect(await desk.copyUntrusted(event(`${n}s`, link.replace("http:", "https:")))).toBe("not-allowed");
    expect(await desk.objects.read(`${n}`)).toMatchObject({
      bytes: { length: 0 },
      metadata: { refused: "not-allowed" },
    });
  }
  expect(desk.asked()).toBe(0);
});

test.concurrent("a redirect into the clinic's own network is not followed", async () => {
  await using desk = await start();
  expect(await desk.copy(event("a", `${desk.url}/redirected`))).toBe("not-allowed");
});

test.concurrent("six links of one patient that are never answered do not keep another's photo waiting", async () => {
  await using desk = await start();
  // Longer than this test may take: only a place of its own can let the photo through.
  const keeper = desk.keep({ first: 600_000, again: 600_000 });
  for (let n = 0; n < 6; n++) await desk.send(event(`slow-${n}`, `${desk.url}/slow-${n}`));
  await desk.send(event("photo", `${desk.url}/a.png`, "image/png", "5511990000002"));
  await eventually(async () => (await desk.objects.metadata("photo")) !== null);
  await desk.hangUp();
  await keeper.stop();
});

test.concurrent("slow links of so many patients that every place is taken hold up a photo only until their first try is over", async () => {
  await using desk = await start();
  const keeper = desk.keep({ first: 200, again: 600_000 });
  for (let n = 10; n < 22; n++)
    await desk.send(event(`slow-${n}`, `${desk.url}/slow-${n}`, "image/png", `55119900000${n}`));
  await desk.send(event("photo", `${desk.url}/a.png`, "image/png", "5511990000002"));
  await eventually(async () => (await desk.objects.metadata("photo")) !== null);
  await desk.hangUp();
  await keeper.stop();
});
