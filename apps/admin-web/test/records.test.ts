import { describe, expect, it } from "vitest";
import { dayChosen, dayFromText, isDay, textOfDay, textShown } from "#lib/format/day-input.ts";
import { guardianQuery, nextSort, patientQuery, viewQuery } from "#lib/records/filters.ts";
import { bodyOf, EMPTY_PERSON, isCpf, likenessOf, patchOf } from "#lib/records/form.ts";
import { type ImportOptions, queryOf } from "#lib/records/import-query.ts";

const today = { day: "2026-11-29", timeZone: "America/Sao_Paulo" };
const params = (text: string) => new URLSearchParams(text);

describe("a list's address as the API's question", () => {
  it("says each filter in the API's words, and a time without contact from the clinic's midnight", () => {
    const text = "busca= ana &falta=guardian&semcontato=90&proximo=nao&convenio=Amil&excluidos=1&ordem=-created";
    expect(patientQuery(params(text), today)).toEqual({
      q: "ana",
      missing: "guardian",
      noContactSince: "2026-08-31T03:00:00.000Z",
      nextAppointment: "false",
      insurance: "Amil",
      deleted: "true",
      sort: "-created",
    });
  });

  it("asks nothing that the API would refuse, whatever somebody wrote into the address", () => {
    const text = "falta=x&semcontato=-1&proximo=talvez&etiqueta=1&ordem=senha&excluidos=sim";
    expect(patientQuery(params(text), today)).toEqual({});
    expect(guardianQuery(params("falta=guardian&etiqueta=1&convenio=Amil"), today)).toEqual({});
  });

  it("is one view whatever the order of its words, and what belongs to no list is none of it", () => {
    const one = viewQuery(params("ordem=-name&novo=1&busca=ana&visao=7"));
    expect(one).toBe(viewQuery(params("busca=ana&ordem=-name")));
    expect(one).toBe("busca=ana&ordem=-name");
  });

  it("turns a column up, then down, then back", () => {
    expect([nextSort("", "created"), nextSort("created", "created"), nextSort("-created", "created")]).toEqual([
      "created",
      "-created",
      "",
    ]);
  });
});

describe("a person's form", () => {
  const ana = { ...EMPTY_PERSON, name: "Ana", cpf: "529.982.247-25" };

  it("sends what became different, and an emptied field as empty", () => {
    expect(patchOf("patients", ana, { ...ana, name: " Ana  ", cpf: "", email: "a@b.example" })).toEqual({
      cpf: null,
      email: "a@b.example",
    });
  });

  it("says of a guardian nothing that only patients have", () => {
    expect(bodyOf("guardians", { ...ana, insurance: "Amil" })).not.toHaveProperty("insurance");
  });

  it.each([
    ["529.982.247-25", true],
    ["52998224725", true],
    ["529.982.247-52", false],
    ["111.111.111-11", false],
    ["5299822472", false],
  ])("takes %s for a CPF: %s", (text, is) => {
    expect(isCpf(text)).toBe(is);
  });

  it("looks for duplicates by what is typed to its end alone", () => {
    expect(likenessOf({ ...EMPTY_PERSON, name: "An" })).toBeUndefined();
    expect(likenessOf({ ...ana, cpf: "529.982", phone: "1198765", birthDate: "12/05" })).toEqual({ name: "Ana" });
    expect(likenessOf({ ...ana, phone: "(11) 98765-4321", birthDate: "2018-05-12" })).toEqual({
      name: "Ana",
      cpf: "529.982.247-25",
      phone: "(11) 98765-4321",
      birthDate: "2018-05-12",
    });
  });
});

describe("a day as it is typed", () => {
  it.each([
    ["12/05/2018", "2018-05-12"],
    ["12052018", "2018-05-12"],
    ["1.2.2018", "2018-02-01"],
    ["31/02/2018", "31/02/2018"],
    ["29/02/2020", "2020-02-29"],
    ["12/05", "12/05"],
    ["5/6/26", "5/6/26"],
    [" 12/05/2018 ", "2018-05-12"],
    ["12 / 5 / 2018", "2018-05-12"],
    ["12/05/0018", "12/05/0018"],
    ["31/12/1899", "31/12/1899"],
    ["01/01/1900", "1900-01-01"],
    ["", ""],
  ])("%s is %s", (typed, value) => {
    expect(dayFromText(typed)).toBe(value);
  });

  it("reads as it is written here, and what is no day stays as it was typed", () => {
    expect(["2018-05-12", "12/05", ""].map(textOfDay)).toEqual(["12/05/2018", "12/05", ""]);
  });

  it("stands as it is typed with each key, so that a digit in its midst can be replaced", () => {
    const keys = [
      "12/05/2026",
      "1/05/2026",
      "17/05/2026",
      "17/05/202",
      "17/05/2027",
      " 17/05/2027",
      "",
      "3",
      "31/02/2026",
    ];
    for (const typed of keys) expect(textShown(dayFromText(typed), typed)).toBe(typed);
  });

  it.each(["31/02/2026", "1/05/2026", "12/0", ""])("gives way to a day that comes from elsewhere: %j", (typed) => {
    expect(textShown("2026-06-05", typed)).toBe("05/06/2026");
  });

  it("is a form's own value with each key, so that no form holds another day than is shown", () => {
    const keys = ["5/6/26", "31/02/2026", "12/05", "2026-13-45", ""];
    expect(keys.map(dayFromText).filter(isDay)).toEqual([]);
  });

  it.each([
    ["12/05/2026", "2026-05-12"],
    [" 12/5/2026 ", "2026-05-12"],
    ["09/05/2026", undefined],
    ["21/05/2026", undefined],
    ["31/02/2026", undefined],
    ["12/05", undefined],
  ])("when it is left, %j chooses %j of the days that may be", (text, day) => {
    const days = { min: "2026-05-10", max: "2026-05-20" };
    for (const mayBeEmpty of [true, false]) expect(dayChosen(text, { ...days, mayBeEmpty })).toBe(day);
  });

  it("chooses none by being emptied, where there may be none", () => {
    const days = { min: "2026-05-10", max: "2026-05-20" };
    expect(dayChosen(" ", { ...days, mayBeEmpty: true })).toBe("");
    expect(dayChosen(" ", { ...days, mayBeEmpty: false })).toBeUndefined();
  });
});

it.each([
  ["", undefined],
  ["   ", undefined],
  [" Voltou a ser paciente ", "Voltou a ser paciente"],
])("an import with the reason %j for people who were erased asks with %j", (bringBackReason, asked) => {
  const options: ImportOptions = {
    ...{ readAs: {}, dateOrder: "", columns: ["name", ""], onExisting: "skip", allowDuplicates: false },
    bringBackReason,
  };
  expect(queryOf(options).bringBackReason).toBe(asked);
});
