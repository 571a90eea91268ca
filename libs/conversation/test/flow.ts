import type { Facts } from "@acolhe/events";
import { compileFlow, FlowDefinition } from "../src/index.ts";

const pt = (words: string[]) => ({ pt: words });

/** The smallest flow with one of everything. */
const definition = {
  flow: {
    name: "small",
    languages: ["pt", "es", "en"],
    start: "hello",
    menu: "fruit",
    handoff: "person",
    teams: { desk: "all", urgent: "danger" },
    team: "desk",
    urgentTeam: "urgent",
    hours: { timeZone: "America/Sao_Paulo", weekly: { mon: ["08:00-12:00"] } },
    routes: [{ on: { intent: "book_appointment" }, goto: "note" }],
    moved: { "old-fruit": "fruit" },
  },
  words: {
    stop: pt(["parar"]),
    "opt-in": pt(["voltar"]),
    menu: pt(["menu"]),
    back: pt(["voltar"]),
    repeat: pt(["repetir"]),
    human: pt(["atendente"]),
    greetings: pt(["oi"]),
    thanks: pt(["obrigado"]),
    yes: pt(["sim"]),
    no: pt(["não"]),
    "human-phrases": pt(["falar com alguém"]),
    "red-flags": pt(["quero morrer"]),
    "language-pt": pt(["português"]),
    "language-es": pt(["espanhol"]),
    "language-en": pt(["inglês"]),
    green: pt(["maçã verde"]),
  },
  messages: {
    pt: {
      "engine.invalid": "Não entendi.",
      "engine.too-many-invalid": "Vou chamar alguém.",
      "engine.nudge": "Estou aqui.",
      "engine.closing": "Até logo.",
      "engine.stopped": "Tudo bem.",
      "engine.emergency": "Ligue 188.",
      "engine.parked": "Um momento.",
      "engine.call": "Escreva, por favor.",
      "engine.thanks": "Por nada.",
      "engine.late": "Desculpe a demora.",
      "engine.did-you-mean": "Você quer {what}?",
      "engine.language-changed": "Em português.",
      "engine.waiting": "Só um instante.",
      "engine.list-title": "Opções",
      "engine.list-button": "Ver",
      "engine.kinds.audio": "Não ouço.",
      "engine.kinds.other": "Não abro.",
      "intents.book_appointment": "marcar",
      "hello.say": "Olá.",
      "fruit.ask": "Qual fruta?",
      "fruit.apple": "Maçã",
      "fruit.pear": "Pêra",
      "fruit.green": "Verde",
      "note.ask": "Algo mais sobre {fruit}?",
      "done.say": "Pronto.",
      "person.say": "Chamei.",
    },
    en: { "fruit.ask": "Which fruit?", "fruit.pear": "Pear", "engine.language-changed": "In English." },
  },
  catalogue: {},
  states: {
    hello: { say: "hello.say", next: "fruit" },
    fruit: {
      ask: "fruit.ask",
      show: "numbers",
      options: [
        { id: "f-apple", label: "fruit.apple", words: "green", set: { fruit: "maçã" }, goto: "note" },
        { id: "f-pear", label: "fruit.pear", goto: "note" },
        { id: "f-green", label: "fruit.green", goto: "lost" },
      ],
    },
    note: { ask: "note.ask", capture: { into: "note", as: "free-text" }, next: "done" },
    done: { say: "done.say", end: true },
    lost: { next: "gone" },
    person: { say: "person.say", handoff: { team: "desk", reason: "asked" } },
  },
};

type Part = Record<string, unknown>;

/** The small flow, with some of its parts replaced or added. */
export const flowWith = ({ facts, ...changed }: { [part in keyof typeof definition | "facts"]?: Part } = {}) =>
  compileFlow(
    FlowDefinition.parse({
      ...Object.fromEntries(
        Object.entries(definition).map(([part, own]) => [part, { ...own, ...changed[part as "flow"] }]),
      ),
      ...(facts === undefined ? {} : { facts }),
    }),
  );

export const flow = flowWith();

/** Facts of a turn in which text is answered at once. */
export const at = (now: number, more: Partial<Facts> = {}): Facts => ({ now, inputWindowMs: 0, ...more });
