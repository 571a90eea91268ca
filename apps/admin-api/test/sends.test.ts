import { allFrom, ensureObjects } from "@acolhe/bus";
import { LIVE, writeRows } from "@acolhe/database/projection";
import { type AttendantReplied, LogEvent, MEDIA } from "@acolhe/events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mimeTypeOf } from "../src/files/sniff.ts";
import { SENT_FILE_BYTES_MAX } from "../src/limits.ts";
import { type Desk, openDesk } from "./desk.ts";

const CONTACT = "5511900000001";
const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50, 7)]);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
  await ensureObjects(desk.api.broker.bus!, MEDIA.name, { maxAgeMs: 0, replicas: 1 });
  const message = { channel: "main", contactKey: CONTACT, author: "patient", kind: "text", at: "2026-12-01T12:00:00Z" };
  const none = { media: null, details: null, editedAt: null, revokedAt: null, turnSeq: null, commandIndex: null };
  await writeRows({ db: desk.api.db, schema: LIVE }, "messages", [
    { ...message, ...none, id: "asked", text: "quanto custa?", inboundSeq: 1, messageId: "WA1" },
    { ...message, ...none, id: "unnamed", text: "oi", inboundSeq: 2, messageId: null },
  ]);
});
afterAll(() => desk[Symbol.asyncDispose]());

const at = `/api/v1/conversations/main/${CONTACT}`;
async function lastReply(): Promise<AttendantReplied> {
  const events: LogEvent[] = [];
  for await (const stored of allFrom(desk.api.broker.bus!, "INBOUND", `inbound.*.main.${CONTACT}.>`, 1))
    events.push(LogEvent.parse(stored.json()));
  return events.findLast((event) => event.type === "attendant-replied")!;
}

test("an answer names the message that it answers as the gateway knows it", async () => {
  const body = { text: "R$ 200", replyTo: "asked" };
  expect((await desk.call("POST", `${at}/messages`, { body, as: "attendant" })).status).toBe(201);
  expect(await lastReply()).toMatchObject({ content: { kind: "text", text: "R$ 200" }, quotedMessageId: "WA1" });
});

test("a message of another conversation, an unknown one and one that the gateway has not named yet are not quoted", async () => {
  const send = (contact: string, replyTo: string) =>
    desk.call("POST", `/api/v1/conversations/main/${contact}/messages`, { body: { text: "x", replyTo } });
  expect(await send("5511900000002", "asked")).toMatchObject({ status: 422, body: { code: "unknown-reference" } });
  expect(await send(CONTACT, "never")).toMatchObject({ status: 422 });
  expect(await send(CONTACT, "unnamed")).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
});

describe("a file", () => {
  const send = (bytes: Buffer, query: string, type = "image/png") =>
    desk.call("POST", `${at}/files?${query}`, {
      body: bytes,
      as: "attendant",
      headers: { "content-type": type, "idempotency-key": query },
    });

  test("is kept in our store, spoken of in the log, and read back from the timeline's path", async () => {
    const query = "fileName=raio-x.png&caption=Segue&replyTo=asked";
    const sent = await send(PNG, query);
    expect(sent.status).toBe(201);
    expect((await send(PNG, query)).body, "a repeat sends it once").toEqual(sent.body);
    const reply = await lastReply();
    expect(reply).toMatchObject({
      content: {
        kind: "media",
        url: `media:${reply.id}`,
        mimeType: "image/png",
        fileName: "raio-x.png",
        caption: "Segue",
      },
      quotedMessageId: "WA1",
    });
    const headers = { authorization: `Bearer ${desk.tokenOf("attendant")}` };
    const read = await desk.api.app.inject({ method: "GET", url: `${at}/media/${reply.id}`, headers });
    expect(read.rawPayload.equals(PNG)).toBe(true);
    expect(JSON.stringify(desk.logged)).not.toMatch(/raio-x|Segue/);
  });

  test("is what its bytes say, whatever it is called", async () => {
    const script = Buffer.from("<script>alert(1)</script>");
    expect(await send(script, "fileName=foto.png")).toMatchObject({ status: 415 });
    await send(PNG, "fileName=laudo.pdf", "application/pdf");
    expect((await lastReply()).content).toMatchObject({ mimeType: "image/png" });
  });

  test("is not larger than what is taken", async () => {
    const large = Buffer.alloc(SENT_FILE_BYTES_MAX + 1, PNG);
    expect(await send(large, "fileName=a.png")).toMatchObject({ status: 413, body: { code: "payload-too-large" } });
    expect((await send(large.subarray(0, SENT_FILE_BYTES_MAX), "fileName=b.png")).status).toBe(201);
  });
});

test.each([
  [[0xff, 0xd8, 0xff, 0xe0], "x", "image/jpeg"],
  [[...Buffer.from("%PDF-1.7")], "x", "application/pdf"],
  [[...Buffer.from("OggS")], "x", "audio/ogg"],
  [[0, 0, 0, 0x1c, ...Buffer.from("ftypM4A ")], "x", "audio/mp4"],
  [[0, 0, 0, 0x1c, ...Buffer.from("ftypisom")], "x.m4a", null],
  [[0x50, 0x4b, 3, 4], "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  [[0x50, 0x4b, 3, 4], "a.zip", null],
  [[0x50, 0x4b, 3, 4], "constructor", null],
  [[], "a.pdf", null],
])("%j named %s is %s", (bytes, name, mimeType) => {
  expect(mimeTypeOf(Uint8Array.from(bytes), name)).toBe(mimeType);
});
