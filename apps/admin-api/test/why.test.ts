import { publish } from "@acolhe/bus";
import { LIVE, writeRows } from "@acolhe/database/projection";
import { type ChannelId, type ContactKey, FLOW_BUCKET, Turn, turnSubject } from "@acolhe/events";
import { clinicFlow, keepFlow } from "@acolhe/flows";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flowWords } from "../src/why/flow-words.ts";
import { ruleSentence } from "../src/why/rule-sentence.ts";
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
      state: { step: "services", mode: "bot", language: "pt", values: { name: "Ana", step: "x" } },
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
    sentence: `Na etapa “main-menu”, o paciente escolheu “${clinicFlow.definition.messages.pt?.["main-menu.options.menu-book"]}”.`,
    question: clinicFlow.definition.messages.pt?.["main-menu.ask"],
    matcher: null,
    heard: ["quero psicóloga"],
    flowVersion: clinicFlow.version,
    before: { step: "ask-name", values: [] },
    after: { step: "services", values: [{ name: "name", label: "Nome", value: "Ana" }] },
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
    expect(flowWords(definition, rule)).toMatchObject({ choice: null, matcher: null });
  });
});

describe("a rule in words", () => {
  test.each([
    ["session-started", "Era o começo de uma conversa, e o bot se apresentou."],
    ["handoff:asked", "O bot chamou a equipe (motivo: asked)."],
    ["days:captured", "Na etapa “days”, o paciente respondeu, e a resposta foi anotada."],
    ["child-birth:1:pattern", "Na etapa “child-birth”, valeu a rota 1, pelas palavras que o paciente usou."],
    ["changed:for_whom+service", "O paciente corrigiu o que tinha dito (for_whom, service), e o bot anotou."],
    ["constructor", "Valeu a regra “constructor” do fluxo."],
    ["x:constructor", "Na etapa “x”, o paciente escolheu “constructor”."],
  ])("%s", (rule, sentence) => expect(ruleSentence(rule)).toBe(sentence));

  test("of several facts at once each has its own", () => {
    expect(ruleSentence("fact:price+fact:unknown").match(/O paciente perguntou/g)).toHaveLength(2);
  });
});
