import type { Flow } from "@acolhe/conversation";
import type { Language } from "@acolhe/events";
import { cardOf, startTalk, type Talk, type Told } from "@acolhe/flows";
import { START } from "../play.ts";
import { optionFor } from "../tap.ts";

const STEPS_MAX = 25;
const GREETING: Readonly<Record<Language, string>> = {
  pt: "Oi, bom dia, tudo bem por aí?",
  es: "Hola, buenos días, ¿cómo están ustedes?",
  en: "Hello, good morning to you all",
};
/** What is written where there is nothing to tap. */
const WORDS: Readonly<Record<string, string>> = {
  name: "Ysa Ribeiro",
  patient_name: "Beto Ribeiro",
  birth_date: "12/03/2018",
  preference: "12/12",
};
const SELF = { for_whom: "self", service: "individual", modality: "clinic", insurance: "private" } as const;
const CHILD = { for_whom: "child", relation: "mother", service: "speech", modality: "clinic" } as const;
const OF_A_CHILD: ReadonlySet<string> = new Set(["patient_name", "birth_date", "relation"]);
/** What is tapped in the menu, by the word its id holds. */
const WISHES: Readonly<Record<string, string>> = { appointment: "appointment", anything_else: "address" };

const RECORDS = {
  patients: [{ name: "Ana Ribeiro", birth_date: "1985-04-02" }],
  appointments: [{ patient: "Ana Ribeiro", at: "2026-12-03T14:00:00-03:00", service: "individual" }],
};

export interface Reached {
  readonly talk: Talk;
  readonly last: Told;
}

/** A fresh conversation that stands at a question, brought there by taps; null where the flow never asks it. */
export function reach(flow: Flow, lang: Language, question: string): Reached | null {
  const patient = question === "appointment" ? cardOf(RECORDS, flow, START) : undefined;
  const talk = startTalk(flow, { start: START, patient });
  if (question === "start") return { talk, last: talk.do({ reset: true }) };
  let last = talk.do({ say: GREETING[lang] });
  for (let steps = 0; steps < STEPS_MAX; steps++) {
    const { asks, mode } = last.report;
    const isThere = question === "waiting" ? mode !== "bot" : asks === question;
    if (isThere) return last.report.lang === lang ? { talk, last } : null;
    if (mode !== "bot") return null;
    last = talk.do(answerTo(last, question));
  }
  return null;
}

function answerTo({ report }: Told, question: string): { tap: string } | { say: string } {
  const { asks, replies } = report;
  const words = asks === null ? undefined : WORDS[asks];
  if (words !== undefined) return { say: words };
  const options = replies.at(-1)?.options ?? [];
  const wish = WISHES[question] ?? "book";
  const wished = asks === "menu" ? options.find(({ id }) => id.includes(wish)) : undefined;
  const option = wished ?? optionFor(options, asks, OF_A_CHILD.has(question) ? CHILD : SELF);
  return option ? { tap: option.id } : { say: "12/03/2018" };
}
