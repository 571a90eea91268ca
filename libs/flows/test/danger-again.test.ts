import type { Command } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * A danger that was asked about and denied is heard again wherever it is told of once more: whom to call is said, the team is called
 * urgently, and nothing of it becomes a value.
 */

const urgent = (commands: readonly Command[]) =>
  commands.filter((one) => one.type === "request-handoff" && one.priority === "urgent").length;

/** Where the conversation may stand, and what led there. */
const WHERE: Readonly<Record<string, readonly string[]>> = {
  name: ["oi"],
  menu: ["oi", "Ana Lima"],
  "for whom": BOOKING,
  service: [...BOOKING, "[whom-self]"],
  place: [...BOOKING, "[whom-self]", "terapia individual"],
  insurance: [...BOOKING, "[whom-self]", "terapia individual", "presencial"],
  days: [...BOOKING, "[whom-self]", "terapia individual", "presencial", "particular"],
  summary: SUMMARY,
  guess: ["oi queria psicologo"],
};
const DENIED = ["se eu sumisse ninguém ia notar", "[danger-past]"];

describe("after a no, a danger is heard wherever the conversation stands", () => {
  test.each(
    Object.entries(WHERE).flatMap(([where, lines]) =>
      ["não aguento mais viver", "penso em morrer quase toda noite", "queria dormir e não acordar mais"].map(
        (text) => [where, text, lines] as const,
      ),
    ),
  )("%s: %s", (_, text, lines) => {
    const chat = after(...lines, ...DENIED);
    const { step, values } = chat;
    const said = chat.say(text);
    expect(urgent(said.commands)).toBe(1);
    expect(chat.texts).toMatch(/\*188\*/);
    expect(chat.texts).not.toMatch(/Que bom|Pronto|Anotei/);
    expect(chat.step).toBe(step);
    expect(chat.values).toEqual(values);
  });
});

describe("of any kind and in any language", () => {
  test.each([
    ["meu marido me bateu de novo ontem", /\*190\*/],
    ["tenho medo que ele me mate", /\*190\*/],
    ["ando me cortando de novo", /\*188\*|\*192\*/],
    ["ouço vozes mandando eu me jogar", /\*192\*/],
  ])("%s", (text, number) => {
    const chat = after(...SUMMARY, ...DENIED);
    expect(urgent(chat.say(text).commands)).toBe(1);
    expect(chat.texts).toMatch(number);
  });

  test.each([
    [["hola", "Ana Lima"], "si yo desapareciera nadie lo notaría", "pienso en morirme todas las noches"],
    [["hola", "Ana Lima"], "si yo desapareciera nadie lo notaría", "ya no aguanto vivir así"],
    [["hello", "Ana Lima"], "if I disappeared nobody would notice", "I can't go on living like this"],
    [["hello", "Ana Lima"], "if I disappeared nobody would notice", "I keep thinking about dying"],
  ])("%s, %s, %s", (before, first, again) => {
    const chat = after(...before, first, "[danger-past]");
    expect(urgent(chat.say(again).commands)).toBe(1);
    expect(chat.texts).toMatch(/\*188\*/);
  });
});

test("no answer comes twice, and who goes on is taken at their word", () => {
  const chat = after(...SUMMARY, ...DENIED);
  const answers = [
    "não aguento mais viver",
    "penso em morrer toda noite",
    "queria não acordar mais",
    "quero sumir",
  ].map((text) => {
    const { rule } = chat.say(text);
    return { rule, texts: chat.texts };
  });
  expect(new Set(answers.map(({ texts }) => texts)).size).toBe(answers.length);
  expect(answers.map(({ rule }) => rule)).toEqual(["concern:heard", "red-flag", "red-flag", "red-flag"]);
});

test("behind a request that was sent it is heard as well", () => {
  const chat = after(...SUMMARY, ...DENIED, "sim");
  expect(chat.say("não aguento mais viver").rule).toBe("concern:heard");
  expect(chat.texts).toMatch(/\*188\*/);
  expect(after(...SUMMARY, "sim", "penso em morrer quase toda noite").step).toBe("concern");
});

test("what else the message answers is kept", () => {
  const chat = after(...WHERE.insurance!, ...DENIED, "particular. não aguento mais viver");
  expect(chat.values.insurance).toBe("private");
  expect(chat.step).toBe("days");
});

describe("what follows a denied danger and is none is read as ever", () => {
  test.each([
    ["for whom", "pra mim", { for_whom: "self" }],
    ["insurance", "unimed", { insurance: "unimed" }],
    ["place", "por vídeo", { modality: "video" }],
    ["days", "terça à noite, morro de sono de manhã", { preference: expect.stringContaining("terça à noite") }],
  ])("%s: %s", (where, text, values) => {
    const chat = after(...WHERE[where]!, ...DENIED);
    const { commands } = chat.say(text);
    expect(urgent(commands)).toBe(0);
    expect(chat.values).toMatchObject(values);
  });
});

describe("asked whether it is now", () => {
  const ASKED = ["oi", "Ana Lima", "se eu sumisse ninguém ia notar"];

  test.each([
    "nao é agora. mas penso nisso quase toda noite",
    "não, mas às vezes eu penso sim",
    "agora não, só que volta toda noite",
    "hoje não, mas semana passada foi por pouco",
    "no, pero lo pienso todas las noches",
    "not right now but it comes back every night",
  ])("%s is no clear no", (text) => {
    const chat = after(...ASKED);
    const { commands } = chat.say(text);
    expect(urgent(commands)).toBe(1);
    expect(chat.texts).toMatch(/\*188\*/);
    expect(chat.values.preference).toBeUndefined();
    const note = commands.find((one) => one.type === "request-handoff");
    expect(note).toMatchObject({ summary: { danger: "self_harm" } });
  });

  test.each([
    "não é agora",
    "agora não",
    "não, mas obrigada por perguntar",
    "não, mas estou bem",
    "no, pero gracias",
    "no es ahora",
    "not right now",
    "no, but thank you",
  ])("%s is one", (text) => {
    const chat = after(...ASKED);
    expect(urgent(chat.say(text).commands)).toBe(0);
    expect(chat.step).toBe("main-menu");
  });

  test.each(["não, mas quero marcar uma consulta", "no, but I want to book an appointment"])("%s goes on", (text) => {
    const chat = after(...ASKED);
    expect(urgent(chat.say(text).commands)).toBe(0);
    expect(chat.values.topic).toBe("booking");
  });
});

describe("while help is needed", () => {
  const OVERDOSE = ["minha filha de 14 anos tomou uma cartela inteira de remédio"];
  const note = (text: string, ...before: readonly string[]) => {
    const chat = after(...OVERDOSE, ...before);
    const { commands } = chat.say(text);
    return { chat, summary: commands.find((one) => one.type === "request-handoff")?.summary ?? {} };
  };

  test("a remedy that was taken is no prescription that is wanted", () =>
    expect(after(...OVERDOSE).values.document).toBeUndefined());

  test.each(["liguei no samu eles tao vindo", "ela ta acordada mas mto sonolenta, to sozinha aqui", "eles tao vindo"])(
    "%s tells of the same danger",
    (text) => expect(note(text).summary).toMatchObject({ danger: "overdose" }),
  );

  test.each([
    ["liguei no samu eles tao vindo", /a caminho/],
    ["o samu chegou, to indo com ela pro hospital", /chegou até/],
    ["ela ta acordada mas mto sonolenta", /\*192\*.*[Nn]ão deixe a pessoa sozinha/s],
  ])("%s is answered", (text, answer) => expect(note(text).chat.texts).toMatch(answer));

  test.each(["ainda não liguei pro samu", "não chamei a ambulância ainda"])("%s is no call that was made", (text) =>
    expect(note(text).chat.texts).not.toMatch(/a caminho/),
  );

  test.each([
    "rua das acácias 40 apto 12, vila mariana",
    "estamos na avenida brasil 1200",
    "cep 04101-300",
    "calle mayor 33",
    "we're at 12 Baker Street",
  ])("%s is where help goes, and the team gets it", (text) => {
    const { chat, summary } = note(text);
    expect(summary).toMatchObject({ danger: "overdose", whereabouts: text });
    expect(chat.texts).toMatch(/endereço|address/);
  });

  test.each(["ela tem 14 anos", "não sei o que fazer", "tomou faz 20 minutos"])("%s is no place", (text) =>
    expect(note(text).summary.whereabouts).toBeUndefined(),
  );
});

describe("who is near is told to be called only where they are no danger", () => {
  const NEAR = /preciso de você aqui|te necesito aquí|need you here/;
  test.each([
    [["oi", "meu marido está me batendo agora"], "ele tá na sala"],
    [["oi", "meu marido está me batendo agora"], "não tô sozinha, ele está aqui comigo"],
    [["oi", "vou me matar agora"], "meu marido tá na sala com a faca"],
    [["oi", "vou me matar agora"], "ele está aqui comigo e vai me matar"],
    [["oi", "minha filha tomou todos os remédios agora"], "ela tá na sala"],
    [["hola", "mi marido me está pegando ahora"], "está aquí conmigo"],
    [["hi", "my husband is beating me right now"], "he's in the kitchen"],
  ])("%s: %s", (before, text) => expect(after(...before, text).texts).not.toMatch(NEAR));

  test("and is where somebody else is at home", () =>
    expect(after("oi", "vou me matar agora", "minha mãe tá na sala").texts).toMatch(NEAR));

  test.each(["tô com ele aqui", "ele está comigo"])("who hits is no company: %s", (text) =>
    expect(after("oi", "meu marido está me batendo agora", text).texts).not.toMatch(/Que bom/),
  );

  test("a knife in the next room is a danger of its own", () =>
    expect(after("oi", "vou me matar agora", "meu marido tá na sala com a faca").texts).toMatch(/\*180\*/));
});
