import type { Flow } from "../src/index.ts";

/** The smallest flow with one of everything. */
export const flow: Flow = {
  name: "small",
  version: "small-1",
  start: "hello",
  menu: "fruit",
  handoff: "person",
  team: "desk",
  urgentTeam: "urgent",
  invalidMax: 3,
  words: {
    stop: ["parar"],
    optIn: ["voltar"],
    menu: ["menu"],
    back: ["voltar"],
    human: ["atendente"],
    greetings: ["oi"],
    thanks: ["obrigado"],
    humanPhrases: ["falar com alguém"],
    redFlags: ["quero morrer"],
  },
  texts: {
    invalid: "Não entendi.",
    tooManyInvalid: "Vou chamar alguém.",
    nudge: "Estou aqui.",
    closing: "Até logo.",
    stopped: "Tudo bem.",
    emergency: "Ligue 188.",
    parked: "Um momento.",
    call: "Escreva, por favor.",
    thanks: "Por nada.",
    kinds: { audio: "Não ouço." },
    otherKind: "Não abro.",
  },
  states: {
    hello: { say: "Olá.", next: "fruit" },
    fruit: {
      ask: "Qual fruta?",
      show: { as: "numbers" },
      options: [
        { id: "f-apple", label: "Maçã", also: ["maçã verde"], set: { fruit: "maçã" }, goto: "note" },
        { id: "f-pear", label: "Pêra", goto: "note" },
        { id: "f-green", label: "Verde", goto: "lost" },
      ],
    },
    note: { ask: "Algo mais sobre {fruit}?", capture: { into: "note", as: "free-text" }, next: "done" },
    done: { say: "Pronto.", end: true },
    lost: { next: "gone" },
    person: { say: "Chamei.", handoff: { team: "desk", reason: "asked" } },
  },
};
