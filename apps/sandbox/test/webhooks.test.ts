import { expect, test } from "vitest";
import { fixture, start } from "./harness.ts";
import { shapeDifferences } from "./shape.ts";

const ANA = "5511990000001";

const INCOMING: [string, object][] = [
  ["received-text", { text: "oi" }],
  ["received-text-reply", { text: "oi", replyTo: "3EB0A1" }],
  ["received-text-lid-only", { text: "oi", as: "lid" }],
  ["received-text-br-12-digits", { text: "oi", as: "number-without-nine" }],
  ["received-image", { kind: "image", caption: "Pedido" }],
  ["received-audio-voice-note", { kind: "audio" }],
  ["received-video", { kind: "video" }],
  ["received-document-pdf", { kind: "document" }],
  ["received-sticker", { kind: "sticker" }],
  ["received-location", { kind: "location", name: "Casa" }],
  ["received-contact", { kind: "contact" }],
  ["received-buttons-response", { buttonId: "y", text: "Sim", replyTo: "3EB0A1" }],
  ["received-list-response", { rowId: "r", text: "Tarde", replyTo: "3EB0A1" }],
];

test.each(INCOMING)("%s: a patient's message has the recorded shape", async (name, order) => {
  await using desk = await start();
  const { body } = await desk.call("POST", `/sandbox/chats/${ANA}/messages`, order);
  const webhook = await desk.webhook((one) => one.messageId === body.messageId);
  expect(shapeDifferences(webhook.body, fixture(name))).toEqual([]);
});

test("reactions, votes, taps, edits and deletions refer to messages of the chat", async () => {
  await using desk = await start();
  const chat = `/sandbox/chats/${ANA}/messages`;
  await desk.zapi("POST", "send-poll", {
    phone: ANA,
    message: "Quando?",
    poll: [{ name: "Manhã" }, { name: "Tarde" }],
  });
  await desk.zapi("POST", "send-button-list", fixture("send-button-list").request.body);
  await desk.zapi("POST", "send-option-list", fixture("send-option-list").request.body);
  const read = await desk.webhook((one) => one.status === "READ");
  expect(shapeDifferences(read.body, fixture("message-status-read"))).toEqual([]);
  const cases: [string, object, string][] = [
    ["received-reaction", { kind: "reaction", value: "👍" }, "reaction"],
    ["received-poll-vote", { kind: "poll-vote", options: ["Tarde"] }, "pollVote"],
    ["received-buttons-response", { buttonId: "confirm_yes" }, "buttonsResponseMessage"],
    ["received-list-response", { rowId: "spec_gp" }, "listResponseMessage"],
  ];
  for (const [name, order, key] of cases) {
    expect((await desk.call("POST", chat, order)).status, name).toBe(202);
    expect(shapeDifferences((await desk.webhook((one) => key in one)).body, fixture(name)), name).toEqual([]);
  }
  const first = await desk.call("POST", chat, { text: "às 15h" });
  await desk.call("POST", chat, { kind: "edit", text: "às 16h" });
  const edited = await desk.webhook((one) => one.isEdit === true);
  expect(edited.body.messageId).toBe(first.body.messageId);
  expect(shapeDifferences(edited.body, fixture("received-text-edited"))).toEqual([]);
  await desk.call("POST", chat, { kind: "delete" });
  const revoked = await desk.webhook((one) => one.notification === "REVOKE");
  expect(shapeDifferences(revoked.body, fixture("notification-revoke"))).toEqual([]);
  const unknown = await desk.call("POST", chat, { buttonId: "never-offered" });
  expect(unknown).toMatchObject({ status: 409, body: { status: 409, detail: expect.stringContaining("GET") } });
});

test("a send makes delivery, echo and statuses in this order, each with the recorded shape", async () => {
  await using desk = await start();
  const { body: sent } = await desk.zapi("POST", "send-text", { phone: ANA, message: "Olá" });
  await desk.webhook((one) => one.status === "READ");
  const bodies = desk.received.map((one) => one.body);
  expect(bodies.map((one) => one.status ?? one.type)).toEqual(["DeliveryCallback", "SENT", "SENT", "RECEIVED", "READ"]);
  const names = ["delivery-success", "received-text-from-me-api", "message-status-sent", "message-status-received"];
  for (const [index, name] of names.entries()) expect(shapeDifferences(bodies[index], fixture(name)), name).toEqual([]);
  expect(bodies[0]).toMatchObject({ zaapId: sent.zaapId, messageId: sent.messageId });
  expect(bodies[1]).toMatchObject({ fromMe: true, fromApi: true, messageId: sent.messageId });
  const headers = desk.received[0]!.headers;
  expect(headers["z-api-token"]).toBe("0A1B2C3D4E5F60718293A4B5");
  expect(Object.keys(headers)).toEqual(expect.arrayContaining(Object.keys(fixture("webhook-request-headers"))));
});

test("buttons are echoed as buttons", async () => {
  await using desk = await start();
  await desk.zapi("POST", "send-button-list", fixture("send-button-list").request.body);
  const echo = await desk.webhook((one) => one.fromMe === true);
  expect(shapeDifferences(echo.body, fixture("received-buttons-message-echo"))).toEqual([]);
});

test("a number without WhatsApp answers 200 and then a delivery error", async () => {
  await using desk = await start();
  await desk.call("PUT", "/sandbox/faults", { phonesWithoutWhatsapp: ["5511990000099"] });
  const { status } = await desk.zapi("POST", "send-text", { phone: "5511990000099", message: "Olá" });
  const failed = await desk.webhook((one) => one.error !== undefined);
  expect(status).toBe(200);
  expect(failed.body.error).toBe("Phone number does not exist");
  expect(shapeDifferences(failed.body, fixture("delivery-error-phone-not-exists"))).toEqual([]);
});

test("the clinic's own phone is echoed with fromApi false, as number or as LID", async () => {
  await using desk = await start();
  await desk.call("POST", `/sandbox/phone/${ANA}/messages`, { text: "Oi, aqui é a Júlia" });
  const echo = await desk.webhook((one) => one.fromMe === true);
  expect(echo.body).toMatchObject({ fromApi: false, status: "RECEIVED", phone: ANA });
  expect(shapeDifferences(echo.body, fixture("received-text-from-me-human"))).toEqual([]);
  await desk.call("PUT", "/sandbox/faults", { echoAsLidRate: 1 });
  await desk.call("POST", `/sandbox/phone/${ANA}/messages`, { text: "Já te respondo" });
  const lid = await desk.webhook((one) => one.phone === "81896600000001@lid");
  expect(shapeDifferences(lid.body, fixture("received-text-from-me-human-lid"))).toEqual([]);
});

test("disconnecting holds both directions, reconnecting releases them", async () => {
  await using desk = await start();
  await desk.call("PUT", "/sandbox/faults", { disconnected: true });
  const down = await desk.webhook((one) => one.type === "DisconnectedCallback");
  expect(shapeDifferences(down.body, fixture("disconnected"))).toEqual([]);
  await desk.zapi("POST", "send-text", { phone: ANA, message: "espera" });
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "oi?" });
  expect((await desk.zapi("POST", "queue", {})).body.messages).toHaveLength(1);
  expect(desk.received).toHaveLength(1);
  await desk.call("PUT", "/sandbox/faults", { disconnected: false });
  const up = await desk.webhook((one) => one.type === "ConnectedCallback");
  expect(shapeDifferences(up.body, fixture("connected"))).toEqual([]);
  await desk.webhook((one) => one.text?.message === "oi?");
  await desk.webhook((one) => one.type === "DeliveryCallback");
});

test("a refused webhook is not repeated; a repeated one differs in momment only", async () => {
  await using desk = await start();
  desk.answer.status = 500;
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "um" });
  await desk.webhook((one) => one.text?.message === "um");
  desk.answer.status = 200;
  await desk.call("PUT", "/sandbox/faults", { gzip: true });
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "dois", repeat: 3, messageId: "ACDOIS" });
  await desk.call("POST", `/sandbox/chats/${ANA}/messages`, { text: "fim" });
  await desk.webhook((one) => one.text?.message === "fim");
  const texts = desk.received.map((one) => one.body.text.message);
  expect(texts).toEqual(["um", "dois", "dois", "dois", "fim"]);
  expect(new Set(desk.received.map((one) => one.body.momment)).size).toBe(5);
  expect(desk.received[1]!.headers["content-encoding"]).toBe("gzip");
});

test("filters and the sent-by-me switch suppress callbacks", async () => {
  await using desk = await start();
  await desk.zapi("PUT", "update-notify-sent-by-me", { notifySentByMe: false });
  await desk.zapi("PUT", "update-filters", { callbackTypeFilters: ["FILTER_DELIVERY_CALLBACK"] });
  await desk.zapi("POST", "send-text", { phone: ANA, message: "Olá" });
  await desk.webhook((one) => one.status === "READ");
  expect(desk.received.every((one) => one.body.type === "MessageStatusCallback")).toBe(true);
});
