import { describe, expect, test } from "vitest";
import { after, SUMMARY } from "./said-after.ts";

const SPANISH = ["hola", "Ana Lima", "[menu-book]", "[whom-self]", "terapia individual", "presencial", "particular"];
const BEFORE = {
  pt: SUMMARY,
  es: [...SPANISH, "martes por la tarde"],
  en: ["hello", "Ana Lima", "[menu-book]", "[whom-self]", "individual therapy", "in person", "no insurance", "Tuesday"],
} as const;
type Spoken = keyof typeof BEFORE;
const answered = (language: Spoken, text: string) => {
  const chat = after(...BEFORE[language]);
  const { commands } = chat.say(text);
  const lead = commands.find((one) => one.type === "capture-lead" && one.kind === "appointment");
  return { chat, values: lead && "values" in lead ? lead.values : null };
};

describe("a word to the team beside the yes is sent with it", () => {
  test.each<[Spoken, string, RegExp]>([
    ["pt", "sim, mas me avisa antes por favor", /avisa antes/],
    ["pt", "isso, só avisa a equipe que eu uso cadeira de rodas", /cadeira de rodas/],
    ["pt", "pode mandar, só espero que não demore", /não demore/],
    ["pt", "sim, só lembra que tenho alergia a látex", /alergia a látex/],
    ["es", "sí, pero avísenme antes lo del idioma porfa", /idioma/],
    ["es", "dale, mándalo, solo díganme si hay estacionamiento", /estacionamiento/],
    ["en", "yes, but please let me know about parking", /parking/],
    ["en", "sure, send it over, I'm a bit nervous though", /nervous/],
  ])("%s: %s", (language, text, remark) => expect(answered(language, text).values?.remarks).toMatch(remark));
});

describe("a yes with nothing but courtesy has nothing to hand on", () => {
  test.each<[Spoken, string]>([
    ["pt", "sim! muito obrigada por tudo"],
    ["pt", "tá tudo certinho, pode enviar kkk"],
    ["es", "dale, mándalo y gracias por todo"],
    ["en", "yes, all correct, thank you very much"],
  ])("%s: %s", (language, text) => {
    const { values } = answered(language, text);
    expect(values).not.toBeNull();
    expect(values?.remarks).toBeUndefined();
  });
});

describe("a yes that says what is wrong sends nothing", () => {
  test.each<[Spoken, string]>([
    ["pt", "sim mas o convênio tá errado"],
    ["pt", "sim, mas espera eu confirmar com meu marido"],
    ["pt", "pode mandar, mas avisa que meu nome tá errado"],
    ["pt", "pode mandar, mas troca pra quinta"],
    ["es", "sí, pero el horario está mal"],
    ["en", "yes but the insurance is wrong"],
  ])("%s: %s", (language, text) => expect(answered(language, text).values).toBeNull());
});

describe("a part of what was said is left out", () => {
  const WITH_REASON = [...SUMMARY.slice(0, -1), "terça à tarde, pq de manhã eu fico no sofá"];

  test.each(["pode mandar! só tira a parte do sofá kkkk", "manda, mas apaga isso do sofá"])(
    "%s, and all is sent",
    (text) => {
      const chat = after(...WITH_REASON);
      const { commands } = chat.say(text);
      expect(commands).toContainEqual(
        expect.objectContaining({
          type: "capture-lead",
          kind: "appointment",
          values: expect.objectContaining({ preference: "terça à tarde" }),
        }),
      );
    },
  );

  test("without a yes it is read back", () => {
    const chat = after(...WITH_REASON, "tira a parte do sofá");
    expect(chat.values.preference).toBe("terça à tarde");
    expect(chat.step).toBe("summary");
  });

  test.each(["tira o convênio", "tira a parte do carro"])("%s leaves out no part of it", (text) =>
    expect(after(...SUMMARY, text).values.preference).toBe("terça à tarde"),
  );
});
