import type { Command, PatientCard } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";
import { startTrial } from "../src/play/trial.ts";

/** A Tuesday. */
const START = Date.parse("2026-11-24T10:30:00-03:00");
const at = (local: string) => Date.parse(`${local}:00-03:00`);

/** A grown-up who comes on Thursday. */
const IRIS: PatientCard = {
  name: "Íris Prates",
  patients: [
    {
      ...{ id: "p1", name: "Íris Prates", relation: "self" as const },
      appointment: {
        id: "a1",
        at: at("2026-11-26T16:00"),
        service: "Psicoterapia individual",
        professional: "Dra. Nádia",
      },
    },
  ],
};
/** A mother of two who come one after the other tomorrow. */
const BRUNA: PatientCard = {
  name: "Bruna Sá",
  patients: [
    {
      ...{ id: "p2", name: "Caio Sá", relation: "ward" as const },
      appointment: { id: "a2", at: at("2026-11-25T09:00"), service: "Fonoaudiologia", professional: "Fga. Olívia" },
    },
    {
      ...{ id: "p3", name: "Nina Sá", relation: "ward" as const },
      appointment: { id: "a3", at: at("2026-11-25T10:00"), service: "Psicoterapia infantil", professional: "Dr. Téo" },
    },
  ],
};

/** What the team is told and the patient reads after the last of these lines; `[id]` is tapped. */
function told(patient: PatientCard, ...lines: readonly string[]) {
  const trial = startTrial(clinicFlow, START, { patient });
  let commands: readonly Command[] = [];
  for (const line of lines) {
    const id = /^\[(.+)\]$/.exec(line)?.[1];
    const content = id === undefined ? ({ kind: "text", text: line } as const) : undefined;
    commands = trial.say(content ?? { kind: "button-reply", buttonId: id!, label: id! }).commands;
  }
  const calls = commands.filter((command) => command.type === "request-handoff");
  return {
    step: trial.state?.step,
    calls: calls.map(({ reason }) => reason),
    summary: calls.at(-1)?.summary ?? {},
    leads: commands.flatMap((command) => (command.type === "capture-lead" ? [command.kind] : [])),
    texts: commands.flatMap((command) => ("text" in command ? [command.text] : [])).join("\n"),
  };
}

describe("what is not to be cancelled is not cancelled", () => {
  const ASKED = "preciso desmarcar a minha consulta";
  test.each([
    "não quero desmarcar não, só perguntei",
    "não é pra cancelar",
    "calma, eu não pedi pra cancelar nada",
    "no quiero anular la cita",
    "no hace falta cancelar",
    "I don't want to cancel it",
    "i didn't ask to cancel",
    "mantém a minha consulta por favor",
  ])("%s", (text) => {
    const { calls, texts } = told(IRIS, ASKED, text);
    expect(calls).not.toContain("cancel");
    expect(texts).toMatch(/continua marcada|sigue en pie|appointment stands|fica como está/);
  });
  test.each(["cancela mesmo", "não vou poder, pode cancelar", "pode desmarcar", "yes, cancel it", "sí, cancélala"])(
    "but %s",
    (text) => expect(told(IRIS, ASKED, text).calls).toContain("cancel"),
  );
  test.each([
    ["não quero cancelar, quero remarcar", "move-days"],
    ["no quiero cancelarla, quiero reprogramarla", "move-days"],
    ["I don't want to cancel, I want to reschedule", "move-days"],
    ["não é cancelar, é uma pausa até março", "pause-treatment"],
  ])("%s wishes for something else", (text, step) => expect(told(IRIS, ASKED, text).step).toBe(step));
  test("behind a cancelling that the team was told of it is told again", () =>
    expect(told(IRIS, ASKED, "[policy-cancel]", "pera, não quero cancelar não!").calls).toEqual(["keep"]));
});

describe("who cannot come is believed, and the team hears it at once", () => {
  test.each([
    "quinta não dá pra mim :(",
    "gente, quinta não vou conseguir",
    "minha sessão de quinta eu não vou poder ir",
    "el jueves no puedo ir, me enfermé",
    "no voy a poder el jueves",
    "can't make it on thursday, sorry",
    "I won't be able to come to my session",
  ])("%s", (text) => {
    const { calls, summary } = told(IRIS, text);
    expect(calls).toEqual(["absent"]);
    expect(summary.appointment_name).toBe("Psicoterapia individual");
  });
  test.each([
    "não consigo abrir o link da sessão",
    "não posso falar agora, minha consulta é quinta",
    "no puedo entrar a la sesión por zoom",
    "I can't find the address for thursday",
    "sexta não dá pra mim, mas quinta tá ótimo",
  ])("but %s", (text) => expect(told(IRIS, text).calls).not.toContain("absent"));
  test.each([
    ["a Nina não vai poder amanhã, só o Caio", "Nina"],
    ["amanhã o Caio não vai conseguir ir", "Caio"],
    ["mañana Nina no puede ir", "Nina"],
    ["Caio can't make it tomorrow", "Caio"],
  ])("%s is of one child", (text, name) => {
    const { calls, summary } = told(BRUNA, text);
    expect(calls).toEqual(["absent"]);
    expect(summary.appointment_patient).toBe(name);
  });
  test("of a notice of 24 hours only who gives less hears", () => {
    expect(told(IRIS, "quinta não dá pra mim").texts).not.toMatch(/cobrad/);
    expect(told(BRUNA, "amanhã o Caio não vai conseguir ir").texts).toMatch(/cobrad/);
  });
});

describe("late is late", () => {
  test.each([
    "vamos nos atrasar uns 15 minutos pra consulta",
    "oi, vou chegar 20 min atrasada",
    "vamos a llegar media hora tarde a la cita",
    "llegamos un poco tarde, salgo ahora del trabajo",
    "we're going to be 10 minutes late",
    "running late for my session, there at 4:15",
  ])("%s", (text) => {
    const { calls, leads } = told(IRIS, text);
    expect(calls).toEqual(["late"]);
    expect(leads).not.toContain("confirmation");
  });
  test.each(["vou sim, sem atraso", "confirmo, estarei aí quinta", "I'll be there, not late"])("but %s", (text) =>
    expect(told(IRIS, text).calls).not.toContain("late"),
  );
});

describe("a paper that is offered is none that is wished for", () => {
  test.each([
    "tenho atestado médico se precisar",
    "posso mandar o atestado",
    "tengo certificado médico",
    "I have a doctor's note",
  ])("%s", (text) => expect(told(IRIS, "quinta não dá pra mim, tô doente", text).calls).not.toContain("document"));
  test.each(["preciso de um atestado", "pode me mandar uma declaração?"])("but %s", (text) =>
    expect(told(IRIS, text).texts + told(IRIS, text).calls).toMatch(/documento|document|Certo|pedido/),
  );
});

describe("days that are told with the wish to move are not asked for", () => {
  test.each([
    ["quero passar minha sessão de quinta pra segunda de manhã", "segunda de manhã"],
    ["dá pra remarcar a de quinta pra sexta ou sábado, depois das 10h?", "sexta ou sábado, depois das 10h"],
    ["quinta não posso, pode ser na sexta à tarde?", "na sexta à tarde"],
    ["¿puedo cambiar mi cita del jueves al lunes por la tarde?", "lunes por la tarde"],
    ["I need to reschedule thursday's session to friday morning", "friday morning"],
  ])("%s", (text, days) => {
    const { calls, summary } = told(IRIS, text);
    expect(calls).toEqual(["reschedule"]);
    expect(summary.preference).toBe(days);
  });
  test.each([
    "quero remarcar minha sessão de quinta",
    "preciso mudar a consulta de quinta às 16h",
    "necesito reprogramar mi cita del jueves",
    "can I reschedule my thursday session?",
  ])("but %s tells only which it is", (text) => expect(told(IRIS, text).step).toBe("move-days"));
});

describe("what the records know of a visit is answered from them", () => {
  test.each([
    "com quem é a minha consulta?",
    "minha sessão de quinta tá de pé?",
    "a sessão com a Nádia continua?",
    "que horas é minha consulta mesmo?",
    "é às 4 ou às 5 a minha sessão?",
    "¿mi cita del jueves sigue en pie?",
    "¿con quién es mi cita?",
    "is my session on thursday still on?",
    "who is my appointment with?",
  ])("%s", (text) => {
    const { texts, calls } = told(IRIS, text);
    expect(texts).toContain("26");
    expect(texts).toContain("Nádia");
    expect(calls).toEqual([]);
  });
  test.each([
    "a psicóloga atende criança?",
    "vocês aceitam Unimed?",
    "quanto custa a sessão?",
    "posso levar minha mãe?",
  ])("but %s is another question", (text) => expect(told(IRIS, text).texts).not.toContain("Nádia"));
  test("of two children the one who is named", () =>
    expect(told(BRUNA, "a Nina amanhã é com quem?").texts).toMatch(/Téo.*Nina/));
});

describe("the visit that there is, by video instead", () => {
  test.each([
    "dá pra minha sessão de quinta ser por vídeo?",
    "podemos passar a consulta de quinta pra online?",
    "¿la sesión del jueves puede ser por videollamada?",
    "can we do thursday's session over zoom? my appointment i mean",
  ])("%s", (text) => expect(told(IRIS, text).calls).toEqual(["other-place"]));
  test.each(["vocês atendem online?", "a terapia de casal pode ser por vídeo?", "do you do video sessions?"])(
    "but %s is asked of the house",
    (text) => expect(told(IRIS, text).calls).not.toContain("other-place"),
  );
});

test("a booking for one child is for that one, though another's visit was spoken of before", () => {
  const { texts } = told(BRUNA, "que horas é a do Caio amanhã?", "quero marcar fono pra Nina");
  expect(texts).not.toContain("Caio");
});

test("of a visit that was spoken of before nothing goes with a booking for another", () => {
  const { summary } = told(
    BRUNA,
    "que horas é a do Caio amanhã?",
    "quero marcar psiquiatra pra mim",
    "falar com atendente",
  );
  expect(summary.appointment_when).toBeUndefined();
});

describe("what cannot be done is not always to come", () => {
  test.each([
    "Caio não pode comer glúten",
    "a Nina não pode tomar dipirona",
    "Caio no puede tomar leche",
    "Nina can't eat gluten",
    "meu marido não pode ir comigo na consulta do Caio",
  ])("%s", (text) => expect(told(BRUNA, text)).toMatchObject({ calls: [] }));

  test.each(["a Nina não vai poder ir", "Nina can't make it", "Nina no puede ir"])("but: %s", (text) =>
    expect(told(BRUNA, text).calls).toEqual(["absent"]),
  );
});
