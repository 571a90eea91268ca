import { contentHash } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { normalise, parseWebhook } from "../src/index.ts";
import { RECEIVED_AT, readFixture } from "./fixtures.ts";

const say = (json: unknown) => {
  const [first] = normalise(parseWebhook(json), { receivedAt: RECEIVED_AT });
  if (!first) throw new Error("nothing was said");
  return first;
};
const text = readFixture("received-text");
const notice = readFixture("notification-e2e-encrypted");

describe("who a payload is about", () => {
  const names = (change: object) => {
    const said = say({ ...text, ...change });
    return "names" in said ? said.names : said.draft;
  };
  test("the chat's LID comes before the sender's", () => {
    expect(names({ senderLid: "99999@lid" })).toEqual({
      lid: "81896600000001",
      phone: "5511990000001",
      address: "5511990000001",
    });
  });
  test("the sender's LID is read when the chat's is missing", () => {
    expect(names({ chatLid: null, senderLid: "99999@lid" })).toMatchObject({ lid: "99999" });
  });
  test("a LID as phone is the LID and the address", () => {
    expect(names({ chatLid: null, phone: "126104500000003@lid" })).toEqual({
      lid: "126104500000003",
      address: "126104500000003@lid",
    });
  });
  test("digits alone are a phone, never a LID", () => {
    expect(names({ chatLid: null, phone: "126104500000003" })).toEqual({
      phone: "126104500000003",
      address: "126104500000003",
    });
  });
  test("without an address there is no contact", () => {
    expect(names({ chatLid: null, phone: "?" })).toMatchObject({ reason: "unknown-type", what: "no-address" });
  });
});

describe("time", () => {
  const at = (momment: unknown) => {
    const said = say({ ...text, momment });
    return said.target === "conversation" ? said.draft.at : undefined;
  };
  test.each([
    ["milliseconds", 1_767_268_922_000, 1_767_268_922_000],
    ["seconds", 1_767_268_922, 1_767_268_922_000],
    ["the last second below the bound", 99_999_999_999, 99_999_999_999_000],
    ["the bound itself is milliseconds", 100_000_000_000, 100_000_000_000],
    ["text", "1767268922000", 1_767_268_922_000],
    ["nothing: our own clock", null, RECEIVED_AT],
    ["nonsense: our own clock", -1, RECEIVED_AT],
  ])("%s", (_, momment, expected) => {
    expect(at(momment)).toBe(expected);
  });
});

describe("chats that are not with one person are ignored", () => {
  test.each([
    ["group flag", { isGroup: true }, "group"],
    ["group name", { phone: "120363019500000001-group" }, "group"],
    ["old group name", { phone: "5511990000001-1623281429" }, "group"],
    ["newsletter flag", { isNewsletter: true }, "newsletter"],
    ["newsletter name", { phone: "120363170000000001@newsletter" }, "newsletter"],
    ["broadcast flag", { broadcast: true }, "broadcast"],
    ["broadcast name", { phone: "1774895799-broadcast" }, "broadcast"],
    ["story", { phone: "status@broadcast" }, "story"],
    ["a placeholder in a group", { isGroup: true, waitingMessage: true }, "group"],
    ["our own words in a group", { isGroup: true, fromMe: true, fromApi: false }, "group"],
  ])("%s", (_, change, reason) => {
    expect(say({ ...text, ...change })).toMatchObject({ target: "ignored", draft: { reason } });
  });
});

describe("sent from the clinic's number", () => {
  const own = { ...text, fromMe: true };
  test("not through the API: a person took over", () => {
    expect(say({ ...own, fromApi: false })).toMatchObject({
      target: "conversation",
      draft: { type: "takeover-started", source: "phone", content: { kind: "text" } },
    });
  });
  test("through the API: an echo", () => {
    expect(say({ ...own, fromApi: true })).toMatchObject({
      target: "receipt",
      draft: { kind: "echoed", contentHash: contentHash("Bom dia, quero marcar uma consulta") },
    });
  });
  test.each([undefined, null])("unsaid (%s): both drafts, ingress decides", (fromApi) => {
    expect(say({ ...own, fromApi })).toMatchObject({
      target: "own-or-human",
      messageId: text.messageId,
      takeover: { type: "takeover-started" },
      receipt: { kind: "echoed" },
    });
  });
  test("a placeholder of ours matches no send, not even one without words", () => {
    const said = say({ ...own, fromApi: undefined, text: undefined, waitingMessage: true });
    expect(said).toMatchObject({ target: "own-or-human" });
    if (said.target !== "own-or-human") throw new Error("unreachable");
    expect(said.contentHash).not.toBe(contentHash(""));
    expect(said.takeover).not.toHaveProperty("content");
  });
  test("the clinic's own profile name is never taken for the contact's", () => {
    expect(JSON.stringify(say({ ...own, fromApi: false }))).not.toContain("Ana Ribeiro");
  });
});

describe("notifications", () => {
  const named = (notification: string, more: object = {}) => say({ ...notice, notification, ...more });
  test.each([
    ["CALL_RECEIVED", "ringing", false],
    ["CALL_VOICE", "ringing", false],
    ["CALL_VIDEO", "ringing", true],
    ["CALL_MISSED", "missed", false],
    ["CALL_MISSED_VOICE", "missed", false],
    ["CALL_MISSED_VIDEO", "missed", true],
    ["CALL_ACCEPTED", "accepted", false],
    ["CALL_STARTED", "started", false],
    ["CALL_ENDED", "ended", false],
  ])("%s is a call, %s", (name, phase, video) => {
    expect(named(name, { callId: "F44E" })).toMatchObject({
      draft: { type: "call-received", phase, video, callId: "F44E" },
    });
  });
  test("a call the clinic made is a notice", () => {
    const said = named("CALL_STARTED", { callId: "F44E", callDirection: "outgoing" });
    expect(said).toMatchObject({ draft: { type: "notice-received", notice: "call-by-clinic-started" } });
  });
  test("a deleted message, by either side", () => {
    expect(named("REVOKE")).toMatchObject({ draft: { type: "message-revoked" } });
    expect(named("REVOKE", { fromMe: true })).toMatchObject({ draft: { notice: "message-revoked-by-clinic" } });
  });
  test.each([
    ["PROFILE_NAME_UPDATED", "profile"],
    ["PROFILE_PICTURE_UPDATED", "profile"],
    ["CHAT_LABEL_ASSOCIATION", "chat-label"],
    ["WA_OLD_REGISTRATION", "alert"],
  ])("%s is about the number", (name, reason) => {
    expect(named(name)).toMatchObject({ target: "ignored", draft: { reason } });
  });
  test.each([
    ["BIZ_MOVE_TO_CONSUMER_APP", "biz-move-to-consumer-app"],
    ["SOMETHING_OF_TOMORROW", "something-of-tomorrow"],
  ])("%s is a notice", (name, expected) => {
    expect(named(name)).toMatchObject({ draft: { type: "notice-received", notice: expected } });
  });
});

describe("what is not a webhook of ours", () => {
  test("a type of tomorrow is recorded by name, without the digits it may hold", () => {
    expect(say({ type: "Callback5511990000001" })).toMatchObject({
      target: "ignored",
      draft: { reason: "unknown-type", what: "callbackn" },
    });
  });
  test("the proxy's password does not get into the record", () => {
    expect(JSON.stringify(say(readFixture("proxy-failure")))).not.toMatch(/user|pass|proxy\.example/);
  });
  test("the other spelling of the type is read", () => {
    expect(say({ ...text, type: "ReceivedCallBack" })).toEqual(say(text));
  });
  test("keys of an unknown content are named, their values are not kept", () => {
    const said = say(readFixture("received-unknown-content"));
    expect(said).toMatchObject({ draft: { content: { kind: "unknown", keys: ["someFutureMessageType"] } } });
    expect(JSON.stringify(said)).not.toContain("bar");
  });
});

describe("contact cards", () => {
  const content = (body: object) => {
    const said = say({ ...readFixture("received-contact"), contact: undefined, ...body });
    return said.target === "conversation" && "content" in said.draft ? said.draft.content : undefined;
  };
  const vCard = (name: string, digits: string) =>
    `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;type=CELL;waid=${digits}:+${digits}\nEND:VCARD\n`;
  const ana = { name: "Ana", phones: ["5511990000004"] };
  const bia = { name: "Bia", phones: ["5511990000005"] };
  const both = { kind: "contact-card", ...ana, others: [bia] };
  test.each([
    [
      "a file with two",
      { contact: { displayName: "2 contatos", vCard: vCard("Ana", "5511990000004") + vCard("Bia", "5511990000005") } },
    ],
    [
      "a list",
      {
        contact: [
          { displayName: "Ana", phones: ana.phones },
          { displayName: "Bia", phones: bia.phones },
        ],
      },
    ],
    [
      "a list of its own",
      { contacts: [{ displayName: "Ana", phones: ana.phones }, { vCard: vCard("Bia", "5511990000005") }] },
    ],
  ])("several in one share are all there: %s", (_, body) => expect(content(body)).toEqual(both));
  test("one is as it was", () => {
    expect(content({ contact: { displayName: "Ana", phones: ana.phones } })).toEqual({ kind: "contact-card", ...ana });
  });
});

test.each([
  ["\u200b\u200f\u202e", undefined],
  ["\u3164 \u2800", undefined],
  ["Ana\u200b", "Ana\u200b"],
])("a name with nothing visible is none: %j", (senderName, shown) => {
  expect(say({ ...text, senderName })).toMatchObject({ draft: shown === undefined ? {} : { senderName: shown } });
  const said = say({ ...text, senderName });
  expect(said.target === "conversation" && "senderName" in said.draft ? said.draft.senderName : undefined).toBe(shown);
});
