import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

/* What the reader only leans to, or reads at the second look, in words that nobody wrote for it. */
const WHOM = BOOKING;
const PLACE = [...BOOKING, "[whom-self]", "psiquiatria"];

describe("an option that the reader only leans to", () => {
  test("is asked back, and a yes takes it", () => {
    const chat = after(...WHOM, "lá de casa");
    expect(chat.last.rule).toBe("for-whom:asked-back");
    expect(chat.say("sim").rule).toBe("for-whom:whom-child");
  });

  test("a no asks the question again, and the same is not asked back twice", () => {
    const chat = after(...WHOM, "lá de casa");
    expect(chat.say("não").rule).toBe("did-you-mean:no");
    expect(chat.step).toBe("for-whom");
    expect(chat.say("lá de casa").rule).not.toMatch(/:asked-back$/);
  });

  test("whoever says something else instead is heard", () => {
    const chat = after(...WHOM, "lá de casa");
    chat.say("pra mim mesma");
    expect(chat.values.for_whom).toBe("self");
  });

  test("a sound is no option", () => expect(after(...WHOM, "hmpf").last.rule).not.toMatch(/:asked-back$/));

  test.each([
    ["presensiau", PLACE, "modality", "in-person"],
    ["eu levo ele", PLACE, "modality", "in-person"],
    ["o que tiver mais rápido", PLACE, "modality", "either"],
  ])("of a place, %s is taken", (text, before, value, kept) => expect(after(...before, text).values[value]).toBe(kept));
});

describe("by the way", () => {
  test.each(["quero trocar uma ideia com psicólogo, como faz aí?", "terça, tanto faz a hora", "pode ser qualquer dia"])(
    "%s says nothing of where",
    (text) => expect(after(...BOOKING, text).values.modality).toBeUndefined(),
  );
  test("a place that is named is kept", () =>
    expect(after(...BOOKING, "é pra mim, por vídeo").values.modality).toBe("video"));
  test.each(["mãe", "Mum, she is 66", "minha mãe"])("%s, asked for whom, is no mother of a child", (text) =>
    expect(after(...BOOKING, text).values.relation).toBeUndefined(),
  );
});

test.each([
  ["para mi muchachito", "child"],
  ["pa mi gordito", "child"],
  ["para mi", "self"],
  ["pa mi mismo", "self"],
  ["para mí, por mi ansiedad", "self"],
  ["it's me who'll be coming", "self"],
  ["it's me who will need it", "self"],
])("%s: for %s", (text, whom) => expect(after(...BOOKING, text).values.for_whom).toBe(whom));

describe("names", () => {
  test.each([
    ["yolanda del carmen paz para servirle", "Yolanda del Carmen Paz"],
    ["Rui Teles, às suas ordens", "Rui Teles"],
    ["my name is Grace Mensah they call me auntie grace", "Grace Mensah"],
    ["paz es mi apellido, Yolanda Paz", "Yolanda Paz"],
    ["quabena oh it is not writing it well it is K W A B E N A Owusu", "Kwabena Owusu"],
    ["yeiquel pero se escribe con jota Jeykel Paz como yo", "Jeykel Paz"],
    ["Sthefany Brandão, é S-T-H-E, o pai que inventou", "Sthefany Brandão"],
  ])("%s", (text, name) => expect(after("oi", text).values.name).toBe(name));

  test.each(["é sobre os meus meninos", "tipo"])("%s is none", (text) =>
    expect(after("oi", text).values.name).toBeUndefined(),
  );
});

describe("a wish beside what is asked", () => {
  test.each([
    "I am LATE for today",
    "vou chegar atrasada hoje",
    "voy a llegar tarde, hay mucho tráfico",
    "we're running 10 minutes late",
  ])("%s: the team hears of it", (text) => expect(after("oi", text).last.visited).toContain("running-late"));

  test.each([
    "dei o nome do meu filho em março pra fila da fono, queria saber como está",
    "em que pé está a lista de espera?",
    "dejé mi nombre hace un mes en la lista",
  ])("%s is about the list, on which they are", (text) =>
    expect(after("oi", text).last.facts.understanding!.reading!.acts[0]!.act).toBe("request:list_news"),
  );

  test.each(["vocês usam nome social?", "do you use my preferred name, not the legal one?"])(
    "%s is a question for the team, and no wish about data",
    (text) => expect(after("oi", text).last.visited).not.toContain("privacy-request"),
  );
});

describe("treatment that somebody has already", () => {
  test.each([
    "Meus filhos já têm psicóloga na escola. Quero orientação de pais",
    "Mi hijo ya va con una psicóloga. Busco orientación para padres",
  ])("%s is not what is wanted", (text) => expect(after(text).values.service).toBe("parents"));
});

test.each(["All is correct. You may send.", "está tudo certo, pode mandar", "everything looks right, go ahead"])(
  "%s sends it",
  (text) =>
    expect(after(...PLACE, "por vídeo", "particular", "terça à tarde", text).step).toBe("appointment-requested"),
);
