import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

const CHILD = [...BOOKING, "[whom-child]", "Noa Teles", "07/07/2019", "[guardian-mother]", "fono", "presencial"];
const CHILD_SUMMARY = [...CHILD, "particular", "terça à tarde"];

describe("where all is read back, what is put right in passing", () => {
  test.each([
    "espera, conferi a certidão aqui: a data é 17/07/2019, errei",
    "na verdade nasceu em 17/07/2019",
    "perdón, la fecha correcta es 17/07/2019",
  ])("%s: the birth date", (text) =>
    expect(after(...CHILD_SUMMARY, text)).toMatchObject({ step: "summary", values: { birth_date: "2019-07-17" } }),
  );

  test("a date of this month is none of birth", () =>
    expect(after(...CHILD_SUMMARY, "corrige, melhor dia 20/11/2026").values.birth_date).toBe("2019-07-07"));
});

describe("what is asked beside the yes", () => {
  test.each(["pode mandar. vocês ligam antes?", "sim, e quem vai ligar para mim?"])(
    "%s: it is sent, and the team is asked",
    (text) => {
      const { last } = after(...SUMMARY, text);
      const calls = last.commands.flatMap((one) => (one.type === "request-handoff" ? [one.reason] : []));
      expect(calls).toContain("appointment");
      expect(calls).toContain("question");
    },
  );
});

test("sou eu, a mãe says who writes, and not who comes", () =>
  expect(after(...BOOKING, "sou eu, a mãe").values.for_whom).toBeUndefined());

test("a psychologist for a small child is the therapy for children", () =>
  expect(after("quero marcar psicóloga pra minha filha de 6 anos").values.service).toBe("child"));

test.each(["I want to ask one thing first", "queria fazer uma pergunta"])(
  "%s is no question yet, and nothing is passed on",
  (text) =>
    expect(after("oi", "Ana Lima", text).last.commands.map(({ type }) => type)).not.toContain("request-handoff"),
);

describe("who sent somebody is not who they want to see", () => {
  test.each(["o psiquiatra do posto mandou eu fazer terapia", "la psiquiatra me dijo que busque terapia individual"])(
    "%s",
    (text) => expect(after(text).values.service).toBe("individual"),
  );
});

describe("words that only look like a danger", () => {
  test.each([
    "bom dia, tô falando no microfone porque não enxergo direito",
    "se eu sumir é porque o ônibus entrou no túnel",
    "a mão tá cheia de tinta, já respondo",
  ])("%s is asked about by nobody", (text) => expect(after("oi", "Ana Lima", text).step).not.toBe("concern"));

  test.each(["tô falando no microfone porque não consigo mais viver, quero morrer", "quero sumir de vez e morrer"])(
    "%s is heard",
    (text) => expect(after("oi", text).last.facts.understanding!.reading!.danger).not.toBeNull(),
  );

  test("how a child speaks is asked about at most, and a face that falls is not", () => {
    const tier = (text: string) => after("oi", text).last.facts.understanding!.reading!.danger?.tier;
    expect(tier("meus filhos gêmeos tão falando tudo enrolado")).not.toBe("certain");
    expect(tier("minha filha acordou com a boca torta e falando enrolado")).toBe("certain");
  });
});
