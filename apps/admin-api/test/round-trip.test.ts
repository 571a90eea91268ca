import { buffer } from "node:stream/consumers";
import { insertPatients } from "@acolhe/database";
import { cpf } from "cpf-cnpj-validator";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PATIENT } from "../src/files/columns.ts";
import { IMPORT_FIELDS, suggestedMapping, titleOf } from "../src/files/import-columns.ts";
import { readPerson } from "../src/files/read-person.ts";
import { readRows } from "../src/files/read-rows.ts";
import { CSV, inZone, XLSX } from "../src/files/table.ts";
import { writeCsv } from "../src/files/write-csv.ts";
import { writeXlsx } from "../src/files/write-xlsx.ts";
import { withoutUndefined } from "../src/routes/records.ts";
import { PatientInput } from "../src/schemas/people.ts";
import { type Desk, openDesk } from "./desk.ts";

const SEED = 20_261_130;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

/** What files make something else of: formulas, zeros, quotes, signs that part columns, letters beyond one unit, lookalikes. */
const awkward = fc.oneof(
  fc.constantFrom(
    "=1+1",
    "'=1+1",
    "''@x",
    "+55 11",
    "-Ana",
    "@Ana",
    "007",
    "1,5",
    "1e5",
    "12/03/1990",
    "TRUE",
    "Total",
  ),
  fc.constantFrom(
    '"Bibi"',
    'a"b',
    '"',
    "'",
    "a;b",
    "a,b",
    "a\tb",
    "a|b",
    "_x0041_",
    "&lt;b&gt;",
    "<b>",
    "sep=;",
    "Nome",
    "CPF",
  ),
  fc.constantFrom("João", "Jo\u0303o", "🙂👩‍👧", "李", "عمر", "O'Neil", "\ufeffBom", "NULL", "#N", "  dois  espaços  "),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const text = fc.array(awkward, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" "));
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const person = fc
  .record({
    name: text,
    socialName: sometimes(text),
    birthDate: sometimes(fc.date({ min: new Date("1900-01-02"), max: new Date("2020-01-01"), noInvalidDate: true })),
    cpf: sometimes(fc.integer({ min: 0, max: 999_999_999 })),
    phone: sometimes(fc.integer({ min: 0, max: 9_999_999 })),
    email: sometimes(fc.constantFrom("a@x.example", "o'neil+1@x.example", "-a@x.example")),
    insurance: sometimes(text),
  })
  .map(({ cpf: number, phone, birthDate, ...rest }) => {
    const nine = String(number).padStart(9, "0");
    return PatientInput.safeParse({
      ...rest,
      ...(number === undefined ? {} : { cpf: `${nine}${checkDigits(nine)}` }),
      ...(phone === undefined ? {} : { phone: `+55119${8_000_0000 + phone}` }),
      ...(birthDate ? { birthDate: birthDate.toISOString().slice(0, 10) } : {}),
      language: "pt",
    });
  })
  // Letters that were lost before they came here are told, not taken.
  .filter(
    ({ success, data }) => success && !JSON.stringify(data).includes("\ufffd") && JSON.stringify(data).isWellFormed(),
  )
  .map(({ data }) => data!);

function checkDigits(nine: string): string {
  const digit = (digits: string) => {
    const rest = [...digits].reduce((sum, one, at) => sum + Number(one) * (digits.length + 1 - at), 0) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const first = digit(nine);
  return `${first}${digit(`${nine}${first}`)}`;
}

const listed = (one: Record<string, unknown>) =>
  ({
    ...Object.fromEntries(IMPORT_FIELDS.map((field) => [field, one[field] ?? null])),
    ...{ createdAt: "2030-01-10T12:00:00Z", lastContactAt: null, nextAppointment: null, tags: [], guardians: [] },
  }) as never;

test("every column that an import reads is in the export", () => {
  const titles = PATIENT.map(({ title }) => title);
  expect(titles).toEqual(expect.arrayContaining(IMPORT_FIELDS.map(titleOf)));
  expect(
    suggestedMapping({ titles, rows: [] })
      .filter((field) => field !== null)
      .toSorted(),
  ).toEqual(IMPORT_FIELDS.toSorted());
  expect(cpf.isValid(`000000001${checkDigits("000000001")}`), "a control").toBe(true);
});

test("whatever people are called, what is written as a file is read from it", async () => {
  const as = { dateOrder: "dmy", today: "2030-06-15" } as const;
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 5 }), fc.boolean(), async (people, isCsv) => {
      const rows = (async function* () {
        yield* people.map(listed);
      })();
      const columns = inZone(PATIENT, "America/Sao_Paulo");
      const parsed = await readRows(await buffer(isCsv ? writeCsv(columns, rows) : writeXlsx(columns, rows)));
      const mapping = suggestedMapping(parsed);
      const read = parsed.rows.map((row) => readPerson(row, mapping, as));
      expect(read).toEqual(people.map((one) => ({ person: JSON.parse(JSON.stringify(one)), problems: [] })));
    }),
    { numRuns: process.env.ACOLHE_LONG === "1" ? 5_000 : 150, seed: SEED },
  );
});

test.each([
  ["csv", CSV],
  ["xlsx", XLSX],
])("an export as %s, imported again, changes nothing", async (format, type) => {
  const { db } = desk.api;
  const sample = fc.sample(person, { numRuns: 120, seed: SEED });
  const byCpf = new Map(sample.map((one) => [one.cpf ?? JSON.stringify(one), one]));
  if (format === "csv") await insertPatients(db, [...byCpf.values()].map(withoutUndefined));
  const answer = await desk.api.app.inject({
    url: `/api/v1/patients/export?format=${format}`,
    headers: { authorization: `Bearer ${desk.tokenOf("admin")}` },
  });
  const { body } = await desk.call("POST", "/api/v1/patients/import?onExisting=update&skipInvalid=true", {
    body: answer.rawPayload,
    headers: { "content-type": type },
  });
  expect(body).toMatchObject({ rows: byCpf.size, imported: 0, updated: 0 });
  // The odd one out is told, because two records are the same in all that tells people apart.
  expect(body.problems.length).toBeLessThan(byCpf.size / 10);
  expect(body.skipped + body.problems.length).toBe(byCpf.size);
});
