import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { freePort } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDeskClient, type DeskClient } from "../src/client/desk-client.ts";
import type { DeskError } from "../src/client/desk-error.ts";
import { withoutLiquid } from "../src/client/new-message.ts";
import { fixture, fixtureNames } from "./fixtures.ts";

/* The recorded answers, served by a real HTTP server; what the client asks is compared with the recorded requests. */

let answer: { status: number; body?: unknown; text?: string } | "hang" | "reset";
let asked: { method: string; url: URL; token: string; type: string; body: Buffer };
const server = createServer(async (request, response) => {
  asked = {
    method: request.method ?? "",
    url: new URL(request.url ?? "/", "http://desk"),
    token: String(request.headers["api-access-token"]),
    type: request.headers["content-type"] ?? "",
    body: await bodyOf(request),
  };
  if (answer === "hang") return;
  if (answer === "reset") return void request.socket.destroy();
  const text = answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
  response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
});
let desk: DeskClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  desk = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const client = (baseUrl: string) =>
  createDeskClient({ baseUrl, accountId: 3, userToken: "user", botToken: "bot", timeoutMs: 300 });

const ADDRESS = "5511900001234@s.whatsapp.net";
const MARK = "WAID:3EB0A1F2C4D5E6F70812";

const CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  contact_inbox_filter: () => desk.contactByAddress(12, ADDRESS),
  contact_filter: () => desk.contactsByPhone(["5511900001234", "551100001234"]),
  contact_update: () => desk.updateContact(4821, { name: "Mariana Teixeira" }),
  contact_inbox_create: () => desk.linkContact(4821, 12, ADDRESS),
  contact_merge: () => desk.mergeContacts(4821, 5002),
  conversation_create: () =>
    desk.createConversation({ inboxId: 12, contactId: 4821, address: ADDRESS, status: "pending" }),
  conversation_list_by_source: () => desk.conversationsByAddress(12, ADDRESS),
  conversation_show: () => desk.conversation(318),
  "toggle_status.handoff": () => desk.setStatus(318, "open"),
  toggle_priority: () => desk.setPriority(318, "urgent"),
  assign_team: () => desk.assignTeam(318, 4),
  conversation_labels_list: () => desk.labels(318),
  conversation_labels: () => desk.setLabels(318, fixture("rest.conversation_labels.request").body.labels),
  "message_create.incoming": () =>
    desk.postMessage(318, {
      as: "user",
      type: "incoming",
      mark: MARK,
      content: fixture("rest.message_create.incoming.request").body.content,
      at: 1782133510_000,
    }),
  "message_create.outgoing_bot": () =>
    desk.postMessage(318, {
      as: "bot",
      type: "outgoing",
      mark: fixture("rest.message_create.outgoing_bot.request").body.source_id,
      content: fixture("rest.message_create.outgoing_bot.request").body.content,
    }),
  "message_create.outgoing_from_phone": () =>
    desk.postMessage(318, {
      as: "user",
      type: "outgoing",
      mark: "WAID:3EB0FFEEDDCCBBAA0099",
      content: "Respondi pelo celular",
      fromPhone: true,
    }),
  message_list: () => desk.messages(318, { before: Number(fixture("rest.message_list.request").query?.before) }),
  message_status: () => desk.setMessageStatus(318, 90219, "delivered"),
  "message_status.failed": () =>
    desk.setMessageStatus(318, 90219, "failed", fixture("rest.message_status.failed.request").body.external_error),
};

describe("asks as recorded, and reads the recorded answer", () => {
  test.each(Object.keys(CALLS))("%s", async (name) => {
    const request = fixture(`rest.${name}.request`);
    answer = fixture(`rest.${name}.response`);
    await CALLS[name]?.();
    // Both verbs update a contact; the recording has the other one.
    expect(asked.method).toBe(name === "contact_update" ? "PUT" : request.method);
    expect(asked.url.pathname).toBe(request.path);
    expect(Object.fromEntries(asked.url.searchParams)).toEqual(request.query ?? {});
    expect(asked.token).toBe(request.auth === "agent_bot" ? "bot" : "user");
    if (request.body) expect(known(JSON.parse(asked.body.toString()), request.body)).toEqual(request.body);
  });

  /** What the recording leaves to Chatwoot's default, and what it had by chance. */
  function known(body: Record<string, unknown>, recorded: Record<string, unknown>) {
    const { private: isPrivate, ...rest } = body;
    expect([false, undefined]).toContain(isPrivate);
    const { additional_attributes: a, custom_attributes: c, echo_id: e } = recorded;
    return {
      ...rest,
      ...(a ? { additional_attributes: a } : {}),
      ...(c ? { custom_attributes: c } : {}),
      ...(e ? { echo_id: e } : {}),
    };
  }
});

test("a file goes as a form with the recorded fields", async () => {
  answer = fixture("rest.message_create.attachments.response");
  const bytes = new Uint8Array([1, 2, 3]);
  const file = { name: "pedido.jpg", mimeType: "image/jpeg", bytes };
  const content = "Foto do pedido médico";
  await desk.postMessage(318, { as: "user", type: "incoming", mark: "WAID:3EB099887766554433BB", content, file });
  const form = await new Response(new Uint8Array(asked.body), { headers: { "content-type": asked.type } }).formData();
  const recorded: Array<{ name: string; value: string }> = fixture("rest.message_create.attachments.request").multipart;
  const sent = [...form.keys()];
  expect(sent).toEqual(recorded.map(({ name }) => name).filter((name) => name !== "content_attributes"));
  expect(form.get("content")).toBe(content);
  expect((form.get("attachments[]") as File).name).toBe("pedido.jpg");
});

test("no contact has this address: null, not an error", async () => {
  answer = fixture("rest.contact_inbox_filter.not_found.response");
  expect(await desk.contactByAddress(12, ADDRESS)).toBeNull();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    (error: DeskError) => error.code,
  );

describe("errors are of the closed list", () => {
  const expected: Readonly<Record<string, string>> = {
    "rest.error.account_suspended": "not-allowed",
    "rest.error.bot_not_allowed": "not-allowed",
    "rest.error.bot_wrong_account": "not-allowed",
    "rest.error.forbidden_by_policy": "not-allowed",
    "rest.error.invalid_token": "credentials-rejected",
    "rest.error.missing_token": "credentials-rejected",
    "rest.error.not_found": "not-found",
    "rest.error.parameter_missing": "refused",
    "rest.error.rate_limited": "rate-limited",
    "rest.error.record_invalid": "taken",
    "rest.error.user_wrong_account": "not-allowed",
    "rest.contact_create.duplicate.response": "taken",
    "rest.contact_create.invalid_phone.response": "refused",
    "rest.conversation_create.source_id_taken.response": "taken",
    "rest.message_create.incoming_not_allowed.response": "refused",
    "rest.message_create.too_many.response": "too-many-messages",
    "rest.message_status.not_api_inbox.response": "not-allowed",
  };

  test("every recorded error has its code", () => {
    expect(fixtureNames("rest.error.").filter((name) => !(name in expected))).toEqual([]);
  });

  test.each(Object.entries(expected))("%s → %s", async (name, is) => {
    answer = fixture(name);
    expect(await code(desk.conversation(318))).toBe(is);
  });

  test.each([
    [500, "server-failed"],
    [504, "server-failed"],
    [502, "unavailable"],
    [503, "unavailable"],
    [302, "unreadable-answer"],
  ])("status %i → %s", async (status, is) => {
    answer = { status, text: "<html>" };
    expect(await code(desk.conversation(318))).toBe(is);
  });

  test("nonsense with a success status is no success", async () => {
    answer = { status: 200, text: "<html>welcome</html>" };
    expect(await code(desk.conversation(318))).toBe("unreadable-answer");
  });

  test("no answer in time, or a broken one: perhaps written", async () => {
    answer = "hang";
    expect(await code(desk.conversation(318))).toBe("answer-lost");
    answer = "reset";
    expect(await code(desk.conversation(318))).toBe("answer-lost");
  });

  test("no server there: certainly not written", async () => {
    expect(await code(client(`http://127.0.0.1:${await freePort()}`).conversation(318))).toBe("not-reached");
  });

  test("an error holds neither token nor body", async () => {
    answer = { status: 422, body: { message: "Phone 5511900001234 secret words" } };
    const error = await desk.conversation(318).catch((e: DeskError) => e);
    expect(JSON.stringify([error, String(error), (error as DeskError).stack])).not.toMatch(/5511900001234|secret|user/);
  });
});

test("a patient's words quoted by us are no template of Chatwoot", () => {
  expect(withoutLiquid("oi {{contact.email}} {% raw %} {x}")).not.toMatch(/\{[{%]/);
});

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
