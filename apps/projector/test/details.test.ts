import { LogEvent, SendCommand } from "@acolhe/events";
import { expect, test } from "vitest";
import { foldInbound, type InboundRows } from "../src/fold/inbound.ts";
import { shownCommand } from "../src/fold/words.ts";

const envelope = { id: "e1", channel: "main", contact: "5511900000001", at: 1, receivedAt: 1 };
const received = { type: "message-received", ...envelope, messageId: "M1", address: "5511900000001" };

function detailsOf(event: object) {
  const rows: InboundRows = { messages: [], changes: [] };
  foldInbound(rows, { seq: 1, subject: "", storedAtMs: 1, json: () => LogEvent.parse(event) });
  return rows.messages[0]?.details;
}

test.each([
  ["nothing of a plain text", { kind: "text", text: "oi" }, {}, null],
  ["what is answered", { kind: "text", text: "sim" }, { quotedMessageId: "Q\u00001" }, { quotes: "Q1" }],
  ["that it was passed on", { kind: "text", text: "x" }, { forwarded: true }, { forwarded: true }],
  [
    "where it came from",
    { kind: "text", text: "oi" },
    { statusReply: true, ad: { sourceId: "1", title: "Avaliação" } },
    { statusReply: true, ad: "Avaliação" },
  ],
  ["the button", { kind: "button-reply", buttonId: "yes", label: "Sim" }, {}, { choiceId: "yes" }],
  ["the row", { kind: "list-reply", rowId: "r1", title: "Preço" }, {}, { choiceId: "r1" }],
  ["the place", { kind: "location", latitude: -23.5, longitude: 0 }, {}, { latitude: -23.5, longitude: 0 }],
  [
    "the voice",
    { kind: "audio", url: null, mimeType: "audio/ogg", voiceNote: true, seconds: 4 },
    {},
    { voiceNote: true, seconds: 4 },
  ],
  [
    "that it is shown once",
    { kind: "image", url: null, mimeType: "image/png", viewOnce: true },
    {},
    { viewOnce: true },
  ],
])("of what a patient sends is kept %s", (_what, content, more, details) => {
  expect(detailsOf({ ...received, ...more, content })).toEqual(details);
});

test("of a reaction is kept what it is about", () => {
  const event = { type: "reaction-received", ...envelope, messageId: "R1", targetMessageId: "T1", emoji: "👍" };
  expect(detailsOf(event)).toEqual({ reactsTo: "T1" });
});

const send = { to: "5511900000001", author: "attendant", repeatable: false, validUntil: 1 };
const attendant = { source: "panel", id: "ana", externalId: "x" };

test.each([
  [
    "who wrote it and what it answers",
    { type: "send-text", text: "oi", attendant, quotes: "Q1" },
    { attendant: { source: "panel", id: "ana" }, quotes: "Q1" },
  ],
  [
    "the buttons",
    { type: "send-buttons", text: "?", buttons: [{ id: "a", label: "A" }] },
    { options: [{ id: "a", label: "A" }] },
  ],
  [
    "the rows",
    { type: "send-list", text: "?", title: "t", buttonLabel: "b", rows: [{ id: "a", title: "A", description: "d" }] },
    { options: [{ id: "a", label: "A", description: "d" }] },
  ],
  ["what it reacts to", { type: "send-reaction", messageId: "T1", emoji: "👍" }, { reactsTo: "T1" }],
  ["nothing of a plain text", { type: "send-text", text: "oi" }, null],
])("of a sent message is kept %s", (_what, command, details) => {
  expect(shownCommand(SendCommand.parse({ ...send, ...command })).details).toEqual(details);
});
