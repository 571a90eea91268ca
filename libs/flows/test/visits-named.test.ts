import type { Command, PatientCard } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";
import { startTrial } from "../src/play/trial.ts";

/** A Tuesday. */
const START = Date.parse("2026-11-24T10:30:00-03:00");
const at = (local: string) => Date.parse(`${local}:00-03:00`);
const visit = (id: string, when: string, service: string, professional: string) => ({
  id,
  at: at(when),
  service,
  professional,
});

/** A grown-up who comes tomorrow. */
const JONAS: PatientCard = {
  name: "Jonas Prado",
  patients: [
    {
      ...{ id: "p1", name: "Jonas Prado", relation: "self" as const },
      appointment: visit("a1", "2026-11-25T17:00", "Psicoterapia individual", "Nádia Reis"),
    },
  ],
};
/** A mother of two, one of whom comes tomorrow and the other on Thursday. */
const LARA: PatientCard = {
  name: "Lara Melo",
  patients: [
    {
      ...{ id: "p2", name: "Caio Melo", relation: "ward" as const },
      appointment: visit("a2", "2026-11-25T09:00", "Fonoaudiologia", "Olívia Cruz"),
    },
    {
      ...{ id: "p3", name: "Nina Melo", relation: "ward" as const },
      appointment: visit("a3", "2026-11-26T10:00", "Psicoterapia infantil", "Téo Lins"),
    },
  ],
};

function told(patient: PatientCard, ...lines: readonly string[]) {
  const trial = startTrial(clinicFlow, START, { patient });
  const all: Command[] = [];
  let last: readonly Command[] = [];
  for (const line of lines) {
    const id = /^\[(.+)\]$/.exec(line)?.[1];
    const content = id === undefined ? ({ kind: "text", text: line } as const) : undefined;
    last = trial.say(content ?? { kind: "button-reply", buttonId: id!, label: id! }).commands;
    all.push(...last);
  }
  const callsIn = (commands: readonly Command[]) =>
    commands.flatMap((command) => (command.type === "request-handoff" ? [command] : []));
  return {
    step: trial.state?.step,
    values: trial.state?.values ?? {},
    calls: callsIn(last).map(({ reason }) => reason),
    summary: callsIn(last).at(-1)?.summary ?? {},
    texts: last.flatMap((command) => ("text" in command ? [command.text] : [])).join("\n"),
  };
}

describe("one is cancelled or moved, and the other stays", () => {
  test.each([
    ["cancela a do Caio por favor, a da Nina fica", "Caio"],
    ["desmarca a da Nina e mantém a do Caio", "Nina"],
    ["a do Caio continua normal, mas preciso desmarcar a da Nina", "Nina"],
    ["cancela la de Nina por favor, la de Caio queda igual", "Nina"],
    ["please cancel Nina's 10am, keep Caio's", "Nina"],
    ["Caio can still come, but I have to cancel Nina's", "Nina"],
    ["preciso cancelar a fono", "Caio"],
    ["quero cancelar a sessão das 10h", "Nina"],
  ])("%s", (text, name) => {
    const { step, values } = told(LARA, text);
    expect(step).toBe("cancel-policy");
    expect(values.appointment_patient).toBe(name);
  });
  test.each([
    ["amanhã não consigo levar o Caio, dá pra passar pra quinta depois da sessão da Nina?", "Caio"],
    ["a da Nina fica, é a do Caio que eu quero passar pra quinta às 11h", "Caio"],
    ["no puedo llevar a Caio mañana, ¿se puede pasar para el jueves después de Nina?", "Caio"],
    ["I can't bring Caio tomorrow, could you move it to Thursday after Nina's session?", "Caio"],
  ])("%s", (text, name) => {
    const { calls, summary } = told(LARA, text);
    expect(calls).toEqual(["reschedule"]);
    expect(summary.appointment_patient).toBe(name);
    expect(String(summary.preference)).toMatch(/quinta|jueves|Thursday/);
  });
  test.each(["quero cancelar uma consulta", "necesito cancelar una cita", "I need to cancel an appointment"])(
    "which of two is asked where none is named: %s",
    (text) => {
      const { step, values } = told(LARA, text);
      expect(["cancel-which", "which-patient"]).toContain(step);
      expect(values.appointment).toBeUndefined();
    },
  );
});

describe("a day on which no visit is known is of another", () => {
  test.each([
    ["no dia 8 eu não vou conseguir ir, mas amanhã eu vou sim", "dia 8"],
    ["preciso desmarcar a do dia 15", "dia 15"],
    ["necesito cancelar la del día 15", "día 15"],
    ["I have to cancel the one on the 15th", "15th"],
  ])("%s", (text, day) => {
    const { step, values } = told(JONAS, text);
    expect(step).toBe("cancel-policy");
    expect(values.appointment).toBeUndefined();
    expect(values.appointment_when).toContain(day);
  });
  test.each([
    "preciso desmarcar a consulta de sexta",
    "necesito cancelar la cita del viernes",
    "cancel my friday session",
  ])("a day of the week that is none of its own is asked about: %s", (text) =>
    expect(told(JONAS, text).step).toBe("cancel-which"),
  );
});

describe("another visit than the one that was taken is said so", () => {
  test.each([
    ["não, é a da Nina", "Nina"],
    ["a do Caio fica, é a da Nina que não dá", "Nina"],
    ["no, la de Nina", "Nina"],
    ["no, I meant Nina's", "Nina"],
  ])("%s", (text, name) => {
    const { step, values } = told(LARA, "quero cancelar a do Caio", text);
    expect(step).toBe("cancel-policy");
    expect(values.appointment_patient).toBe(name);
  });
  test.each([
    "a de amanhã fica, é a do dia 9 que não posso",
    "dia 9! a de amanhã eu vou",
    "la de mañana queda, es la del día 9",
  ])("%s", (text) => {
    const { values } = told(JONAS, "quero cancelar minha consulta", text);
    expect(values.appointment).toBeUndefined();
    expect(values.appointment_when).toContain("9");
  });
  test.each(["sim, a do Caio", "pode cancelar", "não vai dar mesmo amanhã"])("but %s is the same", (text) =>
    expect(told(LARA, "quero cancelar a do Caio", text).values.appointment_patient).toBe("Caio"),
  );
});

describe("what will not work is moved where days are told with it", () => {
  test.each([
    ["Wednesday 5pm isn't going to work. Anything Friday or the week after?", "Friday or the week after"],
    ["I need to move my Wednesday appointment. Friday, or mornings next week", "Friday, or mornings next week"],
    ["amanhã às 17h não vai rolar. Tem sexta ou na semana seguinte?", "sexta ou na semana seguinte"],
  ])("%s", (text, days) => {
    const { calls, summary } = told(JONAS, text);
    expect(calls).toEqual(["reschedule"]);
    expect(summary.preference).toContain(days);
  });
});

describe("who will be there after the beginning is late", () => {
  const NOW: PatientCard = {
    name: "Jonas Prado",
    patients: [
      {
        ...{ id: "p1", name: "Jonas Prado", relation: "self" as const },
        appointment: visit("a4", "2026-11-24T10:40", "Psicoterapia individual", "Nádia Reis"),
      },
    ],
  };
  test.each([
    "desculpa, o ônibus quebrou, chego umas 10:55",
    "perdón, llegamos como a las 10:55",
    "so sorry, I'll be there around 10:55",
  ])("%s", (text) => expect(told(NOW, text).calls).toEqual(["late"]));
  test.each(["estarei aí às 10:30", "I'll be there at 10:35"])("but not %s", (text) =>
    expect(told(NOW, text).calls).not.toContain("late"),
  );
});

describe("a yes or a no before a request is none", () => {
  const ASKED = "que horas é minha consulta?";
  test.each([
    ["não, é que eu queria remarcar pra sexta de manhã", "reschedule"],
    ["no, es que necesito cambiar la cita para el viernes", "reschedule"],
    ["no, actually I need to move it to Friday morning", "reschedule"],
    ["não moça, dá pra vocês me encaixarem ainda hoje?", "question"],
    ["no, ¿pueden atenderme un poco antes mañana?", "question"],
  ])("%s", (text, reason) => expect(told(JONAS, ASKED, text).calls).toContain(reason));
  test.each([
    "não, era só isso mesmo",
    "não, obrigado",
    "no, nada más, gracias",
    "no that's all, thanks",
    "não preciso de mais nada",
  ])("but %s", (text) => {
    const { step, calls } = told(JONAS, ASKED, text);
    expect(step).toBe("goodbye");
    expect(calls).toEqual([]);
  });
});

describe("what is asked beside the cancelling reaches the team", () => {
  test.each([
    "pode cancelar. E a Nádia atende casal também?",
    "cancela nomás. ¿Y puedo volver en enero con ella?",
    "cancel it. Could I get another slot next week, same time?",
  ])("%s", (text) => {
    const { calls } = told(JONAS, "quero cancelar minha consulta", text);
    expect(calls).toContain("cancel");
    expect(calls).toContain("question");
  });
});
