import { existsSync, readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDeskWebhook } from "../src/webhook/read.ts";
import { fixture, fixtureNames } from "./fixtures.ts";

const golden = new URL("./goldens/facts.json", import.meta.url);
const names = fixtureNames("webhook.").filter((name) => !/headers|signature/.test(name));

test("every recorded webhook says what the golden file has", () => {
  const facts = Object.fromEntries(names.map((name) => [name, readDeskWebhook(fixture(name)).facts]));
  if (process.env.UPDATE_GOLDENS) writeFileSync(golden, `${JSON.stringify(facts, null, 1)}\n`);
  expect(existsSync(golden)).toBe(true);
  expect(JSON.parse(JSON.stringify(facts))).toEqual(JSON.parse(readFileSync(golden, "utf8")));
});

const reply = () => fixture("webhook.message_created.outgoing_agent");
const kinds = (json: unknown) =>
  readDeskWebhook(json).facts.map((fact) => (fact.kind === "ignored" ? fact.reason : fact.kind));

describe("what never leaves", () => {
  test.each([
    ["a private note", { private: true }, "private-note"],
    ["what the patient wrote", { message_type: "incoming" }, "incoming"],
    ["our own, by its mark", { source_id: "BOT:7.0" }, "own-message"],
    ["typed on the phone, mirrored by another bridge", { content_attributes: { external_echo: true } }, "own-message"],
    ["by a bot", { sender: { id: 5, name: "x", type: "agent_bot" } }, "own-message"],
    ["without a sender", { sender: null }, "no-person"],
    ["a greeting or survey", { message_type: "template" }, "no-person"],
  ])("%s", (_name, change, reason) => {
    expect(kinds({ ...reply(), ...change })).toEqual([reason]);
  });

  test("a private note, although the nested message is a public one", () => {
    const note = fixture("webhook.message_created.private_note");
    expect(note.conversation.messages[0].private).toBe(false);
    expect(kinds(note)).toEqual(["private-note"]);
  });
});

test("keys, events and values of tomorrow are accepted", () => {
  const tomorrow = reply();
  tomorrow.performed_by = { id: 1 };
  tomorrow.conversation.status = "parked";
  tomorrow.conversation.meta.assignee_type = "Swarm";
  expect(kinds(tomorrow)).toEqual(["attendant-message", "state"]);
  expect(kinds({ ...tomorrow, event: "message_pinned" })).toEqual(["unknown-event"]);
});

test("a caption goes with the first file only", () => {
  const [said] = readDeskWebhook(fixture("webhook.message_created.outgoing_attachments")).facts;
  expect(said?.kind === "attendant-message" && said.contents.map((c) => c.kind === "media" && c.caption)).toEqual([
    expect.any(String),
    undefined,
  ]);
});

test("Markdown becomes WhatsApp's own marks", () => {
  const [said] = readDeskWebhook({ ...reply(), content: "**sim** e ~~não~~, *talvez* 2 ** 3" }).facts;
  expect(said).toMatchObject({ contents: [{ kind: "text", text: "*sim* e ~não~, *talvez* 2 ** 3" }] });
});

test("nothing whatever makes it throw", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...names), (json, name) => {
      readDeskWebhook(json);
      readDeskWebhook({ ...fixture(name), conversation: json, sender: json, attachments: json });
    }),
    { numRuns: 200 },
  );
});
