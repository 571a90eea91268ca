import { SendCommand } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import type { SendOptions } from "../src/index.ts";
import { readExchange } from "./fixtures.ts";
import { CLIENT_TOKEN, startGateway } from "./gateway.ts";

const common = { to: "5511990000001", author: "bot", repeatable: false, validUntil: 4_000_000_000_000 };
const accepted = readExchange("send-text").response.body;

interface Case {
  readonly fixture: string;
  readonly command: Record<string, unknown>;
  readonly options?: SendOptions;
  /** Optional keys of the recorded request that we leave out. */
  readonly without?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    fixture: "send-text",
    command: { type: "send-text", text: "Olá *Ana*, sua consulta é amanhã às 15h." },
    options: { delayMessage: 3, delayTyping: 2 },
  },
  { fixture: "send-text-minimal", command: { type: "send-text", text: "Olá" } },
  {
    fixture: "send-text-reply",
    command: { type: "send-text", text: "Sim, atendemos.", quotes: "AC00000000000000000000000000BB01" },
  },
  {
    fixture: "send-text-to-lid",
    command: { type: "send-text", to: "126104500000003@lid", text: "Olá! Recebemos sua mensagem." },
  },
  {
    fixture: "send-image-url",
    command: { type: "send-image", url: "https://clinica.example/preparo.png", caption: "Preparo do exame" },
    without: ["viewOnce"],
  },
  {
    fixture: "send-document-pdf",
    command: {
      type: "send-document",
      url: "https://clinica.example/preparo.pdf",
      extension: "pdf",
      fileName: "Preparo do exame",
      caption: "Leia antes da consulta",
    },
  },
  { fixture: "send-audio-async", command: { type: "send-audio", url: "https://clinica.example/recado.mp3" } },
  {
    fixture: "send-video",
    command: { type: "send-video", url: "https://clinica.example/tour.mp4", caption: "Conheça a clínica" },
  },
  {
    fixture: "send-location",
    command: {
      type: "send-location",
      title: "Clínica Exemplo",
      address: "Rua Exemplo, 100 - Centro, São Paulo - SP, 01000-000",
      latitude: -23.5489,
      longitude: -46.6388,
    },
  },
  {
    fixture: "send-contact",
    command: { type: "send-contact", name: "Recepção", phone: "5511990000000" },
    without: ["contactBusinessDescription"],
  },
  {
    fixture: "send-link",
    command: {
      type: "send-link",
      text: "Confirme pelo link:",
      url: "https://clinica.example/c/abc",
      title: "Confirmar consulta",
      description: "Clínica Exemplo",
      image: "https://clinica.example/logo.png",
    },
    without: ["linkType"],
  },
  {
    fixture: "send-button-list",
    command: {
      type: "send-buttons",
      text: "Confirma sua consulta?",
      buttons: [
        { id: "confirm_yes", label: "Confirmar" },
        { id: "confirm_no", label: "Remarcar" },
      ],
    },
  },
  {
    fixture: "send-option-list",
    command: {
      type: "send-list",
      text: "Escolha a especialidade",
      title: "Especialidades",
      buttonLabel: "Ver opções",
      rows: [
        { id: "spec_gp", title: "Clínico geral", description: "Seg a Sex" },
        { id: "spec_derma", title: "Dermatologia", description: "Ter e Qui" },
      ],
    },
  },
  {
    fixture: "send-reaction",
    command: { type: "send-reaction", messageId: "AC00000000000000000000000000BB01", emoji: "👍" },
  },
  {
    fixture: "send-remove-reaction",
    command: { type: "send-reaction", messageId: "AC00000000000000000000000000BB01", emoji: "" },
  },
];

describe("a command reaches the gateway as the recorded request", () => {
  test.each(CASES)("$fixture", async ({ fixture, command, options, without = [] }) => {
    const { request, response } = readExchange(fixture);
    await using gateway = await startGateway(() => ({ body: response.body }));
    const result = await gateway.client.send(SendCommand.parse({ ...common, ...command }), options);

    const recorded = { ...request.body };
    for (const key of without) delete recorded[key];
    const sent = gateway.requests[0];
    expect(sent?.body).toEqual(recorded);
    expect(sent?.method).toBe(request.method);
    expect(sent?.path).toBe(request.path.replace("/instances/{instanceId}/token/{token}", ""));
    expect(sent?.headers).toMatchObject({ "client-token": CLIENT_TOKEN, "content-type": "application/json" });
    expect(result).toEqual({ zaapId: "019D4400000000000000000000068DA6", messageId: "3EB0A1000200A1000200A1" });
  });

  test("every kind of command has a case", () => {
    const types = SendCommand.options.map((option) => option.shape.type.value);
    expect([...new Set(CASES.map(({ command }) => command.type))].sort()).toEqual([...types].sort());
  });
});

describe("delays", () => {
  const sentWith = async (command: Record<string, unknown>, options: SendOptions) => {
    await using gateway = await startGateway(() => ({ body: accepted }));
    await gateway.client.send(SendCommand.parse({ ...common, ...command }), options);
    return gateway.requests[0]?.body;
  };
  test.each([
    [0, undefined],
    [1, 1],
    [15, 15],
    [16, 15],
  ])("%s seconds of typing go out as %s", async (delayTyping, expected) => {
    expect(await sentWith({ type: "send-text", text: "Oi" }, { delayTyping })).toEqual({
      phone: "5511990000001",
      message: "Oi",
      ...(expected === undefined ? {} : { delayTyping: expected }),
    });
  });
  test("an image does not type", async () => {
    expect(await sentWith({ type: "send-image", url: "https://x.example/a.png" }, { delayTyping: 3 })).toEqual({
      phone: "5511990000001",
      image: "https://x.example/a.png",
    });
  });
});

test("calls reuse connections", async () => {
  await using gateway = await startGateway(() => ({ body: accepted }));
  const command = SendCommand.parse({ ...common, type: "send-text", text: "Oi" });
  for (let i = 0; i < 10; i++) await gateway.client.send(command);
  // The next call may start a moment before the former's connection is free again.
  expect(new Set(gateway.requests.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
});
