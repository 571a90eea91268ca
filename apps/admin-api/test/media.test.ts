import { ensureObjects, openObjects } from "@acolhe/bus";
import { MEDIA } from "@acolhe/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";

const ANA = "5511990000001";
const BIA = "5511990000002";
/** More than one chunk of the store. */
const BYTES = new Uint8Array(Buffer.alloc(400_000, "Acolhe"));

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
  const bus = desk.api.broker.bus!;
  await ensureObjects(bus, MEDIA.name, { maxAgeMs: 0, replicas: 1 });
  const objects = openObjects(bus, MEDIA.name);
  const of = (contact: string, mimeType: string, more: Record<string, string> = {}) => ({
    bytes: BYTES,
    metadata: { channel: "main", contact, mimeType, fileName: "pedido médico.png", ...more },
  });
  await objects.write("ana-image", of(ANA, "image/png"));
  await objects.write("ana-page", of(ANA, "text/html"));
  await objects.write("ana-two-types", of(ANA, "image/png, text/html"));
  await objects.write("ana-odd", of(ANA, "image/png\r\nset-cookie: a=b", { fileName: "\ud800\r\nlaudo.png" }));
  await objects.write("ana-refused", of(ANA, "image/png", { refused: "too-large" }));
  await objects.write("bia-image", of(BIA, "image/png"));
});
afterAll(() => desk[Symbol.asyncDispose]());

const url = (contact: string, message: string) => `/api/v1/conversations/main/${contact}/media/${message}`;

test("a file is handed to who may read its conversation, byte for byte, and that is in the audit", async () => {
  const headers = { authorization: `Bearer ${desk.tokenOf("attendant")}` };
  const answer = await desk.api.app.inject({ method: "GET", url: url(ANA, "ana-image"), headers });
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(BYTES)).toBe(true);
  expect(answer.headers).toMatchObject({
    "content-type": "image/png",
    "content-length": "400000",
    "content-disposition": "inline; filename*=UTF-8''pedido%20m%C3%A9dico.png",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  const audit = await desk.call("GET", `/api/v1/audit?action=open-file&entityId=main:${ANA}`);
  expect(audit.body.items).toHaveLength(1);
});

test.each([
  ["bytes=0-9", 0, 10],
  ["bytes=399990-", 399_990, 400_000],
  ["bytes=-5", 399_995, 400_000],
  ["bytes=131000-131100", 131_000, 131_101],
  ["bytes=399999-500000", 399_999, 400_000],
])("a player gets the part it asks for: %s", async (range, from, to) => {
  const headers = { authorization: `Bearer ${desk.tokenOf("attendant")}`, range };
  const answer = await desk.api.app.inject({ method: "GET", url: url(ANA, "ana-image"), headers });
  expect(answer.statusCode).toBe(206);
  expect(answer.headers).toMatchObject({
    "content-range": `bytes ${from}-${to - 1}/400000`,
    "content-length": String(to - from),
  });
  expect(answer.rawPayload.equals(Buffer.from(BYTES.subarray(from, to)))).toBe(true);
});

test.each(["bytes=400000-", "bytes=9-2", "bytes=-", "bytes=0-1,5-6", "lines=0-1"])(
  "what is no part of the file is answered with all of it: %s",
  async (range) => {
    const headers = { authorization: `Bearer ${desk.tokenOf("attendant")}`, range };
    const answer = await desk.api.app.inject({ method: "GET", url: url(ANA, "ana-image"), headers });
    expect([answer.statusCode, answer.rawPayload.length]).toEqual([200, 400_000]);
  },
);

test("without a token there is none, and who sees no records sees no files", async () => {
  expect((await desk.call("GET", url(ANA, "ana-image"), { as: null })).status).toBe(401);
  for (const as of ["analyst", "operator"] as const)
    expect((await desk.call("GET", url(ANA, "ana-image"), { as })).status).toBe(403);
});

test("another conversation's file is answered like one that never was", async () => {
  const other = await desk.call("GET", url(ANA, "bia-image"));
  const never = await desk.call("GET", url(ANA, "nobody-knows"));
  expect(other.status).toBe(404);
  const { instance: _a, requestId: _b, ...said } = other.body;
  expect(never.body).toMatchObject(said);
});

test("one that was not kept is told as such", async () => {
  expect(await desk.call("GET", url(ANA, "ana-refused"))).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining("não foi guardado") },
  });
});

test.each(["ana-page", "ana-two-types", "ana-odd"])(
  "what a file says of itself is never shown as a page, and breaks no answer: %s",
  async (message) => {
    const { status, headers } = await desk.call("GET", url(ANA, message));
    expect(status).toBe(200);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename/);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'.*; sandbox$/);
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff" });
    expect(headers["set-cookie"]).toBeUndefined();
  },
);
