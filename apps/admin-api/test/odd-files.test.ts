import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { DELIMITERS } from "../src/files/delimiter.ts";
import { suggestedMapping } from "../src/files/import-columns.ts";
import { type ReadAs, readRows } from "../src/files/read-rows.ts";
import type { FileRefused } from "../src/files/refused.ts";
import { partsOf, unpacked } from "../src/files/unzip.ts";
import { inLanguage } from "../src/sentences/catalogue.ts";
import { xlsxOf, zipOf } from "./spreadsheets.ts";

const csv = (text: string | Buffer, as: ReadAs = {}) => readRows(Buffer.from(text as string), as);
const cellsOf = async (text: string | Buffer, as: ReadAs = {}) => (await csv(text, as)).rows.map(({ cells }) => cells);
const noticesOf = async (text: string | Buffer) =>
  (await csv(text)).notices.map(({ kind, count, lines }) => [kind, count, lines]);

describe("a text file", () => {
  test.each([
    ["utf-8", Buffer.from("Nome;Convênio\nJoão;“Saúde” – 1ª\n")],
    ["utf-8", Buffer.from("\ufeffNome;Convênio\nJoão;“Saúde” – 1ª\n")],
    ["windows-1252", Buffer.from("Nome;Conv\xeanio\nJo\xe3o;\x93Sa\xfade\x94 \x96 1\xaa\n", "latin1")],
    ["utf-16le", Buffer.from("\ufeffNome;Convênio\nJoão;“Saúde” – 1ª\n", "utf16le")],
    ["utf-16le", Buffer.from("Nome;Convênio\nJoão;“Saúde” – 1ª\n", "utf16le")],
    ["utf-16be", Buffer.from("\ufeffNome;Convênio\nJoão;“Saúde” – 1ª\n", "utf16le").swap16()],
    ["utf-16be", Buffer.from("Nome;Convênio\nJoão;“Saúde” – 1ª\n", "utf16le").swap16()],
  ])("in %s keeps its letters, and says how it was read", async (encoding, file) => {
    expect(await csv(file)).toMatchObject({
      ...{ format: "csv", encoding, delimiter: "semicolon", titles: ["Nome", "Convênio"] },
      rows: [{ number: 2, cells: ["João", "“Saúde” – 1ª"] }],
    });
  });

  test("is read as it is told to be, where what was found out is wrong", async () => {
    const file = Buffer.from("Nome|Obs;x\nJo\xe3o|1;2\n", "latin1");
    expect((await csv(file, { encoding: "utf-8" })).rows[0]?.cells).toEqual(["Jo\ufffdo", "1;2"]);
    expect((await csv(file, { delimiter: "semicolon" })).rows[0]?.cells).toEqual(["João|1", "2"]);
  });

  test.each(Object.entries(DELIMITERS))("parted by a %s is parted there alone", async (delimiter, sign) => {
    const others = Object.values(DELIMITERS)
      .filter((other) => other !== sign && other !== "\t")
      .join("");
    const line = (...cells: string[]) => cells.join(sign);
    const text = [line("Nome", "Telefone", "Convênio"), line("Ana", "", `Amil 1${others}5`), line("Bia", "", "")].join(
      "\n",
    );
    const parsed = await csv(text);
    expect(parsed.delimiter).toBe(delimiter);
    expect(parsed.rows.map(({ cells }) => cells)).toEqual([["Ana", "", `Amil 1${others}5`], ["Bia"]]);
  });

  test.each([
    ["of one column, with a comma in each name", "Nome\nSilva, Ana\nSouza, Bia", [["Silva, Ana"], ["Souza, Bia"]]],
    [
      "with quoted delimiters and line breaks",
      'a,b\n"x;1;2\ny",2\n"z;;",3',
      [
        ["x;1;2\ny", "2"],
        ["z;;", "3"],
      ],
    ],
    ["that says its delimiter", "sep=,\nNome,Obs;x\nAna,1;2", [["Ana", "1;2"]]],
    [
      "with lines that end as on an old Mac",
      "Nome;CPF\rAna;1\rBia;2",
      [
        ["Ana", "1"],
        ["Bia", "2"],
      ],
    ],
    [
      "whose lines end in several ways",
      "Nome;CPF\r\nAna;1\nBia;2\rCaio;3",
      [
        ["Ana", "1"],
        ["Bia", "2"],
        ["Caio", "3"],
      ],
    ],
    ["with short and long lines", "Nome;CPF\nAna\nBia;2;;;x", [["Ana"], ["Bia", "2", "", "", "x"]]],
  ])("%s is read as it is meant", async (_what, text, cells) => {
    expect(await cellsOf(text)).toEqual(cells);
  });

  test("names its lines as an editor counts them, whatever ends them", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const { rows } = await csv(["Nome;CPF", "", "Ana;1", ";;", "Bia;2"].join(end));
      expect(
        rows.map(({ number }) => number),
        JSON.stringify(end),
      ).toEqual([3, 5]);
    }
  });

  test("may have lines above its titles, its titles again, sums, and NULs: each is told", async () => {
    const text = [
      "Clínica Vida;;",
      "Relatório de 01/02/2030",
      "",
      "Nome;CPF;Telefone",
      "An\0a;1;",
      "Nome;CPF;Telefone",
      "Bia;2;",
      "Total;2;",
      "Total geral: 2",
    ].join("\n");
    expect(await csv(text)).toMatchObject({ titlesLine: 4, titles: ["Nome", "CPF", "Telefone"] });
    expect(await cellsOf(text)).toEqual([
      ["Ana", "1"],
      ["Bia", "2"],
    ]);
    expect(await noticesOf(text)).toEqual([
      ["lines-above", 2, [1, 2]],
      ["sums", 2, [8, 9]],
      ["titles-again", 1, [6]],
      ["nul-bytes", 1, []],
    ]);
  });

  test("keeps people whose names are like a sum or a title", async () => {
    const text = "Nome;CPF;Convênio\nTotal;52998224725;\nTotal;;Unimed\nSoma Paciente;;\nPaciente;;\nTotalina;1;";
    expect((await cellsOf(text)).map(([name]) => name)).toEqual([
      "Total",
      "Total",
      "Soma Paciente",
      "Paciente",
      "Totalina",
    ]);
  });

  test("with a stray quotation mark keeps it, and tells the line", async () => {
    const text = 'Nome;Obs\nAna;tela de 15" nova\nBia "Bibi" Sá;x\n"Caio";y';
    expect(await cellsOf(text)).toEqual([
      ["Ana", 'tela de 15" nova'],
      ['Bia "Bibi" Sá', "x"],
      ["Caio", "y"],
    ]);
    expect(await noticesOf(text)).toEqual([["stray-quotes", 2, [2, 3]]]);
  });

  test.each([
    ["at the end", 'Nome;Obs\nAna;1\n"Bia;2\nCaio;3', 3],
    ["before another stray one", 'Nome;Obs\nAna;1\n"Bia;2\n"Caio;3\nDora;4', 3],
    ["behind a stray one", 'Nome;Obs\nAna;15"\nBia;"2\nCaio;3\n', 3],
  ])("with a quotation mark that never closes, %s, is refused with its line", async (_where, text, line) => {
    const refused: FileRefused = await csv(text).then(
      () => expect.fail("it was taken"),
      (error) => error,
    );
    expect(inLanguage(refused.detail, "pt")).toMatch(new RegExp(`^Na linha ${line} há uma aspa`));
  });
});

test("of columns with one title both are kept, and the second is not guessed to be the first", async () => {
  const parsed = await csv("Nome;Telefone;Telefone\nAna;11 98765-4321;11 91234-5678");
  expect(parsed.rows[0]?.cells).toEqual(["Ana", "11 98765-4321", "11 91234-5678"]);
  expect(suggestedMapping(parsed)).toEqual(["name", "phone", null]);
});

/** What is called a spreadsheet and is none, with the words that say so. */
const WRONG: [what: string, file: () => Buffer, words: RegExp][] = [
  [
    "old Excel",
    () => Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
    /Excel antigo \(\.xls\)\. Abra-o e use Arquivo, Salvar como/,
  ],
  [
    "a password",
    () =>
      Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(600),
        Buffer.from("EncryptedPackage", "utf16le"),
      ]),
    /tem senha.*apague a senha/,
  ],
  [
    "ODS",
    () =>
      zipOf([
        { name: "mimetype", data: Buffer.from("x") },
        { name: "opendocument.xml", data: Buffer.from("x") },
      ]),
    /ODS/,
  ],
  ["HTML", () => Buffer.from("\ufeff\n<html><table><tr><td>Nome</td></tr></table></html>"), /página da web/],
  ["HTML in UTF-16", () => Buffer.from("\ufeff<table><tr><td>Nome", "utf16le"), /página da web/],
  ["XML of 2003", () => Buffer.from('<?xml version="1.0"?><Workbook/>'), /página da web/],
  ["PDF", () => Buffer.from("%PDF-1.7 ..."), /não é uma planilha/],
  ["a picture", () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), /não é uma planilha/],
  ["XLSB", () => zipOf([{ name: "xl/workbook.bin", data: Buffer.from("x") }]), /XLSB/],
  ["a text document", () => zipOf([{ name: "word/document.xml", data: Buffer.from("<a/>") }]), /não pôde ser lido/],
];
test.each(WRONG)("%s under the name of a spreadsheet is refused with what to do", async (_what, made, words) => {
  const refused: FileRefused = await readRows(made()).then(
    () => expect.fail("it was taken"),
    (error) => error,
  );
  expect(inLanguage(refused.detail, "pt")).toMatch(words);
});

/** The parts of a workbook in another order, as Excel and others write them. */
async function reordered(file: Buffer, order: (names: string[]) => string[]): Promise<Buffer> {
  const parts = new Map<string, Buffer>();
  for (const part of partsOf(file)) {
    const chunks: Buffer[] = [];
    for await (const chunk of unpacked(part)) chunks.push(chunk);
    parts.set(part.name, Buffer.concat(chunks));
  }
  return zipOf(order([...parts.keys()]).map((name) => ({ name, data: parts.get(name)! })));
}

describe("a workbook", () => {
  const people = (sheet: ExcelJS.Worksheet) => {
    sheet.addRow(["Nome", "CPF"]);
    sheet.addRow(["Ana", "52998224725"]);
  };

  test("is read whatever the order of its parts", async () => {
    const file = await xlsxOf(people);
    const orders: ((names: string[]) => string[])[] = [
      (names) => names,
      (names) => names.toReversed(),
      (names) => names.toSorted(),
      (names) => names.toSorted((a, b) => Number(b.includes("sheet1")) - Number(a.includes("sheet1"))),
      (names) => names.toSorted((a, b) => Number(b.includes("shared")) - Number(a.includes("shared"))),
      (names) => names.toSorted((a, b) => Number(a.includes("styles")) - Number(b.includes("styles"))),
    ];
    for (const order of orders)
      expect((await readRows(await reordered(file, order))).rows).toEqual([
        { number: 2, cells: ["Ana", "52998224725"] },
      ]);
  });

  const tabs = async (): Promise<Buffer> => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet("Resumo").addRows([
      ["Mês", "Total"],
      ["Janeiro", 3],
      ["Fevereiro", 4],
      ["Março", 5],
    ]);
    people(workbook.addWorksheet("Antigos", { state: "hidden" }));
    people(workbook.addWorksheet("Pacientes"));
    return Buffer.from(await workbook.xlsx.writeBuffer());
  };

  test("of several tabs is read at the likeliest visible one, or at the one chosen", async () => {
    const file = await tabs();
    const sheets = [
      { name: "Resumo", hidden: false },
      { name: "Antigos", hidden: true },
      { name: "Pacientes", hidden: false },
    ];
    expect(await readRows(file)).toMatchObject({ format: "xlsx", sheet: "Pacientes", sheets, titles: ["Nome", "CPF"] });
    expect(await readRows(file, { sheet: "Resumo" })).toMatchObject({ titles: ["Mês", "Total"] });
    expect(await readRows(file, { sheet: "Antigos" })).toMatchObject({ notices: [{ kind: "hidden-sheet" }] });
    await expect(readRows(file, { sheet: "Outra" })).rejects.toMatchObject({ name: "FileRefused" });
  });

  test("shows of merged cells what is seen, leaves hidden rows out unless asked, and tells both", async () => {
    const file = await xlsxOf((sheet) => {
      sheet.addRow(["Clínica Vida"]);
      sheet.mergeCells("A1:C1");
      sheet.addRow(["Nome", "CPF", "Convênio"]);
      sheet.addRow(["Ana", "1", "Unimed"]);
      sheet.addRow(["Bia", "2"]);
      sheet.mergeCells("C3:C4");
      sheet.addRow(["Caio", "3"]).hidden = true;
      sheet.addRow(["Total", { formula: "COUNTA(A3:A5)", result: 3 }]);
      sheet.addRow(["Dora", { formula: "B3" }]);
    });
    const parsed = await readRows(file);
    expect(parsed.rows).toEqual([
      { number: 3, cells: ["Ana", "1", "Unimed"] },
      { number: 4, cells: ["Bia", "2", "Unimed"] },
      { number: 7, cells: ["Dora"] },
    ]);
    expect(parsed.notices.map(({ kind, lines }) => [kind, lines])).toEqual([
      ["lines-above", [1]],
      ["sums", [6]],
      ["hidden-rows", [5]],
      ["merged-cells", [4]],
      ["formulas-without-value", [7]],
    ]);
    expect((await readRows(file, { hiddenRows: true })).rows.map(({ cells }) => cells[0])).toEqual([
      "Ana",
      "Bia",
      "Caio",
      "Dora",
    ]);
  });

  test("gives numbers whole, with the zeros that its format shows, and days of either count", async () => {
    const file = await xlsxOf((sheet) => {
      sheet.addRow(["Nome", "CPF", "Telefone", "Nascimento", "Código"]);
      const row = sheet.addRow(["Ana", 1234567890, 1.1987654321e10, 33238, { error: "#N/A" }]);
      row.getCell(2).numFmt = "00000000000";
      row.getCell(4).numFmt = "dd\\/mm\\/yyyy;@";
    });
    expect((await readRows(file)).rows[0]?.cells).toEqual(["Ana", "01234567890", "11987654321", "1990-12-31", "#N/A"]);
    const since1904 = await reordered(file, (names) => names);
    const parts = await Promise.all(
      partsOf(since1904).map(async (part) => {
        const chunks: Buffer[] = [];
        for await (const chunk of unpacked(part)) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString();
        return {
          name: part.name,
          data: Buffer.from(
            text.replace(/<workbookPr[^>]*>/, '<workbookPr date1904="1"/>').replace(">33238<", ">31776<"),
          ),
        };
      }),
    );
    expect((await readRows(zipOf(parts))).rows[0]?.cells[3]).toBe("1990-12-31");
  });

  test("written with prefixes, without references and with texts in place is read like any other", async () => {
    const sheet = `<x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Nome</x:t></x:is></x:c></x:row>
      <x:row><x:c t="str"><x:f>A1</x:f><x:v>Ana &amp; B_x00e9_a</x:v></x:c><x:c/><x:c t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const parts = {
      "XL/Workbook.xml": '<x:workbook><x:sheets><x:sheet name="A" r:id="r1"/></x:sheets></x:workbook>',
      "xl/_rels/workbook.xml.rels":
        '<Relationships><Relationship Id="r1" Type="t/worksheet" Target="/xl/worksheets/Sheet1.xml"/></Relationships>',
      "xl\\worksheets\\sheet1.xml": sheet,
    };
    const file = zipOf(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) })));
    expect((await readRows(file)).rows).toEqual([{ number: 2, cells: ["Ana & Béa", "", "sim"] }]);
  });
});
