import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beginExport, listPeople } from "@acolhe/database";
import { eventually } from "@acolhe/testing";
import ExcelJS from "exceljs";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ask, everyRow } from "../src/files/every-row.ts";
import { CSV, XLSX } from "../src/files/table.ts";
import { writeCsv } from "../src/files/write-csv.ts";
import { writeXlsx } from "../src/files/write-xlsx.ts";
import { EXPORT_BATCH, IMPORT_ROWS_MAX } from "../src/limits.ts";
import { type Desk, openDesk } from "./desk.ts";

const people: Ask<{ name: string }> = (db, page) => listPeople(db, "patients", { search: "pessoa" }, "name", page);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const importFile = (payload: string | Buffer, query = "", type = CSV) =>
  desk.call("POST", `/api/v1/patients/import?${query}`, { body: payload, headers: { "content-type": type } });

test("an import tells each row's problem first, then takes the rows that fit", async () => {
  const file = [
    "\ufeffNome;Nascimento;CPF;Celular;Coluna nossa",
    "Abel Nóbrega;31/12/1990;529.982.247-25;(11) 98765-4321;x",
    ";01/01/2000;;;",
    "Cora Lins;2000-02-30;111.444.777-36;12;",
    '"Dora; Alves";2001-01-01;52998224725;;',
    ";;;;",
  ].join("\n");
  const dry = await importFile(file, "dryRun=true");
  expect(dry.body).toMatchObject({ rows: 4, imported: 0, ignoredColumns: ["Coluna nossa"] });
  expect(
    dry.body.problems.map(({ row, messages }: { row: number; messages: string[] }) => [row, messages.length]),
  ).toEqual([
    [3, 1],
    [4, 3],
    [5, 1],
  ]);
  expect(dry.body.problems[1].messages.map((message: string) => message.split(":")[0])).toEqual([
    "Nascimento",
    "CPF",
    "Telefone",
  ]);
  expect(dry.body.problems[2].messages).toEqual(["parece a mesma pessoa da linha 2: mesmo CPF"]);
  expect((await importFile(file)).body.imported, "one row with a problem stops the whole").toBe(0);
  expect((await importFile(file, "skipInvalid=true")).body.imported).toBe(1);
  const { body } = await desk.call("GET", "/api/v1/patients?q=nobrega");
  expect(body.items).toMatchObject([{ birthDate: "1990-12-31", cpf: "52998224725", phone: "+5511987654321" }]);
  const again = await importFile("nome;cpf\nAbel N.;52998224725");
  expect(again.body.problems[0].messages).toEqual(["já existe um cadastro com mesmo CPF"]);
  const alike = "nome;nascimento;cpf\nAbel Nóbrega;1990-12-31;\nAbel N.;;52998224725";
  const allowed = await importFile(alike, "dryRun=true&allowDuplicates=true");
  expect(allowed.body.problems, "alike may be allowed, the same CPF never").toEqual([
    { row: 3, messages: ["já existe um cadastro com mesmo CPF"] },
  ]);
});

test("what is no spreadsheet is refused, and so are more rows than are taken", async () => {
  expect(await importFile("PK\u0003\u0004 no zip", "", XLSX)).toMatchObject({ status: 400 });
  const many = await importFile(`nome\n${"x\n".repeat(IMPORT_ROWS_MAX + 1)}`, "dryRun=true");
  expect(many).toMatchObject({ status: 413, body: { code: "payload-too-large" } });
  expect(many.body.detail).toBe("O arquivo tem mais de 10.000 linhas. Divida-o e envie uma parte de cada vez.");
  expect(await importFile("cidade;cpf\nAna;1")).toMatchObject({
    status: 400,
    body: { detail: "A primeira linha precisa dar nome às colunas, uma delas Nome." },
  });
  expect(await importFile('{"a":1}', "", "application/json")).toMatchObject({ status: 415 });
});

test("an exported list is the filtered one, in a file that can be imported, with formulas made harmless", async () => {
  await desk.call("POST", "/api/v1/patients", { body: { name: "=HYPERLINK(1)", email: "formula@x.example" } });
  const csv = await desk.call("GET", "/api/v1/patients/export?format=csv&q=nobrega");
  expect(csv.headers).toMatchObject({ "x-total-rows": "1", "content-type": "text/csv; charset=utf-8" });
  expect(csv.text.split("\n").slice(0, 2)).toEqual([
    "\ufeffNome;Nome social;Nascimento;CPF;Telefone;E-mail;Idioma;Cadastro (America/Sao_Paulo);Convênio;Etiquetas;" +
      "Responsáveis;Último contato (America/Sao_Paulo);Próximo agendamento (America/Sao_Paulo)",
    expect.stringMatching(/^Abel Nóbrega;;1990-12-31;52998224725;\+5511987654321;;pt;2/),
  ]);
  expect((await desk.call("GET", "/api/v1/patients/export?format=csv&q=hyperlink")).text).toContain("'=HYPERLINK(1)");
  const audit = await desk.call("GET", "/api/v1/audit?action=export&entity=patient");
  expect(audit.body.items[0]).toMatchObject({ changes: { rows: 1, format: "csv" } });
});

test("contacts leave with who writes behind them, and the audit with who had them leave", async () => {
  const guardian = await desk.call("POST", "/api/v1/guardians", { body: { name: "Elma Pires" } });
  await desk.call("PUT", `/api/v1/guardians/${guardian.body.id}/contacts/main/5511900000077`);
  const rowsOf = async (url: string) => {
    const { text } = await desk.call("GET", url);
    return text.trim().split("\n").slice(1);
  };
  expect(await rowsOf("/api/v1/contacts/export?format=csv&q=00077")).toEqual([
    expect.stringMatching(/^;main;5511900000077;Elma Pires;2/),
  ]);
  expect(await rowsOf("/api/v1/audit/export?format=csv&action=export&entity=contact")).toEqual([
    expect.stringMatching(
      /^2[^;]*;admin;export;contact;;"{""rows"":1,""format"":""csv"",""filters"":.*ending in 77.*}";127/,
    ),
  ]);
});

test("every other list leaves as it is filtered, too", async () => {
  const made = async (url: string, body: object) => {
    const { status, body: answer } = await desk.call("POST", url, { body });
    expect(status, url).toBe(201);
    return answer as { id: string };
  };
  const patient = await made("/api/v1/patients", { name: "Ivo Serrano" });
  await made(`/api/v1/patients/${patient.id}/notes`, { text: "prefere de manhã", pinned: true });
  await made(`/api/v1/patients/${patient.id}/notes`, { text: "traz exames" });
  const texts = { pt: { name: "Musicoterapia" } };
  await made("/api/v1/services", { slug: "music", texts, priceCents: 12_050, durationMinutes: 50, modality: "both" });
  await made("/api/v1/professionals", { name: "Nara Pacheco", registration: "CRP 06/1234" });
  const talk = {
    channel: "main",
    contactKey: "5511900000088",
    name: "Caio Prates",
    step: "menu",
    mode: "bot",
  } as const;
  const counts = { firstTurnSeq: 1, turnSeq: 1, turnCount: 1, language: "pt", optedOut: false } as const;
  const conversation = { ...talk, ...counts, lastMessageAt: "2030-01-10T12:00:00Z" };
  await desk.api.db.insertInto("read.conversations").values(conversation).execute();
  const rowsOf = async (list: string, filter: string) => {
    const { text } = await desk.call("GET", `/api/v1/${list}/export?format=csv&${filter}`);
    return text.trim().split("\n").slice(1);
  };
  expect(await rowsOf("notes", `patientId=${patient.id}&pinned=true`)).toEqual([
    expect.stringMatching(/^Ivo Serrano;prefere de manhã;.+;sim;2/),
  ]);
  expect(await rowsOf("services", "q=musico")).toEqual([expect.stringMatching(/^Musicoterapia;;120\.5;50;both;sim;2/)]);
  expect(await rowsOf("professionals", "q=nara")).toEqual([
    expect.stringMatching(/^Nara Pacheco;CRP 06\/1234;;;sim;2/),
  ]);
  expect(await rowsOf("users", "role=admin")).toEqual([expect.stringMatching(/;admin;sim;2/)]);
  expect(await rowsOf("conversations", "q=caio")).toEqual([
    expect.stringMatching(/^Caio Prates;main;5511900000088;bot;/),
  ]);
  expect(await rowsOf("blocks", "inForce=true")).toEqual([]);
});

const ROWS = process.env.ACOLHE_LONG === "1" ? 100_000 : 5_000;
const MEGABYTE = 1024 * 1024;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** What is really held, in MB: of the whole process, which is the server too. */
function heldMb(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / MEGABYTE);
}

/** The bytes of an answer and how much more was held at any time meanwhile, without the bytes themselves. */
async function download(path: string) {
  const { port } = desk.api.app.server.address() as { port: number };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${desk.tokenOf("admin")}` },
  });
  const before = heldMb();
  let moreMb = 0;
  let bytes = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.fromWeb(answer.body as never)) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (chunks.length % 10 === 0) moreMb = Math.max(moreMb, heldMb() - before - Math.round(bytes / MEGABYTE));
  }
  const { headers } = answer;
  const [total, exportId] = [headers.get("x-total-rows"), headers.get("x-export-id")];
  return { file: Buffer.concat(chunks), total, exportId, moreMb, steps: chunks.length };
}

describe(`${ROWS} patients`, () => {
  beforeAll(async () => {
    await sql`insert into patients (name) select 'Pessoa ' || n from generate_series(1, ${ROWS}) n`.execute(
      desk.api.db,
    );
    await desk.api.listen({ host: "127.0.0.1", port: 0 });
  });

  test("leave as XLSX without being held in memory, piece by piece, with how many will come said first", async () => {
    const { file, total, moreMb, steps } = await download("/api/v1/patients/export?format=xlsx&q=pessoa");
    console.log(`${ROWS} rows as XLSX: ${moreMb} MB more held at most, ${steps} pieces`);
    expect(total).toBe(String(ROWS));
    expect(steps).toBeGreaterThan(ROWS / 1_000);
    expect(moreMb).toBeLessThan(40);
    let rows = 0;
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([file]), { worksheets: "emit" });
    for await (const sheet of reader) for await (const _row of sheet) rows += 1;
    expect(rows).toBe(ROWS + 1);
  }, 300_000);

  test("leave as CSV, each once", async () => {
    const { file, exportId, moreMb } = await download("/api/v1/patients/export?format=csv&q=pessoa");
    console.log(`${ROWS} rows as CSV: ${moreMb} MB more held at most`);
    const names = file
      .toString()
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(";")[0]);
    expect(new Set(names).size).toBe(ROWS);
    expect(names).toHaveLength(ROWS);
    expect(moreMb).toBeLessThan(40);
    const at = `/api/v1/exports/${exportId}`;
    const done = await eventually(async () => [(await desk.call("GET", at)).body].find(({ outcome }) => outcome));
    expect(done).toMatchObject({ total: ROWS, written: ROWS, outcome: "done", entity: "patient", format: "csv" });
    expect((await desk.call("GET", `/api/v1/exports/${exportId}`, { as: "attendant" })).status).toBe(403);
  }, 300_000);

  test("while a client reads slowly, the progress is told and no statement waits; a client that leaves is noted", async () => {
    const { db } = desk.api;
    const begun = { userId: desk.users.admin, entity: "patient", format: "csv", total: ROWS };
    const id = await beginExport(db, begun);
    const progress = async () => (await desk.call("GET", `/api/v1/exports/${id}`)).body;
    const rows = everyRow(db, people, { exportId: id, mayGoOn: async () => true });
    for (let n = 0; n < EXPORT_BATCH + 1; n += 1) expect((await rows.next()).done).toBe(false);
    expect(await progress()).toMatchObject({ total: ROWS, written: EXPORT_BATCH, endedAt: null, outcome: null });
    const { rows: busy } = await sql`select query from pg_stat_activity
      where application_name = 'admin-api' and state <> 'idle' and pid <> pg_backend_pid()
        and datname = current_database()`.execute(db);
    expect(busy).toEqual([]);
    await rows.return(undefined);
    expect(await progress()).toMatchObject({ written: EXPORT_BATCH, outcome: "left", endedAt: expect.any(String) });
  });

  test("who may have the file no longer gets no further batch, and the file ends with an error", async () => {
    const { db } = desk.api;
    const id = await beginExport(db, { userId: desk.users.admin, entity: "patient", format: "csv", total: ROWS });
    let isAllowed = true;
    const rows = everyRow(db, people, { exportId: id, mayGoOn: async () => isAllowed });
    for (let n = 0; n < EXPORT_BATCH; n += 1) await rows.next();
    isAllowed = false;
    await expect(rows.next()).rejects.toThrow("may not have it any more");
    expect((await desk.call("GET", `/api/v1/exports/${id}`)).body).toMatchObject({ outcome: "failed" });
  });

  test("an export that the database broke off says so", async () => {
    const { db } = desk.api;
    const id = await beginExport(db, { userId: desk.users.admin, entity: "patient", format: "csv", total: 2 });
    const broken = everyRow(db, () => Promise.reject(new Error("away")), { exportId: id, mayGoOn: async () => true });
    await expect(broken.next()).rejects.toThrow("away");
    expect((await desk.call("GET", `/api/v1/exports/${id}`)).body).toMatchObject({ written: 0, outcome: "failed" });
  });
});

test.each([
  ["CSV", writeCsv],
  ["XLSX", writeXlsx],
] as const)("a %s file whose rows break off ends with an error, not like a whole one", async (_kind, write) => {
  async function* rows() {
    yield { name: "Ana" };
    throw new Error("away");
  }
  const file = write([{ title: "Nome", value: ({ name }: { name: string }) => name }], rows());
  await expect(buffer(file)).rejects.toThrow("away");
});

test("a dry run of as many rows as are taken tells every problem and changes nothing", async () => {
  const rows = process.env.ACOLHE_LONG === "1" ? IMPORT_ROWS_MAX : 1_000;
  const before = heldMb();
  // Every hundredth has a day that no calendar has.
  const lines = Array.from({ length: rows }, (_, n) => `Importado ${n};${n % 100 === 0 ? "31/02/1990" : "01/02/1990"}`);
  const { body } = await importFile(["Nome;Nascimento", ...lines].join("\n"), "dryRun=true");
  console.log(`dry run of ${rows} rows: ${heldMb() - before} MB more`);
  expect(body).toMatchObject({ rows, imported: 0 });
  expect(body.problems).toHaveLength(rows / 100);
  expect((await desk.call("GET", "/api/v1/patients?q=importado")).body.total).toBe(0);
}, 300_000);
