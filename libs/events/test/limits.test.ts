import { describe, expect, test } from "vitest";
import {
  BUTTON_COUNT_MAX,
  BUTTON_LABEL_LENGTH_MAX,
  CAPTION_LENGTH_MAX,
  Channel,
  ChannelId,
  Command,
  ContactKey,
  isSend,
  LIST_ROW_COUNT_MAX,
  LIST_ROW_TITLE_LENGTH_MAX,
  LookupAnswered,
  SendCommand,
  TEXT_LENGTH_MAX,
  TranscriptionValues,
} from "../src/index.ts";

const common = { to: "5511990000001", author: "bot", repeatable: false, validUntil: 1 };
const many = <T>(count: number, one: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => one(i));
const button = (label = "Sim") => ({ id: "b", label });
const row = (title = "Manhã") => ({ id: "r", title });
const url = "https://clinica.example/a";

const text = (length: number) => ({ type: "send-text", text: "x".repeat(length) });
const caption = (type: string, more: object) => (length: number) => ({
  type,
  url,
  caption: "x".repeat(length),
  ...more,
});
const buttons = (list: unknown[], words = "Confirma?") => ({ type: "send-buttons", text: words, buttons: list });
const list = (rows: unknown[], more: object = {}) => ({
  type: "send-list",
  text: "Qual turno?",
  title: "Turnos",
  buttonLabel: "Ver",
  rows,
  ...more,
});
const place = (latitude: number, longitude: number) => ({
  type: "send-location",
  title: "Clínica",
  address: "Rua 1",
  latitude,
  longitude,
});

/** What is measured, the last size that travels, the first that does not, and a command of a size. */
const EDGES: ReadonlyArray<readonly [string, number, number, (size: number) => Record<string, unknown>]> = [
  ["longest text", TEXT_LENGTH_MAX, TEXT_LENGTH_MAX + 1, text],
  ["shortest text", 1, 0, text],
  ["image caption", CAPTION_LENGTH_MAX, CAPTION_LENGTH_MAX + 1, caption("send-image", {})],
  ["video caption", CAPTION_LENGTH_MAX, CAPTION_LENGTH_MAX + 1, caption("send-video", {})],
  ["document caption", CAPTION_LENGTH_MAX, CAPTION_LENGTH_MAX + 1, caption("send-document", { extension: "pdf" })],
  ["most buttons", BUTTON_COUNT_MAX, BUTTON_COUNT_MAX + 1, (n) => buttons(many(n, () => button()))],
  ["fewest buttons", 1, 0, (n) => buttons(many(n, () => button()))],
  ["button label", BUTTON_LABEL_LENGTH_MAX, BUTTON_LABEL_LENGTH_MAX + 1, (n) => buttons([button("x".repeat(n))])],
  ["shortest button label", 1, 0, (n) => buttons([button("x".repeat(n))])],
  ["prompt of buttons", TEXT_LENGTH_MAX, TEXT_LENGTH_MAX + 1, (n) => buttons([button()], "x".repeat(n))],
  ["most rows", LIST_ROW_COUNT_MAX, LIST_ROW_COUNT_MAX + 1, (n) => list(many(n, () => row()))],
  ["fewest rows", 1, 0, (n) => list(many(n, () => row()))],
  ["row title", LIST_ROW_TITLE_LENGTH_MAX, LIST_ROW_TITLE_LENGTH_MAX + 1, (n) => list([row("x".repeat(n))])],
  [
    "label of a list's button",
    BUTTON_LABEL_LENGTH_MAX,
    BUTTON_LABEL_LENGTH_MAX + 1,
    (n) => list([row()], { buttonLabel: "x".repeat(n) }),
  ],
  ["northern latitude", 90, 90.1, (n) => place(n, 0)],
  ["southern latitude", -90, -90.1, (n) => place(n, 0)],
  ["eastern longitude", 180, 180.1, (n) => place(0, n)],
  ["western longitude", -180, -180.1, (n) => place(0, n)],
  ["extension", 8, 9, (n) => caption("send-document", { extension: "x".repeat(n) })(1)],
  ["longest card phone", 20, 21, (n) => ({ type: "send-contact", name: "Recepção", phone: "1".repeat(n) })],
  ["shortest card phone", 5, 4, (n) => ({ type: "send-contact", name: "Recepção", phone: "1".repeat(n) })],
];

describe("each limit of a command holds at its edge", () => {
  test.each(EDGES)("%s: %s travels, %s does not", (_, within, beyond, command) => {
    expect(SendCommand.safeParse({ ...common, ...command(within) }).success).toBe(true);
    expect(SendCommand.safeParse({ ...common, ...command(beyond) }).success).toBe(false);
  });

  test("the limits are WhatsApp's", () => {
    expect([TEXT_LENGTH_MAX, BUTTON_COUNT_MAX, LIST_ROW_COUNT_MAX]).toEqual([4096, 3, 10]);
  });
});

describe("commands", () => {
  test.each(["to", "author", "repeatable", "validUntil"])("a send without %s does not travel", (key) => {
    const { [key]: _, ...rest } = { ...common, ...text(1) } as Record<string, unknown>;
    expect(SendCommand.safeParse(rest).success).toBe(false);
  });

  test.each([
    ["https://clinica.example/a", true],
    ["http://clinica.example/a", true],
    ["javascript:alert(1)", false],
    ["clinica.example", false],
  ])("a link to %s travels: %s", (link, travels) => {
    const command = { ...common, type: "send-link", text: "Veja", url: link, title: "T", description: "", image: "" };
    expect(SendCommand.safeParse(command).success).toBe(travels);
  });

  test("sends are told from orders to ourselves", () => {
    expect(isSend(Command.parse({ ...common, ...text(1) }))).toBe(true);
    expect(isSend(Command.parse({ type: "cancel-timer", name: "idle" }))).toBe(false);
    expect(isSend(Command.parse({ type: "schedule-timer", name: "idle", generation: 0, at: 1 }))).toBe(false);
    expect(isSend(Command.parse({ type: "request-handoff", team: "t", reason: "r", summary: {} }))).toBe(false);
  });
});

describe("keys", () => {
  test.each([
    ["12345", true],
    ["1234", false],
    ["1".repeat(20), true],
    ["1".repeat(21), false],
    ["lid-12345", true],
    ["lid-1234", false],
    [`lid-${"1".repeat(20)}`, true],
    [`lid-${"1".repeat(21)}`, false],
    ["5511.990000001", false],
    ["*", false],
  ])("contact key %s: %s", (key, valid) => {
    expect(ContactKey.safeParse(key).success).toBe(valid);
  });

  test.each([
    ["a", true],
    ["main-2", true],
    ["a".repeat(32), true],
    ["a".repeat(33), false],
    ["-a", false],
    ["Main", false],
    ["a.b", false],
    ["a*", false],
    ["", false],
  ])("channel id %s: %s", (id, valid) => {
    expect(ChannelId.safeParse(id).success).toBe(valid);
  });
});

describe("a channel's settings", () => {
  const least = { instanceId: "i", instanceToken: "t", clientToken: "c", webhookSecret: "s".repeat(16) };
  test("have careful defaults", () => {
    expect(Channel.parse(least)).toMatchObject({ id: "main", paceMs: 1000, paceBurst: 3, window: 16 });
  });
  test.each([
    ["webhookSecret", "s".repeat(16), "s".repeat(15)],
    ["previousWebhookSecret", "s".repeat(16), "s".repeat(15)],
    ["paceMs", 60_000, 60_001],
    ["paceMs", 0, -1],
    ["paceBurst", 100, 101],
    ["paceBurst", 1, 0],
    ["window", 1024, 1025],
    ["window", 1, 0],
    ["callbackWaitMs", 60_000, 60_001],
    ["unknownGiveUpMs", 600_000, 600_001],
    ["unknownGiveUpMs", 100, 99],
  ])("%s: %s is accepted, %s is not", (key, within, beyond) => {
    expect(Channel.safeParse({ ...least, [key]: within }).success).toBe(true);
    expect(Channel.safeParse({ ...least, [key]: beyond }).success).toBe(false);
  });
});

test("what a voice note says is as long as a message may be, and so is what a lookup brings", () => {
  const envelope = { id: "e", channel: "main", contact: "5511990000001", at: 1, receivedAt: 1 };
  const answer = (length: number) => ({
    ...{ type: "lookup-answered", ...envelope, requestId: "r", result: "found" },
    values: { text: "x".repeat(length) },
  });
  for (const [length, fits] of [
    [TEXT_LENGTH_MAX, true],
    [TEXT_LENGTH_MAX + 1, false],
  ] as const) {
    expect(TranscriptionValues.safeParse({ text: "x".repeat(length) }).success).toBe(fits);
    expect(LookupAnswered.safeParse(answer(length)).success).toBe(fits);
  }
  expect(TranscriptionValues.safeParse({ text: "" }).success).toBe(false);
});
