import { publish } from "@acolhe/bus";
import { dangerTexts, labelTexts, reasonTexts } from "@acolhe/conversation";
import { LIVE, writeRows } from "@acolhe/database/projection";
import { type ChannelId, type ContactKey, FLOW_BUCKET, Turn, turnSubject } from "@acolhe/events";
import { clinicFlow, keepFlow } from "@acolhe/flows";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DONE as HISTORY_DONE, FIELDS as HISTORY_FIELDS } from "../src/history-sentences.ts";
import { WARNINGS } from "../src/schemas/one-conversation.ts";
import { SAID_ROWS } from "../src/sentences/said.ts";
import { flowTalk } from "../src/why/flow-talk.ts";
import { flowWords } from "../src/why/flow-words.ts";
import { AT, BY, ENGINE, ruleSentence } from "../src/why/rule-sentence.ts";
import { type Desk, openDesk } from "./desk.ts";

const CONTACT = "5511900000001";
const ref = { channel: "main" as ChannelId, contact: CONTACT as ContactKey };
const at = Date.UTC(2026, 11, 1, 13, 30);

/** A decision as a worker records one. */
const turn = (more: object) =>
  Turn.parse({
    ...{ version: 1, ...ref, lane: "reply", outcome: "advanced", coveredSeq: 1, previousTurnSeq: 0, predecessorSeq: 0 },
    event: { id: "said-1", type: "message-received", seq: 1, partition: 0, at, receivedAt: at },
    ...{ rule: "session-started", versions: { engine: "14", flow: "v7" }, facts: { now: at } },
    state: { step: "ask-name", mode: "bot", language: "pt", values: {} },
    ...{ lanes: { reply: 0, proactive: 0, bulk: 0 }, commands: [] },
    ...more,
  });

let desk: Desk;
let first: number;
let second: number;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
  const { bus } = desk.api.broker;
  const store = async (one: Turn) => (await publish(bus!, turnSubject(ref, one.lane), one)).seq;
  await keepFlow(await bus!.kvm.open(FLOW_BUCKET), clinicFlow);
  first = await store(turn({}));
  const understanding = {
    ...{ intent: "book", confidence: 0.91, alternatives: [], version: "nlu-3", language: "pt" },
    entities: [{ type: "service", value: "psicologia", text: "psicóloga" }],
    redFlag: { flagged: false, kind: null },
    reading: {
      question: "menu",
      acts: [{ act: "request:book", confidence: 0.9 }],
      values: [{ slot: "service", value: "psicologia", confidence: 0.8 }],
      danger: { tier: "possible", kind: "self_harm", words: "não aguento mais" },
    },
  };
  const hours = { open: false, reason: "holiday", local: "2026-12-25T10:00", opens: null };
  second = await store(
    turn({
      rule: "main-menu:menu-book",
      versions: { engine: "14", flow: clinicFlow.version },
      previousTurnSeq: first,
      facts: { now: at + 1000, understanding, hours, model: true },
      state: { step: "services", mode: "bot", language: "pt", values: { name: "Ana", service: "speech", step: "x" } },
      commands: [{ type: "request-handoff", team: "urgent", reason: "possible-danger", summary: {} }],
    }),
  );
  const said = { channel: "main", contactKey: CONTACT, id: "said-1", author: "patient", kind: "text", inboundSeq: 1 };
  const none = { media: null, details: null, messageId: null, editedAt: null, revokedAt: null };
  const row = {
    ...said,
    ...none,
    at: new Date(at).toISOString(),
    text: "quero psicóloga",
    turnSeq: null,
    commandIndex: null,
  };
  await writeRows({ db: desk.api.db, schema: LIVE }, "messages", [row]);
});
afterAll(() => desk[Symbol.asyncDispose]());

const why = (turnSeq: number, contact = CONTACT) =>
  desk.call("GET", `/api/v1/conversations/main/${contact}/turns/${turnSeq}/why`, { as: "attendant" });

test("a decision is explained by what was recorded with it: rule, words, states, facts and what was understood", async () => {
  const { status, body } = await why(second);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    turnSeq: second,
    rule: "main-menu:menu-book",
    sentence: `Na pergunta “o menu”, o paciente escolheu “${clinicFlow.definition.messages.pt?.["main-menu.options.menu-book"]}”.`,
    question: clinicFlow.definition.messages.pt?.["main-menu.ask"],
    matcher: null,
    heard: ["quero psicóloga"],
    flowVersion: clinicFlow.version,
    before: { step: "ask-name", values: [] },
    after: {
      step: "services",
      values: [
        { name: "name", label: "Nome", value: "Ana" },
        { name: "service", label: "Quer", value: "Fonoaudiologia" },
      ],
    },
    facts: [
      { label: "Horário da clínica", value: "fechada (feriado) às 10:00 de 2026-12-25" },
      { label: "Um modelo externo podia ser consultado", value: "sim" },
    ],
    understanding: {
      intent: "book",
      confidence: 0.91,
      question: "menu",
      acts: [{ act: "request:book", confidence: 0.9 }],
      found: [{ type: "service", value: "psicologia", text: "psicóloga" }],
      danger: { certain: false, label: "suicídio ou autoagressão", words: "não aguento mais" },
    },
    calls: [{ team: "urgent", reason: "possible-danger", label: "escreveu algo que pode ser um perigo" }],
  });
  expect((await why(first)).body).toMatchObject({ before: null, understanding: null, facts: [] });
  const audit = await desk.call("GET", `/api/v1/audit?action=read&entityId=main:${CONTACT}`);
  expect(audit.body.items).toHaveLength(2);
});

test("a decision is told in the reader's language, values as people call them", async () => {
  const path = `/api/v1/conversations/main/${CONTACT}/turns/${second}/why`;
  const { body } = await desk.call("GET", path, { as: "attendant", headers: { "accept-language": "en" } });
  expect(body).toMatchObject({
    sentence: expect.stringMatching(/^At the question “the menu”, the patient chose “/),
    before: { stepText: "your name" },
    after: {
      values: [
        { label: "Name", value: "Ana" },
        { label: "Wants", value: "Speech therapy" },
      ],
    },
    understanding: { label: "book an appointment", danger: { label: "suicide or self-harm" } },
    calls: [{ label: "wrote something that may be a danger" }],
  });
});

test("how a conversation stands is told in words: what is asked, what is wanted", async () => {
  const state = {
    turnCount: 1,
    mode: "bot",
    language: "pt",
    optedOut: false,
    lastMessageAt: new Date(at).toISOString(),
  };
  const collected = JSON.stringify({ service: "speech", insurance: "unimed" });
  const row = { channel: "main", contactKey: CONTACT, firstTurnSeq: first, turnSeq: second, step: "days", collected };
  const insert = (more: object) => desk.api.db.insertInto("read.conversations").values({ ...row, ...state, ...more });
  await insert({ flowVersion: clinicFlow.version }).execute();
  await insert({ contactKey: "5511900000009", firstTurnSeq: first + 1, flowVersion: "gone" }).execute();
  const read = (contact: string) => desk.call("GET", `/api/v1/conversations/main/${contact}`, { as: "attendant" });
  expect((await read(CONTACT)).body).toMatchObject({
    step: "days",
    stepText: "os dias e horários",
    values: [
      { label: "Quer", value: "Fonoaudiologia" },
      { label: "Convênio", value: "Unimed" },
    ],
  });
  expect((await read("5511900000009")).body).toMatchObject({ stepText: null, values: [{ value: "speech" }, {}] });
});

test("another conversation's decision is answered like one that never was", async () => {
  const never = await why(9_999);
  expect(never).toMatchObject({ status: 404, body: { code: "not-found" } });
  const { requestId: _one, ...said } = never.body;
  expect((await why(second, "5511900000002")).body).toMatchObject(said);
});

describe("the flow's words behind a rule", () => {
  const { definition } = clinicFlow;

  test("of a route are what it looks for", () => {
    const [state, { routes = [] }] = Object.entries(definition.states).find(([, { routes: some }]) => some)!;
    const [name] = Object.keys(routes[0]!.on);
    expect(flowWords(definition, `${state}:1:${name}`).matcher).toContain(`${name}: `);
    expect(flowWords(definition, "flow:1:act").matcher).toMatch(/^\w+: \w/);
  });

  test.each(["nobody:knows", "constructor:x", "main-menu:9999:act", "main-menu", ""])("of %j are none", (rule) => {
    expect(flowWords(definition, rule)).toMatchObject({ matcher: null });
  });
});

describe("a rule in words", () => {
  test.each([
    ["session-started", "Era o começo de uma conversa, e o robô se apresentou."],
    ["handoff:asked", "O robô chamou a equipe: pediu para falar com uma pessoa."],
    ["handed-over:noted", "A equipe já foi chamada; o robô avisou que passou a mensagem adiante."],
    ["days:captured", "Na pergunta “os dias e horários”, o paciente respondeu, e a resposta foi anotada."],
    ["child-birth:1:pattern", "Na pergunta “a idade”, o robô seguiu pelas palavras que o paciente usou."],
    ["changed:for_whom+service", "O paciente corrigiu o que tinha dito (para quem é, quer), e o robô anotou."],
    ["fact:parking", "O paciente quis saber sobre estacionamento, e o robô respondeu com o que a clínica informou."],
    [
      "modality:fact:unknown",
      "O paciente perguntou algo para o qual o robô não tem resposta, e a pergunta foi para a equipe.",
    ],
    ["did-you-mean:request:book", "O robô não tinha certeza se o paciente queria marcar um atendimento, e perguntou."],
    [
      "resumed:days:captured",
      "O paciente continuou de onde tinha parado. Na pergunta “os dias e horários”, o paciente respondeu, e a resposta foi anotada.",
    ],
    ["constructor", "Valeu uma regra do fluxo da clínica."],
    ["x:constructor", "Neste ponto da conversa, o paciente escolheu uma das opções."],
  ])("%s", (rule, sentence) => expect(ruleSentence(rule, flowTalk(clinicFlow, "pt"))).toBe(sentence));

  test("holds no name that only the flow has, of whatever state and route", () => {
    const { states, flow } = clinicFlow.definition;
    const rules = Object.entries(states).flatMap(([name, { routes = [], options = [] }]) => [
      ...["captured", "invalid", "kind"].map((what) => `${name}:${what}`),
      ...routes.map((_, index) => `${name}:${index + 1}:act`),
      ...options.map(({ id }) => `${name}:${id}`),
    ]);
    const all = [...rules, ...flow.routes.map((_, index) => `flow:${index + 1}:words`)];
    const told = all.map((rule) => ruleSentence(rule, flowTalk(clinicFlow, "pt")));
    const names = Object.keys(states).filter((name) => name.includes("-"));
    expect(
      told.filter((sentence) => names.some((name) => sentence.includes(name)) || /[{}]|rota/.test(sentence)),
    ).toEqual([]);
    expect(ruleSentence("days:captured", flowTalk(null, "pt"))).toMatch(/^Neste ponto da conversa, /);
  });

  test("is said in each reader's language, as is everything else the desk is told", () => {
    const sentences = [
      ...[ENGINE, AT, BY, HISTORY_DONE, HISTORY_FIELDS, WARNINGS].flatMap((texts) => Object.values(texts)),
      ...[...reasonTexts(), ...dangerTexts(), ...labelTexts()],
    ];
    expect(sentences.filter((sentence) => !Object.hasOwn(SAID_ROWS, sentence))).toEqual([]);
    const fills = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [pt, { es, en }] of Object.entries(SAID_ROWS))
      expect([fills(es), fills(en)], pt).toEqual([fills(pt), fills(pt)]);
  });

  test("of several facts at once each has its own", () => {
    expect(ruleSentence("fact:price+fact:unknown", flowTalk(clinicFlow, "pt")).match(/O paciente /g)).toHaveLength(2);
  });
});
