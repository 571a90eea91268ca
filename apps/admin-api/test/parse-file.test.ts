import { describe, expect, test } from "vitest";
import { parseFile } from "../src/files/parse-file.ts";
import type { Problem } from "../src/http/problem.ts";
import {
  IMPORT_CELLS_MAX,
  IMPORT_COLUMNS_MAX,
  IMPORT_INFLATED_BYTES_MAX,
  IMPORT_PARSER_MB_MAX,
  IMPORT_ROWS_MAX,
} from "../src/limits.ts";
import { inLanguage } from "../src/sentences/catalogue.ts";
import { xlsxOf, zipOf } from "./spreadsheets.ts";

const MEGABYTE = 1024 * 1024;
const csv = (text: string | Buffer) => parseFile(Buffer.from(text as string));

test("cells come by their place with their line's number, whatever parts them and however they are written", async () => {
  const expected = { titles: ["Nome", "Cidade"], rows: [{ number: 3, cells: ["Íris, Ana", "São Paulo"] }] };
  expect(await csv("\ufeffNome;Cidade\n;\nÍris, Ana;São Paulo\n")).toMatchObject(expected);
  expect(await csv('Nome,Cidade\n,\n"Íris, Ana",São Paulo\n')).toMatchObject(expected);
  expect(await csv("Nome\tCidade\n\t\nÍris, Ana\tSão Paulo")).toMatchObject(expected);
  expect(await csv(Buffer.from("Nome;Cidade\n;\nÍris, Ana;São Paulo\n", "latin1")), "of Windows").toMatchObject(
    expected,
  );
  expect(await csv(Buffer.from("\ufeffNome\tCidade\n\t\nÍris, Ana\tSão Paulo", "utf16le"))).toMatchObject(expected);
});

test("a sheet's days, numbers, formulas and formatted texts are what is seen in it", async () => {
  const file = await xlsxOf((sheet) => {
    sheet.addRow(["Nome", "Nascimento", "CPF", "Telefone", "Soma"]);
    sheet.addRow([]);
    const day = new Date("1990-12-31T00:00:00Z");
    sheet.addRow([{ richText: [{ text: "Íris " }, { text: "Antunes" }] }, day, 52998224725, 11987654321]);
    sheet.getCell("E3").value = { formula: "1+1", result: 2 };
  });
  expect((await parseFile(file)).rows).toEqual([
    { number: 3, cells: ["Íris Antunes", "1990-12-31", "52998224725", "11987654321", "2"] },
  ]);
});

const wide = (columns: number) => Array.from({ length: columns }, (_, n) => `c${n}`).join(";");

describe("at the edge of a limit a file is taken, and beyond it refused:", () => {
  test("columns", async () => {
    expect((await csv(`${wide(IMPORT_COLUMNS_MAX)}\nx`)).titles).toHaveLength(IMPORT_COLUMNS_MAX);
    await expect(csv(`${wide(IMPORT_COLUMNS_MAX + 1)}\nx`)).rejects.toMatchObject({
      ...{ code: "payload-too-large", detail: { pt: expect.stringContaining("colunas") } },
    });
  });

  test("rows", async () => {
    expect((await csv(`nome\n${"x\n".repeat(IMPORT_ROWS_MAX)}`)).rows).toHaveLength(IMPORT_ROWS_MAX);
    await expect(csv(`nome\n${"x\n".repeat(IMPORT_ROWS_MAX + 1)}`)).rejects.toMatchObject({
      ...{ code: "payload-too-large", detail: { pt: expect.stringContaining("linhas") } },
    });
  });

  test("cells", async () => {
    const rows = IMPORT_CELLS_MAX / IMPORT_COLUMNS_MAX - 1;
    const full = `${wide(IMPORT_COLUMNS_MAX)}\n`.repeat(rows + 1);
    expect((await csv(full)).rows).toHaveLength(rows);
    await expect(csv(`${full}x`)).rejects.toMatchObject({
      ...{ code: "payload-too-large", detail: { pt: expect.stringContaining("células") } },
    });
  });
});

const HOSTILE: [what: string, file: () => Buffer | Promise<Buffer>, code: string][] = [
  ["nothing, called a spreadsheet", () => Buffer.alloc(0), "invalid-request"],
  ["blank lines", () => Buffer.from(";;;\n;;;\n"), "invalid-request"],
  ["what is no ZIP file", () => Buffer.from("PK\u0003\u0004 no zip"), "invalid-request"],
  ["a directory that leads nowhere", () => zipOf([]).fill(0xff, 16, 20), "invalid-request"],
  ["no sheet", () => zipOf([{ name: "a.txt", data: Buffer.from("a") }]), "invalid-request"],
  [
    "a cell in the last column a sheet has, in 300 rows",
    () =>
      xlsxOf((sheet) => {
        for (let row = 1; row <= 300; row += 1) sheet.getCell(`XFD${row}`).value = "x";
      }),
    "payload-too-large",
  ],
  ["a million columns", () => Buffer.from("a;".repeat(MEGABYTE)), "payload-too-large"],
  ["a text that never closes", () => Buffer.from(`nome\n"${"x".repeat(4 * MEGABYTE)}`), "invalid-request"],
  [
    "more than it may be, unpacked",
    () => zipOf([{ name: "xl/sharedStrings.xml", data: Buffer.alloc(IMPORT_INFLATED_BYTES_MAX + 1, " ") }]),
    "payload-too-large",
  ],
  [
    "the same, with another size claimed",
    () => {
      const data = Buffer.alloc(IMPORT_INFLATED_BYTES_MAX + 1, " ");
      return zipOf([{ name: "xl/sharedStrings.xml", data, claimed: 1_000 }]);
    },
    "payload-too-large",
  ],
];

test.each(HOSTILE)(
  "a file of %s is refused with a sentence, and nothing of it stays in memory",
  async (...[, made, code]) => {
    const file = await made();
    const before = process.memoryUsage().rss;
    const refused: Problem = await parseFile(file).then(
      () => expect.fail("it was taken"),
      (problem) => problem,
    );
    expect(refused).toMatchObject({ name: "Problem", code });
    expect(inLanguage(refused.detail, "pt")).toMatch(/\.$/);
    expect((process.memoryUsage().rss - before) / MEGABYTE).toBeLessThan(IMPORT_PARSER_MB_MAX);
  },
);

test("a file that takes too long, or too much memory, is given up, and its thread ends", async () => {
  const full = Buffer.from(`${wide(IMPORT_COLUMNS_MAX)}\n`.repeat(2_500));
  await expect(parseFile(full, {}, { msMax: 1 })).rejects.toMatchObject({
    ...{ code: "payload-too-large", detail: expect.stringContaining("demorou") },
  });
  await expect(parseFile(full, {}, { mbMax: 4 })).rejects.toMatchObject({
    ...{ code: "payload-too-large", detail: expect.stringContaining("grande demais") },
  });
  expect((await parseFile(full)).rows).toHaveLength(2_499);
});
