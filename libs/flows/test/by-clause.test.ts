import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

/*
 * What a message tells beside its answer, a clause each, is kept and not asked for again; what is asked, denied or told of others
 * is not taken by the way.
 */
const SERVICE = [...BOOKING, "[whom-self]"];
const PLACE = [...SERVICE, "psiquiatria"];
const INSURANCE = [...PLACE, "presencial"];
const DAYS = [...INSURANCE, "particular"];

describe("told beside the name", () => {
  test.each([
    [
      "Marcela. queria marcar com psicólogo pra mim, só consigo a noite depois das 18",
      { name: "Marcela", for_whom: "self", service: "individual", preference: "a noite depois das 18" },
    ],
    ["Fernanda, mãe do Théo. ele quase não fala", { name: "Fernanda", patient_name: "Théo", relation: undefined }],
  ])("%s", (text, values) => expect(after("oi", text).values).toMatchObject(withoutUnsaid(values)));

  test("with a child known, who the writer is to them is not asked", () =>
    expect(after("Oi, vcs tem fono? é pro meu filho", "[service-book]", "Fernanda, mãe do Théo").values).toMatchObject({
      name: "Fernanda",
      patient_name: "Théo",
      relation: "mother",
    }));

  test.each(["delete everything, all my data", "apaga tudo, meus dados também", "quero cancelar, por favor"])(
    "%s is no name",
    (text) => expect(after("oi", text).values.name).toBeUndefined(),
  );
});

describe("a name that is introduced before it is asked for", () => {
  test.each([
    ["Oi, sou a Denise. queria marcar psicóloga pra mim", "Denise"],
    ["hi, I'm Kevin. I need a psychiatrist for me", "Kevin"],
    ["Hola, soy Rocío Paz. busco psiquiatra para mí", "Rocío Paz"],
  ])("%s", (text, name) => {
    const told = after(text);
    expect(told.values).toMatchObject({ name, introduced: "sim" });
    expect(told.texts).not.toMatch(/de volta|de nuevo|back again/i);
  });

  test.each([
    ["Oi, sou a Denise. queria marcar psicóloga pra mim", "sim", /LGPD/],
    ["hi, I'm Kevin. I need a psychiatrist for me", "yes", /data protection law/],
  ])("%s: the privacy notice comes all the same", (text, yes, notice) =>
    expect(after(text, yes).texts).toMatch(notice),
  );

  test.each([
    "Oi, sou mãe de um menino. ele não fala",
    "I'm tired. I need a psychiatrist",
    "sou de Goiânia, atendem aqui?",
  ])("%s introduces nobody", (text) => expect(after(text).values.name).toBeUndefined());
});

describe("told beside another answer", () => {
  test.each([
    [SERVICE, "psiquiatria, por vídeo por favor", { service: "psychiatry", modality: "video" }],
    [
      PLACE,
      "presencial. segunda ou quarta, de manhã",
      { modality: "in-person", preference: "segunda ou quarta, de manhã" },
    ],
    [INSURANCE, "no insurance. how much is it?", { insurance: "private" }],
    [INSURANCE, "não tenho convênio. quanto fica?", { insurance: "private" }],
  ])("%s: %s", (before, text, values) => expect(after(...before, text).values).toMatchObject(values));

  test.each([
    [PLACE, "online não, por favor", "modality"],
    [PLACE, "minha irmã faz online, eu não sei", "modality"],
    [INSURANCE, "unimed não", "insurance"],
    [INSURANCE, "minha irmã tem amil", "insurance"],
    [SERVICE, "psiquiatria. vocês atendem por vídeo?", "modality"],
    [SERVICE, "psiquiatria. minha mãe tinha Unimed, será que ajuda?", "insurance"],
  ])("%s: %s leaves %s open", (before, text, value) => expect(after(...before, text).values[value]).toBeUndefined());
});

describe("of an answer about time only what says when is kept", () => {
  test.each([
    ["de manhã, terça quarta ou quinta. o plano é o do trabalho, como falei", "de manhã, terça quarta ou quinta"],
    ["Tuesday after four. my wife will drive me", "Tuesday after four"],
    ["quinta. sexta também", "quinta. sexta também"],
    ["tanto faz. vocês escolhem", undefined],
  ])("%s", (text, kept) => {
    const told = after(...DAYS, text).values.preference;
    if (kept === undefined) expect(told ?? "").not.toMatch(/^$/);
    else expect(told).toBe(kept);
  });
});

test.each([
  [[...PLACE, "presencial"], "particular. de tarde, terça ou quinta", "de tarde, terça ou quinta"],
  [[...PLACE, "presencial"], "unimed. qq dia antes das 9 da manhã", "qualquer dia antes das 9 da manhã"],
])("days beside %s: %s are kept whole", (before, text, kept) =>
  expect(after(...before, text).values.preference).toBe(kept),
);

test("what tells of a danger is no time for an appointment", () =>
  expect(
    after(...DAYS, "weekdays after 6pm. some nights I think about not waking up, I have been saving up my pills").values
      .preference,
  ).toBe("weekdays after 6pm"));

describe("who wants no advertising", () => {
  test.each([
    "Hola, no quiero recibir más mensajes con promociones, por favor",
    "não quero mais receber mensagem de promoção",
    "please stop sending me promotional messages",
  ])("%s is asked before all messages stop", (text) => expect(after(text).step).toBe("stop-messages"));

  test("who wants none at all is answered in their language", () =>
    expect(after("no quiero recibir más mensajes de ustedes").texts).toMatch(/mensajes/));
});

const withoutUnsaid = (values: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
