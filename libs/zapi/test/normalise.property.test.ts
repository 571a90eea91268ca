import { ChannelState, ContactKey, ControlEvent, InboundEvent, Receipt, WebhookIgnored } from "@acolhe/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instanceIdOf, type Normalised, normalise, parseWebhook } from "../src/index.ts";
import { RECEIVED_AT, readFixture, WEBHOOK_FIXTURES } from "./fixtures.ts";

const say = (json: unknown, receivedAt = RECEIVED_AT) => normalise(parseWebhook(json), { receivedAt });
const where = { channel: "main", contact: "5511990000001" };

function idOf(said: Normalised | undefined): string {
  if (!said) throw new Error("nothing was said");
  return said.target === "own-or-human" ? said.takeover.id : said.draft.id;
}

function expectValid(said: Normalised) {
  const draft = (value: object) => ({ ...value, ...where });
  if ("names" in said) {
    expect(said.names.lid ?? said.names.phone).toBeDefined();
    expect(said.names.address).toMatch(/^\d{5,20}(?:@lid)?$/);
    expect(ContactKey.safeParse(said.names.lid ? `lid-${said.names.lid}` : said.names.phone).success).toBe(true);
  }
  switch (said.target) {
    case "conversation":
      return void (said.draft.type === "takeover-started" ? ControlEvent : InboundEvent).parse(draft(said.draft));
    case "receipt":
      return void Receipt.parse(draft(said.draft));
    case "own-or-human":
      ControlEvent.parse(draft(said.takeover));
      return void Receipt.parse(draft(said.receipt));
    case "channel":
      return void ChannelState.parse(draft(said.draft));
    case "ignored":
      return void WebhookIgnored.parse(draft(said.draft));
  }
}

/** A recorded webhook in which some fields hold anything. */
const distorted = fc
  .tuple(fc.constantFrom(...WEBHOOK_FIXTURES), fc.array(fc.tuple(fc.nat(), fc.jsonValue()), { maxLength: 6 }))
  .map(([name, changes]) => {
    const body = readFixture(name);
    const keys = Object.keys(body).filter((key) => key !== "type");
    for (const [at, value] of changes) body[keys[at % keys.length]!] = value;
    return body;
  });

describe("normalise", () => {
  test("never throws, and says something valid, for any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        instanceIdOf(json);
        const said = say(json);
        expect(said).toHaveLength(1);
        expect(said[0]?.target).toBe("ignored");
      }),
      { numRuns: 500 },
    );
  });

  test("never throws, and says something valid, for recorded webhooks with fields replaced", () => {
    fc.assert(
      fc.property(distorted, (json) => {
        const said = say(json);
        expect(said.length).toBeGreaterThan(0);
        for (const one of said) expectValid(one);
      }),
      { numRuns: 3000 },
    );
  });

  test("every recorded webhook gives drafts that pass their schemas", () => {
    for (const name of WEBHOOK_FIXTURES) for (const one of say(readFixture(name))) expectValid(one);
  });

  test("null is the same as absent", () => {
    for (const name of WEBHOOK_FIXTURES) {
      const body = readFixture(name);
      const bare = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
      if (name !== "proxy-failure") expect(say(bare), name).toEqual(say(body));
    }
  });
});

const IN_CHAT = WEBHOOK_FIXTURES.filter((name) => {
  const { target } = say(readFixture(name))[0]!;
  return name.startsWith("received-") && (target === "conversation" || target === "own-or-human");
});

describe("I2: one provider message is one event, two are never one", () => {
  test.each(IN_CHAT)("%s keeps its id when it is repeated later", (name) => {
    const body = readFixture(name);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4e12 }), fc.nat(1e6), (momment, late) => {
        expect(idOf(say({ ...body, momment }, RECEIVED_AT + late)[0])).toBe(idOf(say(body)[0]));
      }),
      { numRuns: 20 },
    );
  });

  test.each(IN_CHAT)("%s gets another id under another message id", (name) => {
    const body = readFixture(name);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 2 }), ([a, b]) => {
        expect(idOf(say({ ...body, messageId: a })[0])).not.toBe(idOf(say({ ...body, messageId: b })[0]));
      }),
      { numRuns: 20 },
    );
  });

  test("the same message id in another chat is another message", () => {
    const body = readFixture("received-text");
    const other = { ...body, chatLid: "115440000000002@lid", phone: "553190000002" };
    expect(idOf(say(other)[0])).not.toBe(idOf(say(body)[0]));
  });

  test("a number or a LID as phone is the same chat when the LID is told", () => {
    const body = readFixture("received-text");
    expect(idOf(say({ ...body, phone: body.chatLid })[0])).toBe(idOf(say(body)[0]));
  });

  test("messages without any id differ by time and content", () => {
    const { messageId: _, ...body } = readFixture("received-text");
    const id = idOf(say(body)[0]);
    expect(idOf(say(body)[0])).toBe(id);
    expect(idOf(say({ ...body, text: { message: "Outra" } })[0])).not.toBe(id);
  });

  test("a placeholder does not swallow the content that follows under the same message id", () => {
    const waiting = readFixture("received-waiting-message");
    const real = { ...waiting, waitingMessage: false, text: { message: "Oi" } };
    expect(idOf(say(real)[0])).not.toBe(idOf(say(waiting)[0]));
  });

  test("an edit is no repeat of the original, and two edits are two", () => {
    const edit = readFixture("received-text-edited");
    const { editMessageId: _, ...unnamed } = edit;
    const variants = [
      { ...edit, isEdit: false },
      edit,
      { ...edit, editMessageId: "AC99" },
      unnamed,
      { ...unnamed, text: { message: "De novo" } },
    ];
    expect(new Set(variants.map((body) => idOf(say(body)[0]))).size).toBe(variants.length);
  });

  test("the phases of one call are distinct facts", () => {
    const calls = WEBHOOK_FIXTURES.filter((name) => name.startsWith("notification-calls-addon-"));
    expect(calls).toHaveLength(5);
    expect(new Set(calls.map((name) => idOf(say(readFixture(name))[0]))).size).toBe(5);
  });

  test("every message id of a status callback gets a receipt of its own", () => {
    const said = say(readFixture("message-status-read-multiple-ids"));
    expect(said.map((one) => one.target)).toEqual(["receipt", "receipt", "receipt"]);
    expect(new Set(said.map(idOf)).size).toBe(3);
  });

  test("success and failure of one delivery are two facts", () => {
    const body = readFixture("delivery-success");
    expect(idOf(say({ ...body, error: "Timeout on send message" })[0])).not.toBe(idOf(say(body)[0]));
  });

  /** What makes two facts of one kind two, beside what the tests above say. */
  const MAKES_ANOTHER: readonly [string, string, Record<string, unknown>][] = [
    ["a message from our own number", "received-text", { fromMe: true, fromApi: false }],
    ["a message at another instance", "received-text", { instanceId: "ANOTHER" }],
    [
      "a reaction, under the id of a message",
      "received-text",
      { reaction: { value: "x", referencedMessage: { messageId: "A" } } },
    ],
    ["another status of a message", "message-status-read-multiple-ids", { status: "PLAYED" }],
    ["a status by another participant", "message-status-read-multiple-ids", { participant: "5511990000002" }],
    ["a delivery of another send", "delivery-success", { zaapId: "ANOTHER" }],
    ["a connection of another moment", "connected", { momment: 1_767_000_000_000 }],
    ["a connection of another instance", "connected", { instanceId: "ANOTHER" }],
  ];
  test.each(MAKES_ANOTHER)("%s is another fact than %s, and each keeps its id", (_what, name, change) => {
    const body = readFixture(name);
    const other = { ...body, ...change };
    expect(idOf(say(other)[0])).not.toBe(idOf(say(body)[0]));
    for (const one of [body, other]) expect(idOf(say(one, RECEIVED_AT + 5_000)[0])).toBe(idOf(say(one)[0]));
  });
});
