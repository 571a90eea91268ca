import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connectBus, openObjects } from "@acolhe/bus";
import { LogEvent, MEDIA } from "@acolhe/events";
import { startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { copyMedia, MEDIA_BYTES_MAX } from "../src/media/copy.ts";

const BYTES = Buffer.from([137, 80, 78, 71, 1, 2, 3]);

async function start() {
  const dir = await temporaryDirectory();
  const nats = await startNats({ dir: dir.path });
  const bus = await connectBus({ url: nats.url, name: "test" });
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  const gateway = createServer((request, response) => {
    const path = request.url ?? "";
    if (path === "/gone") return response.writeHead(404).end();
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
  return {
    objects,
    url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      gateway.closeAllConnections();
      gateway.close();
      await bus.close();
      await nats.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}

const event = (id: string, url: string | null, mimeType = "image/png") =>
  LogEvent.parse({
    type: "message-received",
    id,
    channel: "main",
    contact: "5511990000001",
    at: 1,
    receivedAt: 1,
    messageId: "M",
    address: "5511990000001",
    content: { kind: "image", url, mimeType },
  });

test("a file is copied once with whose it is, and gone once it is erased", async () => {
  await using desk = await start();
  expect(await copyMedia(desk.objects, event("one", `${desk.url}/a.png`))).toBe("kept");
  expect(await copyMedia(desk.objects, event("one", `${desk.url}/gone`))).toBe("known");
  const kept = await desk.objects.read("one");
  expect(Buffer.from(kept!.bytes)).toEqual(BYTES);
  // By these a reader is allowed or refused.
  expect(kept!.metadata).toMatchObject({ channel: "main", contact: "5511990000001", mimeType: "image/png" });
  await desk.objects.erase("one");
  expect(await desk.objects.read("one")).toBeNull();
});

test("what will never be there is noted as such; what may come is tried again", async () => {
  await using desk = await start();
  expect(await copyMedia(desk.objects, event("a", `${desk.url}/gone`))).toBe("gone");
  expect(await copyMedia(desk.objects, event("b", null))).toBe("gone");
  expect(await copyMedia(desk.objects, event("c", "file:///etc/passwd"))).toBe("gone");
  expect(await copyMedia(desk.objects, event("d", `${desk.url}/a`, "text/html"))).toBe("kind");
  expect(await copyMedia(desk.objects, event("e", `${desk.url}/huge`))).toBe("too-large");
  await expect(copyMedia(desk.objects, event("f", `${desk.url}/broken`))).rejects.toThrow("status 500");
  for (const id of ["a", "b", "c", "d", "e"]) expect((await desk.objects.read(id))?.metadata.refused).toBeTruthy();
  expect(await desk.objects.read("f")).toBeNull();
});
