import { z } from "zod";
import { DATE_ORDERS } from "../files/birth-dates.ts";
import { ENCODINGS } from "../files/decode-text.ts";
import { DELIMITERS, type Delimiter } from "../files/delimiter.ts";
import { IMPORT_FIELDS } from "../files/import-columns.ts";
import { NOTICES } from "../files/notices.ts";
import { Flag, Id, line } from "./common.ts";

const Field = z.enum(IMPORT_FIELDS);

const Encoding = z.enum(ENCODINGS);
const DelimiterName = z.enum(Object.keys(DELIMITERS) as Delimiter[]);

/** How a file is to be read, where what is found out is not right. */
const readAs = {
  encoding: Encoding.optional().describe("Of a CSV file; absent: found out"),
  delimiter: DelimiterName.optional().describe("What parts the columns of a CSV file; absent: found out"),
  sheet: z.string().max(100).optional().describe("The tab of a workbook, by its name; absent: the likeliest"),
  hiddenRows: Flag.describe("Take rows that the sheet hides, too"),
};
export const InspectQuery = z.object(readAs);

export const Inspection = z
  .object({
    format: z.enum(["csv", "xlsx"]).describe("By what is in it, whatever it is called"),
    encoding: Encoding.nullable(),
    delimiter: DelimiterName.nullable(),
    sheet: z.string().nullable().describe("The tab that was read"),
    sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
    titlesLine: z.int().describe("The line that names the columns"),
    notices: z
      .array(z.object({ kind: z.enum(NOTICES), count: z.int(), lines: z.array(z.int()).describe("The first of many") }))
      .describe("What is not to be seen in the rows: lines left out, cells filled in, signs that were dropped"),
    rows: z.int().describe("Below the titles"),
    columns: z.array(
      z.object({
        title: z.string(),
        suggested: Field.nullable().describe("By its title, or by what is in it"),
        rival: z.int().nullable().describe("The place of an earlier column with a title of the same field"),
        dateOrder: z
          .enum([...DATE_ORDERS, "unclear", "mixed"])
          .nullable()
          .describe(
            "Of days as 1/2/1990: unclear where each could be a month, mixed where they differ; null: no such days",
          ),
        filled: z.int(),
        samples: z.array(z.string()),
      }),
    ),
    firstRows: z.array(z.object({ row: z.int().describe("Its line in the file"), cells: z.array(z.string()) })),
  })
  .meta({ id: "ImportInspection" });

export const ImportQuery = z.object({
  ...readAs,
  dateOrder: z
    .enum(DATE_ORDERS)
    .optional()
    .describe("Of days of birth as 1/2/1990; absent: found out, or else day first"),
  dryRun: Flag.describe("Only tell what would happen"),
  skipInvalid: Flag.describe("Import the rows without a problem"),
  allowDuplicates: Flag.describe("Take rows whose person may already be on record; never the same CPF"),
  onExisting: z
    .enum(["refuse", "skip", "update"])
    .default("refuse")
    .describe(
      "Rows of people who are there, by CPF or by name and day of birth: told as a problem, left, or brought up to date",
    ),
  bringBackReason: line(300)
    .optional()
    .describe(
      "Why people who had their data erased are entered again; the audit keeps it. Absent: their rows are told as a problem",
    ),
  columns: z
    .string()
    .max(2_000)
    .regex(/^[A-Za-z-]*(?:,[A-Za-z-]*)*$/, "nomes de campos separados por vírgulas")
    .optional()
    .describe(
      "Which field each column holds, in the order of the file, such as name,,birthDate,cpf; absent: by titles",
    ),
  progressId: Id.optional().describe("A new id; how far the import is can be asked under it meanwhile"),
});

export const ImportReport = z
  .object({
    rows: z.int(),
    planned: z
      .object({ create: z.int(), update: z.int(), skip: z.int() })
      .describe("What the rows without a problem come to"),
    imported: z.int().describe("Records that were made"),
    updated: z.int(),
    skipped: z.int(),
    changes: z
      .array(z.object({ row: z.int(), patientId: Id, fields: z.array(Field) }))
      .describe("Of records that are there, what the file says otherwise; of long files the first"),
    problems: z.array(z.object({ row: z.int().describe("Its line in the file"), messages: z.array(z.string()) })),
    warnings: z
      .array(z.object({ row: z.int().describe("Its line in the file"), messages: z.array(z.string()) }))
      .describe("Rows that are only alike: they are taken all the same"),
    erased: z.int().describe("Among the problems: rows of people who had their data erased"),
    ignoredColumns: z.array(z.string()).describe("Titles of columns that hold no field"),
  })
  .meta({ id: "ImportReport" });

export const ImportProgress = z
  .object({
    id: Id,
    total: z.int().describe("Rows of the file"),
    checked: z.int(),
    written: z.int(),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    outcome: z
      .enum(["done", "refused", "failed"])
      .nullable()
      .describe("Null while it is under way; refused: rows had problems, and nothing was changed"),
  })
  .meta({ id: "ImportProgress" });
