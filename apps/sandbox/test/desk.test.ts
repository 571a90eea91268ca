import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createDeskClient, readDeskWebhook } from "@acolhe/chatwoot";
import { eventually } from "@acolhe/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { DESK, type Received, start } from "./harness.ts";
import { shapeDifferences } from "./shape.ts";

/* The stand-in against what was recorded of Chatwoot, in both directions: its answers, and the webhooks it sends. */

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary JSON
type Json = any;
const recorded = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../../libs/chatwoot/fixtures/${name}.json`, import.meta.url), "utf8"));

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(recorded("openapi/openapi"), "openapi.json");

const BASE = "/api/v1/accounts/1";
type Sandbox = Awaited<ReturnType<typeof start>>;
const ADDRESS = "acolhe:main:5511900001234";

const call = (sandbox: Sandbox, method: string, path: string, body?: unknown, token = DESK.userToken) =>
  sandbox.call(method, BASE + path, body, { "api-access-token": token });

async function conversation(sandbox: Sandbox) {
  const phone = { name: "Mariana Teixeira", phone_number: "+5511900001234", identifier: ADDRESS };
  const contact = await call(sandbox, "POST", "/contacts", { ...phone, inbox_id: 1, source_id: ADDRESS });
  const contactId = contact.body.payload.contact.id;
  const made = await call(sandbox, "POST", "/conversations", {
    inbox_id: 1,
    contact_id: contactId,
    source_id: ADDRESS,
  });
  return { contact, contactId, made, id: made.body.id as number };
}
const message = (sandbox: Sandbox, id: number, body: object, token?: string) =>
  call(sandbox, "POST", `/conversations/${id}/messages`, body, token);

/** Free-form objects, a contact that was never active, and columns of the raw inbox row (see DIFFERENCES.md). */
const FREE =
  /attributes\b|\.last_activity_at is missing|\.contact_inbox\.inbox\.\w+ is missing|\.(?:created_at|updated_at) is missing/;
const differences = (actual: unknown, expected: unknown) =>
  shapeDifferences(actual, expected).filter((one) => !FREE.test(one));

function fits(path: string, method: string, body: unknown): void {
  const pointer = encodeURIComponent(`/api/v1/accounts/{account_id}${path}`.replaceAll("/", "~1"));
  const validate = ajv.getSchema(
    `openapi.json#/paths/${pointer}/${method}/responses/200/content/application~1json/schema`,
  );
  expect(validate).toBeDefined();
  validate?.(body);
  expect(validate?.errors ?? []).toEqual([]);
}

describe("answers as recorded, and as described", () => {
  test("contacts", async () => {
    await using sandbox = await start();
    const { contact, contactId } = await conversation(sandbox);
    const expected = (name: string) => recorded(`rest.${name}.response`).body;
    expect(differences(contact.body, expected("contact_create"))).toEqual([]);
    const found = await call(sandbox, "POST", "/contact_inboxes/filter", { inbox_id: 1, source_id: ADDRESS });
    expect(differences(found.body, expected("contact_inbox_filter"))).toEqual([]);
    const { payload } = recorded("rest.contact_filter.request").body;
    const filtered = await call(sandbox, "POST", "/contacts/filter?page=1", { payload });
    expect(filtered.body.payload).toHaveLength(1);
    expect(filtered.body.payload[0].id).toBe(contactId);
    const linked = await call(sandbox, "POST", `/contacts/${contactId}/contact_inboxes`, {
      inbox_id: 1,
      source_id: "b",
    });
    expect(differences(linked.body, expected("contact_inbox_create"))).toEqual([]);
    const updated = await call(sandbox, "PUT", `/contacts/${contactId}`, { name: "Mariana" });
    expect(updated.body.payload.name).toBe("Mariana");
  });

  test("a taken phone, a malformed one, an unknown address, a wrong token", async () => {
    await using sandbox = await start();
    await conversation(sandbox);
    const errors: Array<[string, Promise<{ status: number; body: Json }>]> = [
      ["contact_create.duplicate.response", call(sandbox, "POST", "/contacts", { phone_number: "+5511900001234" })],
      ["contact_create.invalid_phone.response", call(sandbox, "POST", "/contacts", { phone_number: "abc" })],
      [
        "contact_inbox_filter.not_found.response",
        call(sandbox, "POST", "/contact_inboxes/filter", { inbox_id: 1, source_id: "x" }),
      ],
      ["error.invalid_token", call(sandbox, "GET", "/conversations", undefined, "nobody")],
      ["error.missing_token", call(sandbox, "GET", "/conversations", undefined, "")],
      ["error.not_found", call(sandbox, "GET", "/conversations/999999")],
    ];
    for (const [name, answer] of errors) {
      const { status, body } = await answer;
      const expected = recorded(`rest.${name}`);
      expect(status, name).toBe(expected.status);
      expect(body ?? "", name).toEqual(expected.body ?? "");
    }
  });

  test("conversations and messages", async () => {
    await using sandbox = await start();
    const { made, id } = await conversation(sandbox);
    expect(differences(made.body, recorded("rest.conversation_create.response").body)).toEqual([]);
    fits("/conversations/{conversation_id}", "get", (await call(sandbox, "GET", `/conversations/${id}`)).body);
    const cases: Array<[string, object, string]> = [
      ["message_create.incoming", recorded("rest.message_create.incoming.request").body, DESK.userToken],
      ["message_create.outgoing_bot", recorded("rest.message_create.outgoing_bot.request").body, DESK.botToken],
      ["message_create.outgoing_as_bot", recorded("rest.message_create.outgoing_as_bot.request").body, DESK.userToken],
      ["message_create.private_note", recorded("rest.message_create.private_note.request").body, DESK.botToken],
      [
        "message_create.outgoing_from_phone",
        recorded("rest.message_create.outgoing_from_phone.request").body,
        DESK.userToken,
      ],
    ];
    for (const [name, body, token] of cases) {
      const answer = await message(sandbox, id, body, token);
      const expected = recorded(`rest.${name}.response`).body;
      expect(differences(answer.body, expected), name).toEqual(expected.echo_id ? ["$.echo_id is missing"] : []);
      expect(answer.body.sender.type, name).toBe(expected.sender.type);
      fits("/conversations/{conversation_id}/messages", "post", answer.body);
    }
    const assigned = await call(sandbox, "POST", `/conversations/${id}/assignments`, { assignee_id: 27 });
    expect(differences(assigned.body, recorded("rest.assign_agent.response").body)).toEqual([]);
    await call(sandbox, "POST", `/conversations/${id}/assignments`, { team_id: 4 });
    await message(sandbox, id, { content: "Boa tarde" }, "attendant-27");
    const shown = await call(sandbox, "GET", `/conversations/${id}`);
    expect(differences(shown.body, recorded("rest.conversation_show.assigned.response").body)).toEqual([]);
    const list = await call(
      sandbox,
      "GET",
      `/conversations?inbox_id=1&source_id=${encodeURIComponent(ADDRESS)}&status=all&page=1`,
    );
    fits("/conversations", "get", list.body);
    expect(list.body.data.payload.map((one: Json) => one.id)).toEqual([id]);
    const messages = await call(sandbox, "GET", `/conversations/${id}/messages`);
    expect(differences(messages.body, recorded("rest.message_list.response").body)).toEqual([]);
    const toggled = await call(sandbox, "POST", `/conversations/${id}/toggle_status`, { status: "resolved" });
    expect(differences(toggled.body, recorded("rest.toggle_status.resolved.response").body)).toEqual([]);
  });

  test("only the bot's pending → open is a handoff", async () => {
    await using sandbox = await start();
    const { id } = await conversation(sandbox);
    const toggle = async (status: string, token: string) =>
      (await call(sandbox, "POST", `/conversations/${id}/toggle_status`, { status }, token)).body.payload.success;
    expect([await toggle("pending", DESK.userToken), await toggle("open", DESK.botToken)]).toEqual([true, null]);
  });

  test("a patient who writes reopens what was resolved", async () => {
    await using sandbox = await start();
    const { id } = await conversation(sandbox);
    await call(sandbox, "POST", `/conversations/${id}/toggle_status`, { status: "resolved" });
    await message(sandbox, id, { content: "oi", message_type: "incoming" });
    expect((await call(sandbox, "GET", `/conversations/${id}`)).body.status).toBe("open");
  });

  test("marks are not checked for repeats, as in the real one", async () => {
    await using sandbox = await start();
    const { id } = await conversation(sandbox);
    for (const _ of [1, 2]) await message(sandbox, id, { content: "a", source_id: "BOT:1.0" });
    expect((await call(sandbox, "GET", `/conversations/${id}/messages`)).body.payload).toHaveLength(2);
  });

  test("our own client reads every answer, a file included", async () => {
    await using sandbox = await start();
    const { id, contactId } = await conversation(sandbox);
    const desk = createDeskClient({
      baseUrl: sandbox.base,
      accountId: 1,
      userToken: DESK.userToken,
      botToken: DESK.botToken,
      timeoutMs: 5_000,
    });
    expect(await desk.contactByAddress(1, ADDRESS)).toMatchObject({ id: contactId, phone: "5511900001234" });
    const file = { name: "pedido.png", mimeType: "image/png", bytes: new Uint8Array([137, 80, 78, 71]) };
    const posted = await desk.postMessage(id, { as: "user", type: "incoming", content: "foto", mark: "WAID:x", file });
    const url = posted.attachments?.[0]?.data_url ?? "";
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(Buffer.from(file.bytes));
    await desk.setMessageStatus(id, posted.id, "failed", "não saiu");
    await desk.setLabels(id, ["urgente"]);
    await desk.setPriority(id, "urgent");
    expect(await desk.setStatus(id, "open")).toBe("open");
    expect(await desk.conversation(id)).toMatchObject({ status: "open", labels: ["urgente"], address: ADDRESS });
    expect((await desk.conversationsChangedWithin(60)).map((one) => one.id)).toEqual([id]);
    expect((await desk.messages(id)).filter((one) => one.source_id)).toHaveLength(1);
  });
});

describe("sends webhooks as recorded", () => {
  const is =
    (event: string, more: (body: Json) => boolean = () => true) =>
    (body: Json) =>
      body.event === event && more(body);

  test("signed over the raw bytes", async () => {
    await using sandbox = await start();
    const { id } = await conversation(sandbox);
    await message(sandbox, id, { content: "a < b & c" }, "attendant-27");
    const { headers, raw } = (await sandbox.webhook(is("message_created"))) as Received;
    expect(raw.toString()).toContain("a \\u003c b \\u0026 c");
    const signed = createHmac("sha256", DESK.webhook.signingSecret)
      .update(`${headers["x-chatwoot-timestamp"]}.`)
      .update(raw);
    expect(headers["x-chatwoot-signature"]).toBe(`sha256=${signed.digest("hex")}`);
    expect(headers["x-chatwoot-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, string, (s: Sandbox, id: number) => Promise<unknown>, (b: Json) => boolean]>([
    [
      "message_created.outgoing_agent",
      "message_created",
      (s, id) => message(s, id, { content: "Boa tarde" }, "attendant-27"),
      (b) => b.sender?.type === "user",
    ],
    [
      "message_created.incoming",
      "message_created",
      (s, id) => message(s, id, { content: "oi", message_type: "incoming" }),
      (b) => b.message_type === "incoming",
    ],
    [
      "message_created.outgoing_bot",
      "message_created",
      (s, id) => message(s, id, { content: "x", source_id: "BOT:1.0" }, DESK.botToken),
      (b) => b.sender?.type === "agent_bot",
    ],
    [
      "message_created.private_note",
      "message_created",
      (s, id) => message(s, id, { content: "x", private: true }, "attendant-27"),
      (b) => b.private,
    ],
    ["conversation_created", "conversation_created", async () => {}, () => true],
    [
      "conversation_status_changed.resolved",
      "conversation_status_changed",
      (s, id) => call(s, "POST", `/conversations/${id}/toggle_status`, { status: "resolved" }),
      (b) => b.status === "resolved",
    ],
    [
      "conversation_updated.assignee",
      "conversation_updated",
      (s, id) => call(s, "POST", `/conversations/${id}/assignments`, { assignee_id: 27 }),
      (b) => b.meta.assignee?.id === 27,
    ],
    [
      "conversation_updated.labels",
      "conversation_updated",
      (s, id) => call(s, "POST", `/conversations/${id}/labels`, { labels: ["bot"] }),
      (b) => b.labels.length > 0,
    ],
  ])("%s", async (fixture, event, act, accept) => {
    await using sandbox = await start();
    const { id } = await conversation(sandbox);
    await act(sandbox, id);
    const { body } = await sandbox.webhook(is(event, accept));
    const expected = recorded(`webhook.${fixture}`);
    // Who is assigned, and to which team, differs by the story told.
    const story = /assignee|\.team\b|team_id|first_reply|changed_attributes/;
    expect(differences(body, expected).filter((one) => !story.test(one))).toEqual([]);
    const facts = (json: unknown) =>
      readDeskWebhook(json).facts.map((fact) => (fact.kind === "ignored" ? fact.reason : fact.kind));
    expect(facts(body)).toEqual(facts(expected));
  });

  test("at most once: a receiver that fails gets nothing again, and the message is marked failed", async () => {
    await using sandbox = await start();
    sandbox.answer.status = 503;
    const { id } = await conversation(sandbox);
    const sent = await message(sandbox, id, { content: "a" }, "attendant-27");
    await eventually(async () => {
      const all = (await call(sandbox, "GET", `/conversations/${id}/messages`)).body.payload;
      const found = all.find((one: Json) => one.id === sent.body.id);
      return found.status === "failed" && found.content_attributes.external_error.startsWith("503");
    });
    const told = sandbox.received.filter(({ body }) => body.event === "message_created" && body.id === sent.body.id);
    expect(told).toHaveLength(1);
  });
});

test("faults: cut off, nonsense, errors, lost answers and lost webhooks, all for the bridge alone", async () => {
  await using sandbox = await start();
  const { id } = await conversation(sandbox);
  const faults = (patch: object) => sandbox.call("PUT", "/sandbox/desk/faults", patch);
  await faults({ down: true });
  await expect(call(sandbox, "GET", `/conversations/${id}`)).rejects.toThrow();
  expect((await call(sandbox, "GET", `/conversations/${id}`, undefined, "attendant-27")).status).toBe(200);
  await faults({ down: false, errorRate: 1, errorStatus: 500 });
  expect((await call(sandbox, "GET", `/conversations/${id}`)).status).toBe(500);
  await faults({ errorRate: 0, lostAnswerRate: 1 });
  await expect(message(sandbox, id, { content: "written" })).rejects.toThrow();
  await faults({ lostAnswerRate: 0, dropWebhooks: true });
  expect((await call(sandbox, "GET", `/conversations/${id}/messages`)).body.payload).toHaveLength(1);
  await message(sandbox, id, { content: "untold" }, "attendant-27");
  expect((await sandbox.call("GET", "/sandbox/desk/webhooks")).body.dropped).toBeGreaterThan(0);
});
