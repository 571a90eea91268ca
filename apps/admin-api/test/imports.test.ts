import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CSV, XLSX } from "../src/files/table.ts";
import { type Desk, type Json, openDesk } from "./desk.ts";
import { xlsxOf } from "./spreadsheets.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const send = (url: string, payload: string | Buffer, type = CSV) =>
  desk.call("POST", `/api/v1/patients/import${url}`, { body: payload, headers: { "content-type": type } });
const found = async (q: string): Promise<Json[]> => (await desk.call("GET", `/api/v1/patients?q=${q}`)).body.items;
const PROGRESS = "0190a000-0000-7000-8000-0000000000aa";

test("a file is looked at first: its columns, what seems to be in them, and its first rows", async () => {
  const file = await xlsxOf((sheet) => {
    sheet.addRow(["Paciente", "Dt. Nasc.", "Documento", "Obs", "Celular", "WhatsApp"]);
    sheet.addRow(["Abel Nóbrega", new Date("1990-12-31T00:00:00Z"), "529.982.247-25", "traz exames", "11 98765-4321"]);
    sheet.addRow(["Cora Lins", null, "111.444.777-35", null, null, "11 91234-5678"]);
  });
  const { status, body } = await send("/inspect", file, XLSX);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toMatchObject({ format: "xlsx", rows: 2 });
  expect(body.columns.map(({ title, suggested }: Json) => [title, suggested])).toEqual([
    ["Paciente", "name"],
    ["Dt. Nasc.", "birthDate"],
    ["Documento", "cpf"],
    ["Obs", null],
    ["Celular", "phone"],
    ["WhatsApp", null],
  ]);
  expect(body.columns[3]).toMatchObject({ filled: 1, samples: ["traz exames"] });
  expect(body.firstRows[0]).toEqual({
    row: 2,
    cells: ["Abel Nóbrega", "1990-12-31", "529.982.247-25", "traz exames", "11 98765-4321"],
  });
  expect(await found("nobrega"), "nothing of it is kept").toEqual([]);
});

test("a file says how it was read, what to ask about, and takes another answer", async () => {
  const file = Buffer.from("Nome;Nascimento;Telefone;Celular\nJo\xe3o S\xe1|1;3/4/1990;11 98765-4321;\n", "latin1");
  const { body } = await send("/inspect", file, XLSX);
  expect(body).toMatchObject({
    format: "csv",
    encoding: "windows-1252",
    delimiter: "semicolon",
    sheet: null,
    sheets: [],
  });
  expect(body.columns.map(({ rival, dateOrder }: Json) => [rival, dateOrder])).toEqual([
    [null, null],
    [null, "unclear"],
    [null, null],
    [2, null],
  ]);
  expect((await send("/inspect?delimiter=bar&encoding=utf-8", file)).body.firstRows[0].cells).toEqual([
    "Jo\ufffdo S\ufffd",
    "1;3/4/1990;11 98765-4321;",
  ]);
  expect(await send("", file)).toMatchObject({
    status: 400,
    body: { detail: expect.stringMatching(/^Mais de uma coluna parece ser Telefone\./) },
  });
  const taken = await send("?columns=name,birthDate,phone&dateOrder=mdy", Buffer.from("Nome;Nasc\nLia Teles;3/4/1990"));
  expect(taken.body).toMatchObject({ imported: 1 });
  expect(await found("lia")).toMatchObject([{ birthDate: "1990-03-04" }]);
});

test("rows that are only alike are told beside the problems, and are taken", async () => {
  const alike = "Nome;Telefone\nPia Mendes;11 94444-0001\nZeca Mendes;11 94444-0001";
  expect((await send("?dryRun=true", alike)).body).toMatchObject({
    ...{ planned: { create: 2 }, problems: [], warnings: [{ row: 3, messages: ["mesmo telefone da linha 2"] }] },
  });
});

test("columns hold what they are said to hold, whatever their titles", async () => {
  const file = "a;b;c;nome\nElma Pires;1/2/1985;x;ninguém";
  expect((await send("?columns=name,birthDate", file)).body).toMatchObject({
    ...{ imported: 1, ignoredColumns: ["c", "nome"], problems: [] },
  });
  expect(await found("elma")).toMatchObject([{ name: "Elma Pires", birthDate: "1985-02-01" }]);
  const refused = async (columns: string) => {
    const { status, body } = await send(`?columns=${columns}`, file);
    return [status, body.errors?.[0]?.message];
  };
  expect(await refused("name,name")).toEqual([400, "cada campo em uma só coluna"]);
  expect(await refused("cpf")).toEqual([400, "uma das colunas é name"]);
  expect(await refused("name,idade")).toEqual([400, expect.stringMatching(/^um destes: name, socialName/)]);
});

describe("people who are there", () => {
  const create = async (body: object) => (await desk.call("POST", "/api/v1/patients", { body })).body;
  let byCpf: Json;
  let byName: Json;
  beforeAll(async () => {
    byCpf = await create({ name: "Ivo Serrano", cpf: "987.654.321-00", phone: "11 98888-0001" });
    byName = await create({ name: "Nara Pacheco", birthDate: "1970-04-05", email: "nara@x.example" });
  });
  const file = [
    "Nome;Nascimento;CPF;Telefone;E-mail;Convênio",
    "Ivo Serrano;1960-01-01;98765432100;;;Unimed",
    "nára pacheco;05/04/1970;;(11) 97777-0002;;",
    "Nova Pessoa;2001-01-01;;;;",
  ].join("\n");

  test("are told as problems, left, or brought up to date, and a dry run tells which", async () => {
    expect((await send("?dryRun=true", file)).body).toMatchObject({
      ...{ planned: { create: 1, update: 0, skip: 0 }, problems: [{ row: 2 }, { row: 3 }] },
    });
    const skip = (await send("?dryRun=true&onExisting=skip", file)).body;
    expect(skip).toMatchObject({ planned: { create: 1, update: 0, skip: 2 }, problems: [], imported: 0, skipped: 0 });
    const dry = (await send("?dryRun=true&onExisting=update", file)).body;
    const changes = [
      { row: 2, patientId: byCpf.id, fields: ["birthDate", "insurance"] },
      { row: 3, patientId: byName.id, fields: ["name", "phone"] },
    ];
    expect(dry).toMatchObject({ planned: { create: 1, update: 2, skip: 0 }, updated: 0, changes });
    expect(await found("nova")).toEqual([]);
    expect((await send("?onExisting=update", file)).body).toMatchObject({ imported: 1, updated: 2, problems: [] });
    expect((await found("serrano"))[0]).toMatchObject({ birthDate: "1960-01-01", phone: "+5511988880001", version: 2 });
    expect((await found("pacheco"))[0]).toMatchObject({ phone: "+5511977770002", email: "nara@x.example" });
    const again = (await send("?onExisting=update", file)).body;
    expect(again, "what says nothing new changes nothing").toMatchObject({ imported: 0, updated: 0, skipped: 3 });
    const { history } = (await desk.call("GET", `/api/v1/patients/${byCpf.id}/record`)).body;
    expect(history[0].sentence).toMatch(/^admin mudou a data de nascimento e o convênio por planilha em /);
  });

  test("are not taken for another person who has their number by mistake", async () => {
    const other = "Nome;CPF\nBeatriz Wanderley;98765432100";
    expect((await send("?onExisting=update", other)).body.problems).toEqual([
      { row: 2, messages: ["o CPF é de um cadastro com outro nome: confira o número"] },
    ]);
    for (const phone of ["11 96666-0001", "11 96666-0002"])
      await desk.call("POST", "/api/v1/patients?allowDuplicates=true", {
        body: { name: "Rita Lopes", birthDate: "1988-08-08", phone },
      });
    const unclear = "Nome;Nascimento\nRita Lopes;08/08/1988";
    expect((await send("?onExisting=update", unclear)).body.problems[0].messages).toEqual([
      "há 2 cadastros com este nome e nascimento",
    ]);
  });
});

test("two rows that are alike are told with the line of the first, and rows that bring one record up to date twice", async () => {
  const file = [
    "Nome;Nascimento;CPF;Telefone",
    "Davi Rocha;2010-10-10;;",
    "DÁVI ROCHA;10/10/2010;;",
    "Davi Rocha;;;11 95555-0001",
    "Davi Rocha;;;(11) 95555-0001",
    "Ivo Serrano;;987.654.321-00;",
  ].join("\n");
  const { body } = await send("?dryRun=true", file);
  expect(body.problems.slice(0, 2)).toEqual([
    { row: 3, messages: ["parece a mesma pessoa da linha 2: mesmo nome e nascimento"] },
    { row: 5, messages: ["parece a mesma pessoa da linha 4: mesmo nome e telefone"] },
  ]);
  expect((await send("?dryRun=true&allowDuplicates=true", file)).body.planned.create).toBe(4);
  const twice = "Nome;Nascimento;CPF;E-mail\nIvo Serrano;1960-01-01;;a@x.example\nIvo Serrano;;98765432100;b@x.example";
  expect((await send("?dryRun=true&onExisting=update", twice)).body.problems).toEqual([
    { row: 3, messages: ["é o mesmo cadastro da linha 2"] },
  ]);
});

test("how far an import is can be asked by who began it, under the id they chose", async () => {
  const rows = Array.from({ length: 1_200 }, (_, n) => `Importada ${n}`).join("\n");
  const progress = async () => (await desk.call("GET", `/api/v1/imports/${PROGRESS}`)).body;
  expect(await send(`?dryRun=true&progressId=${PROGRESS}`, `Nome\n${rows}`)).toMatchObject({ status: 200 });
  expect(await progress()).toMatchObject({ total: 1_200, checked: 1_200, written: 0, outcome: "done" });
  expect(await send(`?progressId=${PROGRESS}`, `Nome\n${rows}\n=${"x".repeat(300)}`)).toMatchObject({ status: 200 });
  expect(await progress(), "once more").toMatchObject({ total: 1_201, written: 0, outcome: "refused" });
  expect(await send(`?progressId=${PROGRESS}`, `Nome\n${rows}`)).toMatchObject({ body: { imported: 1_200 } });
  expect(await progress()).toMatchObject({ total: 1_200, written: 1_200, outcome: "done" });
  const audit = await desk.call("GET", "/api/v1/audit?entity=patient&action=import-create&limit=1");
  expect(audit.body.items).toMatchObject([{ entityId: expect.any(String), user: "admin" }]);
});

test.each(["csv", "xlsx"])("the %s template has the titles an import knows, and nothing else", async (format) => {
  const { headers } = await desk.call("GET", `/api/v1/patients/import/template?format=${format}`);
  expect(headers["content-disposition"]).toBe(`attachment; filename="pacientes.${format}"`);
  const answer = await desk.api.app.inject({
    url: `/api/v1/patients/import/template?format=${format}`,
    headers: { authorization: `Bearer ${desk.tokenOf("admin")}` },
  });
  const { body } = await send("/inspect", answer.rawPayload, format === "csv" ? CSV : XLSX);
  expect(body).toMatchObject({ rows: 0, firstRows: [] });
  expect(body.columns.map(({ title }: Json) => title)).toEqual(
    "Nome;Nome social;Nascimento;CPF;Telefone;E-mail;Idioma;Convênio".split(";"),
  );
  expect(body.columns.every(({ suggested }: Json) => suggested !== null)).toBe(true);
});

test("what is hostile is refused before anything is written, and other routes take no files", async () => {
  const wide = await xlsxOf((sheet) => {
    for (let row = 1; row <= 300; row += 1) sheet.getCell(`XFD${row}`).value = "x";
  });
  for (const url of ["", "/inspect"]) {
    expect(await send(url, wide, XLSX)).toMatchObject({ status: 413, body: { code: "payload-too-large" } });
    expect(await send(url, "a;".repeat(1024 * 1024))).toMatchObject({ status: 413 });
    expect(await send(url, Buffer.alloc(0), XLSX)).toMatchObject({ status: 400, body: { code: "invalid-request" } });
  }
  const login = await desk.call("POST", "/api/v1/auth/login", {
    as: null,
    body: "a;b",
    headers: { "content-type": CSV },
  });
  expect(login).toMatchObject({ status: 415, body: { code: "unsupported-media-type" } });
});
