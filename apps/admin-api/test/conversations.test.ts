import { allFrom } from "@acolhe/bus";
import { LogEvent } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
});
afterAll(() => desk[Symbol.asyncDispose]());

let contacts = 0;
const newContact = () => String(5511900000000 + ++contacts);

/** What a contact's log says, in its order. */
async function logOf(contact: string) {
  const { bus } = desk.api.broker;
  if (!bus) throw new Error("no broker");
  const events = [];
  for await (const stored of allFrom(bus, "INBOUND", `inbound.*.main.${contact}.>`, 1))
    events.push(LogEvent.parse(stored.json()));
  return events;
}

describe("what names a number or a contact that there is not is refused, and nothing is stored", () => {
  const ORDERS = [
    ...["takeover", "return", "pause", "resume", "unmerge"].map((order) => ["POST", order, undefined] as const),
    ["POST", "merge", { survivor: "5511999990001" }],
    ["POST", "messages", { text: "oi" }],
    ["POST", "assign", { userId: null }],
    ["POST", "read", { upTo: "2026-01-01T00:00:00Z" }],
    ["POST", "notes", { text: "oi" }],
    ["POST", "presence", { presence: "viewing" }],
  ] as const;
  const REFS = [
    ["nowhere", "5511999990000"],
    ["main", "55999990000"],
    ["main", "011999990000"],
    ["main", "5511999990000000"],
  ] as const;

  async function stored(): Promise<number> {
    const { streams } = desk.api.broker.bus!.jsm;
    return (await streams.info("INBOUND")).state.messages;
  }

  test.each(ORDERS)("%s %s", async (method, order, body) => {
    const before = await stored();
    for (const [channel, contact] of REFS) {
      const { status } = await desk.call(method, `/api/v1/conversations/${channel}/${contact}/${order}`, { body });
      expect([404, 422, 400], `${channel} ${contact}`).toContain(status);
    }
    expect(await stored()).toBe(before);
  });

  test.each(REFS)("blocks, contacts and links: %s %s", async (channel, contactKey) => {
    const unknown = { status: 422, body: { code: "unknown-reference", detail: expect.any(String) } };
    const block = { channel, contactKey, reason: "engano" };
    expect(await desk.call("POST", "/api/v1/blocks", { body: block })).toMatchObject(unknown);
    expect(await desk.call("POST", "/api/v1/contacts", { body: { channel, contactKey } })).toMatchObject(unknown);
    const patient = await desk.call("POST", "/api/v1/patients", { body: { name: `Théo ${channel} ${contactKey}` } });
    const link = `/api/v1/patients/${patient.body.id}/contacts/${channel}/${contactKey}`;
    expect(await desk.call("PUT", link)).toMatchObject(unknown);
    const orders = { contacts: [{ channel, contact: contactKey }] };
    const bulk = await desk.call("POST", "/api/v1/conversations/bulk/pause", { body: orders });
    expect(bulk.body).toMatchObject({ done: 0, results: [{ code: "unknown-reference" }] });
  });

  test("the survivor of a merge", async () => {
    const merge = `/api/v1/conversations/main/${newContact()}/merge`;
    const refused = await desk.call("POST", merge, { body: { survivor: "55999990000" } });
    expect(refused).toMatchObject({ status: 422, body: { code: "unknown-reference" } });
  });
});

describe("an order of staff is in the conversation's log when it is answered", () => {
  test.each([
    ["takeover", "takeover-started"],
    ["return", "returned-to-bot"],
    ["pause", "bot-paused"],
    ["resume", "contact-resumed"],
  ])("%s", async (order, type) => {
    const contact = newContact();
    const answer = await desk.call("POST", `/api/v1/conversations/main/${contact}/${order}`);
    expect(answer).toMatchObject({ status: 200, body: { seq: expect.any(Number) } });
    expect(await logOf(contact)).toMatchObject([{ type, channel: "main", contact }]);
    const audit = await desk.call("GET", `/api/v1/audit?action=${order}&entityId=main:${contact}`);
    expect(audit.body.items).toHaveLength(1);
  });
});

test("a message of staff comes behind its takeover, and a repeated request sends it once", async () => {
  const contact = newContact();
  const send = () =>
    desk.call("POST", `/api/v1/conversations/main/${contact}/messages`, {
      body: { text: "Olá! Aqui é a Bia." },
      headers: { "idempotency-key": contact },
      as: "attendant",
    });
  const [first, second] = [await send(), await send()];
  expect(second.body).toEqual(first.body);
  expect(await logOf(contact)).toMatchObject([
    { type: "takeover-started", source: "panel" },
    { type: "attendant-replied", attendantId: desk.users.attendant, content: { text: "Olá! Aqui é a Bia." } },
  ]);
  expect(JSON.stringify(desk.logged)).not.toMatch(/Aqui é a Bia|5511900/);
});

test("orders under one request id that the caller made up are as many orders", async () => {
  const contact = newContact();
  for (const order of ["takeover", "return", "takeover"])
    await desk.call("POST", `/api/v1/conversations/main/${contact}/${order}`, { headers: { "x-request-id": "web" } });
  expect((await logOf(contact)).map(({ type }) => type)).toEqual([
    "takeover-started",
    "returned-to-bot",
    "takeover-started",
  ]);
});

test("a key that was set free stores the same words once, and other words too", async () => {
  const contact = newContact();
  const send = async (text: string) => {
    const url = `/api/v1/conversations/main/${contact}/messages`;
    const answer = await desk.call("POST", url, { body: { text }, headers: { "idempotency-key": `free-${contact}` } });
    expect(answer.status).toBe(201);
    // As after a broker that stored the words and could not say so: 503, and the key is free again.
    await desk.api.db.deleteFrom("idempotencyKeys").where("key", "=", `free-${contact}`).execute();
  };
  for (const text of ["Bom dia", "Bom dia", "Amanhã às 15h"]) await send(text);
  const said = (await logOf(contact)).filter(({ type }) => type === "attendant-replied");
  expect(said).toMatchObject([{ content: { text: "Bom dia" } }, { content: { text: "Amanhã às 15h" } }]);
});

test("a block silences the bot with reason and time, once; lifting it gives the conversation back", async () => {
  const contact = newContact();
  const body = { channel: "main", contactKey: contact, reason: "trote" };
  const made = await desk.call("POST", "/api/v1/blocks", { body, as: "operator" });
  expect(made).toMatchObject({ status: 201, body: { reason: "trote", blockedBy: "operator", inForce: true } });
  expect(await desk.call("POST", "/api/v1/blocks", { body })).toMatchObject({
    status: 409,
    body: { detail: "Este contato já está bloqueado." },
  });
  const lifted = await desk.call("POST", `/api/v1/blocks/${made.body.id}/lift`);
  expect(lifted.body).toMatchObject({ inForce: false });
  expect(await desk.call("POST", `/api/v1/blocks/${made.body.id}/lift`)).toMatchObject({ status: 409 });
  expect((await logOf(contact)).map(({ type }) => type)).toEqual(["bot-paused", "returned-to-bot"]);
});

test("a block whose time is over is lifted without a request", async () => {
  const contact = newContact();
  const until = new Date(Date.now() + 1_000).toISOString();
  const body = { channel: "main", contactKey: contact, reason: "xingamento", until };
  expect(await desk.call("POST", "/api/v1/blocks", { body })).toMatchObject({ status: 201 });
  await eventually(async () => (await logOf(contact)).length === 2, { deadlineMs: 20_000 });
  expect((await logOf(contact)).at(-1)).toMatchObject({ type: "returned-to-bot" });
  const { body: page } = await desk.call("GET", `/api/v1/blocks?contactKey=${contact}`);
  expect(page.items).toMatchObject([{ inForce: false, liftedAt: until }]);
});

test("while the broker is away an order is refused, and nothing says that it was done", async () => {
  await desk.nats?.kill("SIGKILL");
  const contact = newContact();
  const body = { channel: "main", contactKey: contact, reason: "trote" };
  const refused = await desk.call("POST", "/api/v1/blocks", { body });
  expect(refused).toMatchObject({ status: 503, body: { code: "unavailable" } });
  expect((await desk.call("GET", `/api/v1/blocks?contactKey=${contact}`)).body.total).toBe(0);
  expect((await desk.call("GET", "/api/v1/patients")).status, "the rest goes on").toBe(200);
});
