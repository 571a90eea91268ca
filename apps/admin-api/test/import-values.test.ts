import { expect, test } from "vitest";
import { alikeRows } from "../src/files/alike-rows.ts";
import { type DateOrder, dateOrderOf, orderToRead, readBirthDate } from "../src/files/birth-dates.ts";
import type { ImportField } from "../src/files/import-columns.ts";
import { readPerson } from "../src/files/read-person.ts";
import { harmless, inZone, withoutGuard } from "../src/files/table.ts";

const TODAY = "2030-06-15";
const born = (text: string, order: DateOrder = "dmy") => {
  const reading = readBirthDate(text, order, TODAY);
  return "text" in reading ? reading.text : reading.problem;
};

test.each([
  ["1/2/1990", "1990-02-01"],
  ["12.03.1990", "1990-03-12"],
  ["12-03-1990", "1990-03-12"],
  ["12 / 03 / 1990", "1990-03-12"],
  ["1990-03-12", "1990-03-12"],
  ["1990/3/12", "1990-03-12"],
  ["12/03/1990 00:00", "1990-03-12"],
  ["12/03/1990 00:00:00", "1990-03-12"],
  ["1990-03-12T00:00:00.000Z", "1990-03-12"],
  ["3/12/1990 12:00 AM", "1990-12-03"],
  ["33238", "1990-12-31"],
  ["33238.5", "1990-12-31"],
  ["31121990", "1990-12-31"],
  ["19901231", "1990-12-31"],
  ["20031920", "1920-03-20"],
  ["12/03/90", "1990-03-12"],
  ["12/03/31", "1931-03-12"],
  ["12/07/30", "1930-07-12"],
  ["12/03/05", "2005-03-12"],
  ["3 de março de 1990", "1990-03-03"],
  ["1º de abril de 1990", "1990-04-01"],
  ["3-mar-90", "1990-03-03"],
  ["3/set/1990", "1990-09-03"],
  ["March 3, 1990", "1990-03-03"],
])("%s is read as the day %s", (text, day) => {
  expect(born(text)).toBe(day);
});

test("a short year that two people alive could have is asked about", () => {
  expect(born("12/03/25")).toBe("o ano 25 pode ser 1925 ou 2025: escreva-o com quatro algarismos");
});

test.each(["1990", "99999", "31/31/1990", "ontem", "12/03", "12/foo/1990", "2000-02-30"])(
  "%s is no day, and is not made one",
  (text) => {
    expect(born(text)).not.toMatch(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[012]\d)$(?<!2000-02-30)/);
  },
);

test.each([
  [["1/2/1990", "25/12/1990"], "dmy", "dmy"],
  [["1/2/1990", "12/25/1990"], "mdy", "mdy"],
  [["25/12/1990", "12/25/1990"], "mixed", "dmy"],
  [["1/2/1990", "3/4/1991"], "unclear", "dmy"],
  [["1990-01-02", "2/2/1990", "x"], null, "dmy"],
] as const)("of the days %j the order is %s, and read is %s", (values, found, read) => {
  expect([dateOrderOf(values), orderToRead(undefined, values), orderToRead("mdy", values)]).toEqual([
    found,
    read,
    "mdy",
  ]);
});

const read = (field: ImportField, text: string) => {
  const { person, problems } = readPerson({ number: 2, cells: [text] }, [field], { dateOrder: "dmy", today: TODAY });
  return person[field] ?? problems[0]?.message;
};

test.each([
  ["cpf", "1234567890", "01234567890"],
  ["cpf", "12.345.678-90", "01234567890"],
  ["cpf", "123456", "123456"],
  ["cpf", "1234567891", "1234567891"],
  ["cpf", "52998224725.0", "52998224725"],
  ["phone", "11987654321,0", "11987654321"],
  ["language", "Português", "pt"],
  ["language", "EN", "en"],
  ["name", "'=HYPERLINK(1)", "=HYPERLINK(1)"],
  ["name", "JOÃO ÂNGELO", "JOÃO ÂNGELO"],
] as const)("a %s written %s is taken as %s", (field, text, taken) => {
  expect(read(field, text)).toBe(taken);
});

test.each([
  ["phone", "1,19877E+10", "a planilha encurtou o número"],
  ["cpf", "5.29982E+10", "a planilha encurtou o número"],
  ["name", "Jo\ufffdo", "o texto perdeu letras"],
  ["name", "JoÃ£o", "as letras de JoÃ£o estão trocadas"],
  ["insurance", "1Âª classe", "estão trocadas"],
  ["birthDate", "#VALOR!", "a planilha mostra o erro #VALOR!"],
  ["name", "#N/D", "a planilha mostra o erro #N/D"],
] as const)("a %s written %s is told with what was lost", (field, text, words) => {
  expect(read(field, text)).toContain(words);
});

test.each(["=1+1", "'=1+1", "''@x", "-x", "+55 11", "'", "'Ana", "+5511987654321", "Ana", "- -"])(
  "%s is harmless in a spreadsheet, and comes back as it was",
  (text) => {
    const written = String(harmless(text));
    expect(written).toMatch(/^(?:\+\d+$|[^=+\-@])/);
    expect(withoutGuard(written)).toBe(text);
  },
);

const row = (n: number, name: string, birthDate?: string, phone?: string) => ({ row: n, name, birthDate, phone });
test("rows of one file that are only alike are told with the line of the first, and others are not", () => {
  const rows = [
    row(2, "Ana Maria de Souza", "1990-01-01", "+5511987654321"),
    row(3, "Ana Maria Souza", "1990-01-01"),
    row(4, "Bento Lima", "1990-01-01", "+5511987654321"),
    row(5, "Ana Maria Souza", "1991-01-01"),
    row(6, "Caio Prates"),
    row(7, "CAIO prates"),
    row(8, "Caio Pratas"),
  ];
  expect(alikeRows(rows)).toEqual([
    { row: 3, messages: ["nome parecido com o da linha 2, e mesmo nascimento"] },
    { row: 4, messages: ["mesmo telefone da linha 2"] },
    { row: 7, messages: ["mesmo nome da linha 6"] },
  ]);
});

test("a point in time leaves by the clinic's clock, and its title says whose clock that is", () => {
  const columns = [{ title: "Quando", value: (at: string | null) => at, isInstant: true } as const];
  const [column] = inZone(columns, "America/Manaus");
  expect(column?.title).toBe("Quando (America/Manaus)");
  const written = ["2030-01-10T02:30:15Z", "2030-01-10 02:30:15+00", "2030-07-10T12:00:00.123-03:00", null];
  expect(written.map((at) => column?.value(at))).toEqual([
    ...["2030-01-09 22:30:15", "2030-01-09 22:30:15", "2030-07-10 11:00:00", null],
  ]);
});
