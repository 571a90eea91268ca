import type { Facts, Reading } from "@acolhe/events";
import { flowWith } from "./flow.ts";

/** What a reader made of a message, as far as a test says. */
export function read(
  acts: Readonly<Record<string, number>>,
  more: { values?: Readonly<Record<string, string>>; danger?: Reading["danger"]; question?: string; any?: number } = {},
): { facts: Partial<Facts> } {
  const reading: Reading = {
    question: more.question ?? "start",
    acts: Object.entries(acts).map(([act, confidence]) => ({ act, confidence })),
    values: Object.entries(more.values ?? {}).map(([slot, value]) => ({ slot, value, confidence: 0.95 })),
    danger: more.danger ?? null,
    ...(more.any === undefined ? {} : { risk: { any: more.any, certain: 0.01 } }),
  };
  const none = { alternatives: [], entities: [], redFlag: { flagged: false, kind: null } };
  return { facts: { understanding: { intent: "unknown", confidence: 0.2, ...none, version: "test", reading } } };
}

const pt = {
  "engine.fact-unknown": "Vou perguntar.",
  "engine.no-hurry": "Sem pressa.",
  "engine.all-right": "Tudo bem.",
  "engine.not-sure": "Não faz mal.",
  "engine.story": "Obrigada por contar.",
  "engine.noted-change": "Mudei.",
  "engine.handed-over": "Anotado.",
  "engine.handed-over-2": "Também.",
  "engine.handed-over-here": "Está com a equipe.",
  "engine.handed-over-long": "Desculpe a demora.",
  "engine.handed-over-urgent": "Com pressa.",
  "engine.handed-over-solved": "Que bom.",
  "engine.handed-over-given-up": "Desculpe.",
  "engine.handed-over-dropped": "Combinado.",
  "engine.emergency-again": "Ajuda a caminho.",
  "engine.danger-heard": "Eu li.",
  "engine.false-alarm": "Que bom.",
  "engine.social.grief": "Sinto muito.",
  "engine.social.anger": "Entendo.",
  "engine.offer-person": "Chamo alguém?",
  "engine.meant-yes": "Sim",
  "engine.meant-no": "Não",
  "engine.which": "É {what} ou {or}?",
  "engine.invalid-again": "Ainda não.",
  "acts.request_book": "marcar",
  "acts.request_book_label": "Marcar",
  "acts.ask_pix_key": "a chave",
  "acts.ask_pix_key_label": "Chave",
  "slots.whom": "para quem",
  "slots.when": "os dias",
  "whom.ask": "Para quem?",
  "whom.again": "É para você?",
  "whom.self": "Para mim",
  "whom.other": "Para outra pessoa",
  "when.ask": "Quando?",
  "when.again": "Em que dias?",
  "sum.ask": "{whom} {when}?",
  "sum.yes": "Pode enviar",
  "sum.no": "Corrigir",
  "sent.say": "Enviei.",
  "hours.say": "Das 8 às 18.",
  "resume.ask": "Continuamos {stopped_at}?",
  "resume.yes": "Sim",
  "resume.no": "Não",
  "concern.ask": "É agora?",
  "concern.now": "É agora",
  "concern.past": "Pode continuar",
  "past.say": "Ainda bem.",
};

/** A small flow that reads messages against its questions: whom, when, and whether it is right. */
export const readerFlow = flowWith({
  flow: {
    name: "reader",
    start: "hello",
    menu: "fruit",
    routes: [
      { on: { act: "request:book" }, goto: "booking" },
      { on: { act: "ask:hours" }, reply: "hours.say" },
      { on: { act: "request:late" }, goto: "late" },
    ],
    slots: { whom: "whom", when: "when" },
    review: "booking",
    resume: "resume",
    concern: "concern",
    unfinished: { when: { is: { topic: "booking" } }, lead: "unfinished" },
  },
  words: { "false-alarm": { pt: ["foi engano"] } },
  messages: { pt: { ...flowWith().definition.messages.pt, ...pt } },
  facts: {
    pix_key: { say: { pt: "A chave é esta." } },
    map: {
      say: { pt: "Aqui no mapa." },
      location: { title: "Clínica", address: "Rua A, 1", latitude: -23.5, longitude: -46.6 },
    },
  },
  states: {
    ...flowWith().definition.states,
    booking: {
      do: [{ set: { topic: "booking" } }],
      next: [{ when: { lacks: "whom" }, goto: "whom" }, { when: { lacks: "when" }, goto: "when" }, { goto: "sum" }],
    },
    whom: {
      ask: "whom.ask",
      again: ["whom.again"],
      asks: "whom",
      options: [
        { id: "w-self", label: "whom.self", means: "self", set: { whom: "self" }, goto: "booking" },
        { id: "w-other", label: "whom.other", means: "other", set: { whom: "other" }, goto: "booking" },
      ],
    },
    when: {
      ask: "when.ask",
      again: ["when.again"],
      asks: "when",
      capture: { into: "when", as: "preference" },
      next: "booking",
    },
    sum: {
      ask: "sum.ask",
      asks: "summary",
      options: [
        { id: "s-yes", label: "sum.yes", means: "yes", goto: "sent" },
        { id: "s-no", label: "sum.no", means: "no", goto: "whom" },
      ],
    },
    sent: { do: [{ lead: "appointment" }], say: "sent.say", handoff: { reason: "appointment" } },
    resume: {
      ask: "resume.ask",
      asks: "resume",
      options: [
        { id: "r-yes", label: "resume.yes", means: "yes", goto: "resumed" },
        { id: "r-no", label: "resume.no", means: "no", do: [{ forget: "session" }], goto: "fruit" },
      ],
    },
    resumed: { return: true },
    concern: {
      ask: "concern.ask",
      asks: "danger",
      urgent: true,
      options: [
        { id: "c-now", label: "concern.now", means: "yes", goto: "now" },
        { id: "c-past", label: "concern.past", means: "no", goto: "past" },
      ],
      routes: [{ on: { danger: ["possible", "certain"] }, goto: "now" }],
    },
    late: { do: [{ call: { reason: "late" } }], say: "sent.say", end: true },
    now: { emergency: true },
    past: { say: "past.say", return: true },
  },
});
