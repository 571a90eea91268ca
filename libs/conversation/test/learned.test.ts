import { LogEvent, type PatientCard, type Understanding } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { type ConversationState, transition, wordsToUnderstand } from "../src/index.ts";
import { appointmentTime } from "../src/words/appointment-time.ts";
import { at, flowWith } from "./flow.ts";
import { talk } from "./talk.ts";

const NOW = Date.UTC(2026, 0, 5, 12);
const HOUR_MS = 3_600_000;
const fruits = { apple: { name: { pt: "Maçã" }, words: { pt: ["maçãzinha"] } }, pear: { name: { pt: "Pêra" } } };
const flow = flowWith({
  flow: {
    keep: ["fruit"],
    notice: { fruit: "fruits", day: { pattern: ".*\\b(segunda|terça)\\b.*" } },
    routes: [{ on: { intent: "complaint", into: "complaint" }, goto: "note" }],
  },
  catalogue: { fruits },
  messages: { pt: { "engine.emergency": "{kind, select, violence {Ligue 190.} other {Ligue 188.}}" } },
});

const understood = (more: Partial<Understanding>): Understanding => ({
  ...{ intent: "unknown", confidence: 1, alternatives: [], entities: [], version: "test" },
  redFlag: { flagged: false, kind: null },
  ...more,
});

let count = 0;
function say(
  state: ConversationState | null,
  text: string,
  { now = NOW, ...facts }: { now?: number; understanding?: Understanding; patient?: PatientCard } = {},
) {
  const event = LogEvent.parse({
    ...{ type: "message-received", id: `e${count++}`, channel: "main", contact: "5511999990000", at: now },
    ...{ receivedAt: now, messageId: "m", address: "5511999990000", content: { kind: "text", text } },
  });
  return transition(state, { event, facts: at(now, facts), flow });
}

describe("what is known before anything was asked", () => {
  test("the one thing of the catalogue that the first words name, and the words themselves", () => {
    expect(say(null, "queria uma maçãzinha").state.values).toEqual({
      fruit: "apple",
      first_words: "queria uma maçãzinha",
    });
  });

  test.each(["maçã ou pêra?", "não quero pêra", "banana"])("%s names none", (text) =>
    expect(say(null, text).state.values).toEqual({ first_words: text }),
  );

  test("what a pattern finds in the whole of the first words", () => {
    expect(say(null, "uma pêra, na terça, pode?").state.values).toMatchObject({ fruit: "pear", day: "terça" });
    expect(say(null, "uma pêra").state.values).not.toHaveProperty("day");
  });

  test("what a sentence names besides the option it chooses; a bare option names nothing else", () => {
    const offering = flowWith({
      flow: { notice: { day: { pattern: ".*(segunda).*" } } },
      words: { green: { pt: ["marcar", "segunda feira"] } },
    });
    const chat = talk(offering);
    chat.say("oi");
    expect(chat.say("quero marcar na segunda")).toMatchObject({
      rule: "fruit:f-apple",
      state: { values: { day: "segunda" } },
    });
    const other = talk(offering);
    other.say("oi");
    expect(other.say("segunda feira").state.values).toEqual({ fruit: "maçã" });
  });

  test("a greeting is kept as nothing", () => expect(say(null, "oi").state.values).toEqual({}));

  test("a name from the records, and the patient where there is only one", () => {
    const ana = { id: "p1", name: "Ana Lima", relation: "self" as const };
    const alone: PatientCard = { name: "Ana Lima", patients: [ana] };
    expect(say(null, "oi", { patient: alone }).state.values).toEqual({
      ...{ name: "Ana Lima", patient: "p1", patient_name: "Ana Lima" },
    });
    const several = { ...alone, patients: [ana, { ...ana, id: "p2", name: "Bia Lima", relation: "ward" as const }] };
    expect(say(null, "oi", { patient: several }).state.values).toEqual({ name: "Ana Lima" });
  });

  test("of an earlier session only what the flow keeps", () => {
    const { state } = say(null, "queria uma pêra");
    const later = say(state, "oi", { now: NOW + HOUR_MS });
    expect(later.rule).toBe("session-started");
    expect(later.state.values).toEqual({ fruit: "pear" });
  });
});

test("a route of the flow keeps what was said where it says so, and notices what it names", () => {
  const { state } = say(null, "oi");
  const complaint = say(state, "a pêra estava podre", { understanding: understood({ intent: "complaint" }) });
  expect(complaint.state.values).toMatchObject({
    ...{ complaint: "a pêra estava podre", first_words: "a pêra estava podre", fruit: "pear" },
  });
});

test.each([
  ["violence", "Ligue 190."],
  ["self_harm", "Ligue 188."],
  [null, "Ligue 188."],
])("the emergency text fits the danger: %s", (kind, text) => {
  const redFlag = { flagged: true, kind };
  const { commands } = say(null, "socorro", { understanding: understood({ redFlag }) });
  expect(commands[0]).toMatchObject({ type: "send-text", author: "system", text });
});

test("what was tapped is not given to a classifier: they are our own words", () => {
  const message = (content: object) =>
    LogEvent.parse({
      ...{ type: "message-received", id: "e", channel: "main", contact: "5511999990000", at: NOW, receivedAt: NOW },
      ...{ messageId: "m", address: "5511999990000", content },
    });
  expect(wordsToUnderstand(null, message({ kind: "button-reply", buttonId: "f-pear", label: "Pêra" }))).toBe("");
  expect(wordsToUnderstand(null, message({ kind: "text", text: "Pêra" }))).toBe("Pêra");
});

test.each([
  ["pt", "qui 08/01, 15:00"],
  ["es", "jue 08/01, 15:00"],
  ["en", "Thu 8 Jan, 15:00"],
] as const)("an appointment's time in %s, by the clinic's clock", (language, text) =>
  expect(appointmentTime(Date.UTC(2026, 0, 8, 18), "America/Sao_Paulo", language)).toBe(text),
);

test("what is an option outright is no cry for a person, whatever the classifier says", () => {
  const { state } = say(null, "oi");
  const understanding = understood({ intent: "talk_to_human" });
  expect(say(state, "maçã verde", { understanding }).rule).toBe("fruit:f-apple");
  expect(say(state, "alguém", { understanding }).rule).toBe("handoff:asked");
});
