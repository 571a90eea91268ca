import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * What people say in other words than a reader was taught: a yes, a name, for whom it is. Each table holds siblings, and what
 * only looks like them: what is mended is the kind.
 */
const SERVICE = [...BOOKING, "[whom-self]"];
const INSURANCE = [...SERVICE, "psiquiatria", "presencial"];
const DAYS = [...INSURANCE, "particular"];
const FOR_TWO = [...BOOKING, "eu e minha irmã, as duas", "fonoaudiologia"];
const CHILD = [...BOOKING, "[whom-child]", "Davi Souza Lima"];
const NONSENSE = ["blorp zindra", "xrtz qwpo"];

describe("a yes by saying that it is what was wished for", () => {
  test.each(["é o que eu quero mesmo", "isso que eu preciso", "that's what I wanted"])("%s sends it", (text) =>
    expect(after(...SUMMARY, text).step).toBe("appointment-requested"),
  );

  test.each(["é o que eu quero memo", "eso es lo que busco", "that's what I want"])("%s names no plan", (text) =>
    expect(after(...INSURANCE, text).values.insurance).toBeUndefined(),
  );

  test.each(["não é o que eu quero", "é o que eu queria saber", "that's not what I want"])("%s sends nothing", (text) =>
    expect(after(...SUMMARY, text).step).not.toBe("appointment-requested"),
  );
});

describe("where somebody is known from", () => {
  test.each([
    ["Valdirene da secretaria", "Valdirene"],
    ["Cleide da recepção", "Cleide"],
    ["Iolanda do armarinho", "Iolanda"],
    ["Neide da padaria da esquina", "Neide"],
    ["Maria da silva", "Maria da Silva"],
    ["Ana da Rocha", "Ana da Rocha"],
  ])("%s is called %s", (text, name) => expect(after("oi", text).values.name).toBe(name));

  test.each(["quero falar com a secretaria", "me passa pra moça da recepção"])("%s asks for a person", (text) =>
    expect(after("oi", text).last.commands).toContainEqual(expect.objectContaining({ type: "request-handoff" })),
  );
});

test.each(["Natal", "Páscoa", "Aleluia"])("%s is read back as a name", (name) =>
  expect(after("oi", name)).toMatchObject({ step: "confirm-name", values: { name } }),
);

describe("a yes to what was guessed, and more of it", () => {
  const GUESSED = ["oi, minha filha de 9 anos precisa de fono"];

  test.each([
    "isso, pra ela. chama Beatriz",
    "sim! é urgente viu",
    "isso mesmo, ela troca o r pelo l",
    "exato, pela Amil",
  ])("%s", (text) => expect(after(...GUESSED, text).step).toBe("ask-name"));

  test.each(["isso não", "não, é pra mim", "isso é psicóloga?"])("%s is none", (text) =>
    expect(after(...GUESSED, text).step).not.toBe("ask-name"),
  );
});

describe("a name that many have, said first, with something else behind it", () => {
  test.each([
    "Marina, queria saber se vcs atendem sábado",
    "Carlos, quanto custa a fono?",
    "Ana, ¿trabajan los sábados?",
  ])("%s is not read back", (text) => expect(after("oi", text).values.name_unsure).toBeUndefined());

  test.each(["queria falar com a Marina, pode ser?", "é a Marina que atende aí?"])(
    "%s is no name of the writer",
    (text) => expect(after("oi", text).values.name).toBeUndefined(),
  );
});

describe("one who stands for two", () => {
  test.each([
    "O cadastro pode ser meu, Ana Lima",
    "se precisar de um nome é o meu",
    "coloca no meu nome",
    "put it under my name",
    "anota a mí",
  ])("%s", (text) => {
    const { values } = after(...FOR_TWO, text);
    expect(values.for_whom).toBe("self");
    expect(values.patient_name).toBeUndefined();
  });

  test("names of two stay as they were said", () =>
    expect(after(...FOR_TWO, "Ana Lima e meu marido João").values.patient_name).toBe("Ana Lima e meu marido João"));

  test.each(["sim", "é só isso?", "no"])("%s is nobody's name", (text) =>
    expect(after(...FOR_TWO, text).values.patient_name).toBeUndefined(),
  );

  test("a couple is asked for no names", () =>
    expect(after("oi, quero terapia de casal", "sim", "Ana Lima", "eu e meu marido").step).toBe("modality"));
});

describe("what the booking can do without", () => {
  const LET_GO = /isso fica para depois/;

  test.each([
    ["an age", [...CHILD, ...NONSENSE], "guardian"],
    ["a place", [...SERVICE, "psiquiatria", ...NONSENSE], "insurance"],
    ["days", [...DAYS, ...NONSENSE], "summary"],
    ["names of two", [...FOR_TWO, "sim", "sim"], "modality"],
  ])("%s that is not understood twice is let go, and the booking goes on", (_what, told, next) => {
    const { step, last } = after(...told);
    expect(step).toBe(next);
    expect(JSON.stringify(last.commands)).toMatch(LET_GO);
  });

  test("the third is not let go: a person is offered", () => {
    const told = [...CHILD, ...NONSENSE, "sou a mãe", "fonoaudiologia", ...NONSENSE, "particular", ...NONSENSE];
    expect(after(...told).step).toBe("days");
    expect(JSON.stringify(after(...told, "wzk blat").last.commands)).toMatch(/Quer que uma pessoa da equipe/);
  });
});

test("one of two who is spoken of leaves it for both", () => {
  const told = [
    "oi, quero marcar terapia de casal",
    "Minha esposa finalmente topou, então quero marcar antes que ela desista",
  ];
  expect(after(...told).values).toMatchObject({ service: "couple", for_whom: "several" });
});

describe("one of the writer's children by their place among them", () => {
  test.each(["meu mais velho, o de 15", "pra minha mais nova", "o do meio, tem 9 anos", "my youngest", "la del medio"])(
    "%s",
    (text) => expect(after(...BOOKING, text).values.for_whom).toBe("child"),
  );

  test.each(["minha irmã mais velha", "meu irmão do meio", "my oldest brother"])("%s is another's", (text) =>
    expect(after(...BOOKING, text).values.for_whom).not.toBe("self"),
  );
});

test.each(["aquela que conversa com a gente", "um que ouça o que a gente tem"])("%s speaks of no couple", (text) =>
  expect(after(...SERVICE, text).values.service).not.toBe("couple"),
);

describe("by whom somebody would rather be seen", () => {
  test.each([
    ["Quero ver um psicólogo, homem de preferência", "homem"],
    ["quero ser atendido por mulher se possível", "mulher"],
    ["mejor un hombre si es posible", "homem"],
  ])("%s: %s", (text, professional) => expect(after(...SERVICE, text).values.professional).toBe(professional));

  test.each(["Tem homem aí ou só moça?", "¿hay mujeres o solo hombres?", "tem psicóloga mulher ou só homem?"])(
    "%s wishes for neither",
    (text) => expect(after(...INSURANCE, text).values.professional).toBeUndefined(),
  );
});

describe("at the kind question", () => {
  test.each(["não vou conseguir ir hoje às 17h", "no voy a poder ir hoy", "preciso desmarcar minha consulta"])(
    "%s is gone on with, the team looks, and whom to call is said",
    (text) => {
      const chat = after("tô doido pra sumir", text);
      expect(chat.step).toBe("cancel-when");
      expect(chat.texts).toContain("192");
      expect(chat.last.commands).toContainEqual(expect.objectContaining({ team: "urgent", priority: "urgent" }));
    },
  );
});

test.each(["faltar hoje por doença", "vou ter que faltar amanhã", "preciso faltar na sessão"])(
  "%s is a visit that cannot be come to",
  (text) => expect(after(text).step).toBe("cancel-when"),
);

describe("what only looks like a danger", () => {
  test.each([
    ["li tudinho, bateu", SUMMARY],
    ["os dados bateram certinho", SUMMARY],
    ["manda o nome, minha vizinha caiu num golpe", SUMMARY],
    ["meu menino tá doido pra aprender a ler", []],
  ])("%s is asked about nothing", (text, before) => expect(after(...before, text).step).not.toBe("concern"));

  test.each(["li a mensagem e ele me bateu", "tô louca pra sumir", "levei um golpe na cabeça", "doido pra me matar"])(
    "%s is",
    (text) => expect(["concern", "emergency"]).toContain(after(text).step ?? "emergency"),
  );
});

test("for whom it is in so many words, where a name is asked for, is not told to be no name", () => {
  for (const text of ["É pro meu menino, ele troca o R pelo L", "pra minha avó, ela esquece de tudo"]) {
    const chat = after("oi", text);
    expect(chat.step).toBe("reflect");
    expect(chat.values.for_whom).toBeDefined();
  }
});

test("a guess that was refused is not made again", () => {
  const chat = after("oi", "Rita", "dá falta cobrada?", "não");
  const { texts } = chat.say("dá falta cobrada?") && chat;
  expect(texts).not.toMatch(/você quer/i);
});
