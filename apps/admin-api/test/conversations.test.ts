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

test("a block whose time is over is lifted without anybody asking", async () => {
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
