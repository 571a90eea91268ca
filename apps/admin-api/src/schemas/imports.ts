import { z } from "zod";
import { IMPORT_FIELDS } from "../files/import-columns.ts";
import { Flag, Id } from "./common.ts";

const Field = z.enum(IMPORT_FIELDS);

export const Inspection = z
  .object({
    format: z.enum(["csv", "xlsx"]),
    rows: z.int().describe("Below the titles"),
    columns: z.array(
      z.object({
        title: z.string(),
        suggested: Field.nullable().describe("By its title, or by what is in it"),
        filled: z.int(),
        samples: z.array(z.string()),
      }),
    ),
    firstRows: z.array(z.object({ row: z.int().describe("Its line in the file"), cells: z.array(z.string()) })),
  })
  .meta({ id: "ImportInspection" });

export const ImportQuery = z.object({
  dryRun: Flag.describe("Only tell what would happen"),
  skipInvalid: Flag.describe("Import the rows without a problem"),
  allowDuplicates: Flag.describe("Take rows that may be somebody who is there; never the same CPF"),
  onExisting: z
    .enum(["refuse", "skip", "update"])
    .default("refuse")
    .describe(
      "Rows of people who are there, by CPF or by name and day of birth: told as a problem, left, or brought up to date",
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
