import { contentHash, SendCommand, TEXT_LENGTH_MAX } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { delayTypingSeconds, normalise, parseWebhook, spokenText, textFallback } from "../src/index.ts";
import { RECEIVED_AT, readFixture } from "./fixtures.ts";

const common = { to: "5511990000001", author: "bot", repeatable: true, validUntil: 4_000_000_000_000 };
const url = "https://clinica.example/a";
const media = (key: string, caption?: string) => ({
  [key]: { [`${key}Url`]: url, mimeType: "x/y", caption: caption ?? "" },
});
const buttons = [
  { id: "1", label: "Sim" },
  { id: "2", label: "Não" },
];
const rows = [
  { id: "a", title: "Manhã", description: "8h às 12h" },
  { id: "b", title: "Tarde" },
];

/** What the gateway says when a message of ours comes back, by command. */
const ECHOES: ReadonlyArray<readonly [Record<string, unknown>, Record<string, unknown>]> = [
  [{ type: "send-text", text: "Olá\n\nAna" }, { text: { message: "Olá Ana" } }],
  [{ type: "send-image", url, caption: "Mapa" }, media("image", "Mapa")],
  [{ type: "send-image", url }, media("image")],
  [{ type: "send-document", url, extension: "pdf", caption: "Leia" }, media("document", "Leia")],
  [{ type: "send-audio", url }, media("audio")],
  [{ type: "send-video", url, caption: "Veja" }, media("video", "Veja")],
  [
    { type: "send-location", title: "Clínica", address: "Rua 1", latitude: 1, longitude: 2 },
    { location: { latitude: 1, longitude: 2, name: "Clínica", address: "Rua 1" } },
  ],
  [
    { type: "send-contact", name: "Recepção", phone: "5511990000000" },
    { contact: { displayName: "Recepção", phones: ["5511990000000"] } },
  ],
  [
    { type: "send-link", text: "Confirme:", url, title: "Consulta", description: "", image: "" },
    { text: { message: `Confirme: ${url}`, title: "Consulta", url } },
  ],
  [{ type: "send-buttons", text: "Confirma?", buttons }, { buttonsMessage: { message: "Confirma?", buttons: [] } }],
  // No echo of a list is recorded: whatever key holds it, its words are found.
  [
    { type: "send-list", text: "Qual turno?", title: "Turnos", buttonLabel: "Ver", rows },
    { listMessage: { title: "Turnos", description: "Qual turno?", buttonText: "Ver" } },
  ],
  [
    { type: "send-reaction", messageId: "AC1", emoji: "👍" },
    { reaction: { value: "👍", referencedMessage: { messageId: "AC1" } } },
  ],
];

describe("our own words are recognised when they come back", () => {
  const { text: _, ...envelope } = readFixture("received-text-from-me-api");
  test.each(ECHOES)("%j", (command, content) => {
    const [said] = normalise(parseWebhook({ ...envelope, ...content }), { receivedAt: RECEIVED_AT });
    expect(said).toMatchObject({
      target: "receipt",
      draft: { kind: "echoed", contentHash: contentHash(spokenText(SendCommand.parse({ ...common, ...command }))) },
    });
  });
  test("every kind of command has an echo here", () => {
    const types = SendCommand.options.map((option) => option.shape.type.value);
    expect([...new Set(ECHOES.map(([command]) => command.type))].sort()).toEqual([...types].sort());
  });
});

describe("a choice as text", () => {
  const fallbackOf = (command: Record<string, unknown>) => {
    const parsed = SendCommand.parse({ ...common, ...command });
    if (parsed.type !== "send-buttons" && parsed.type !== "send-list") throw new Error("no choice");
    return SendCommand.parse(textFallback(parsed)) as Extract<SendCommand, { type: "send-text" }>;
  };
  test("buttons are numbered", () => {
    expect(fallbackOf({ type: "send-buttons", text: "Confirma?", buttons })).toEqual({
      ...common,
      type: "send-text",
      text: "Confirma?\n\n*1* - Sim\n*2* - Não",
    });
  });
  test("rows are numbered and described", () => {
    const { text } = fallbackOf({ type: "send-list", text: "Turno?", title: "T", buttonLabel: "Ver", rows });
    expect(text).toBe("Turno?\n\n*1* - Manhã (8h às 12h)\n*2* - Tarde");
  });
  test("a prompt of any allowed length keeps every choice within one bubble", () => {
    for (const length of [TEXT_LENGTH_MAX, TEXT_LENGTH_MAX - 20, TEXT_LENGTH_MAX - 19, TEXT_LENGTH_MAX - 18]) {
      const { text } = fallbackOf({ type: "send-buttons", text: "x".repeat(length), buttons });
      expect(text.length).toBeLessThanOrEqual(TEXT_LENGTH_MAX);
      expect(text).toMatch(/\*1\* - Sim\n\*2\* - Não$/);
    }
  });
  test("long descriptions give way before choices do", () => {
    const long = rows.map((row) => ({ ...row, description: "y".repeat(TEXT_LENGTH_MAX) }));
    const { text } = fallbackOf({ type: "send-list", text: "Turno?", title: "T", buttonLabel: "Ver", rows: long });
    expect(text).toBe("Turno?\n\n*1* - Manhã\n*2* - Tarde");
  });
});

test.each([
  [0, 0],
  [19, 0],
  [20, 1],
  [60, 1],
  [61, 2],
  [240, 4],
  [241, 5],
  [TEXT_LENGTH_MAX, 5],
])("%s characters are typed for %s seconds", (length, seconds) => {
  expect(delayTypingSeconds(length)).toBe(seconds);
});
