import { insertRow } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CSV, type FileRow, readRows, XLSX } from "../files/read-rows.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { IMPORT_BYTES_MAX, IMPORT_ROWS_MAX } from "../limits.ts";
import { Flag } from "../schemas/common.ts";
import { PatientInput } from "../schemas/people.ts";
import type { Deps } from "./deps.ts";
import { duplicatesOf } from "./people-records.ts";
import { withoutUndefined } from "./records.ts";

/** Titles that people give the columns, in small letters. */
const TITLES: Readonly<Record<string, keyof z.input<typeof PatientInput>>> = {
  nome: "name",
  name: "name",
  "nome social": "socialName",
  nascimento: "birthDate",
  "data de nascimento": "birthDate",
  cpf: "cpf",
  telefone: "phone",
  celular: "phone",
  "e-mail": "email",
  email: "email",
  idioma: "language",
  convênio: "insurance",
  convenio: "insurance",
};
/** What a person calls a field that does not fit. */
const LABELS: Readonly<Record<string, string>> = {
  name: "Nome",
  socialName: "Nome social",
  birthDate: "Nascimento",
  cpf: "CPF",
  phone: "Telefone",
  email: "E-mail",
  language: "Idioma",
  insurance: "Convênio",
};
const WHY = { cpf: "mesmo CPF", phone: "mesmo telefone", name: "nome parecido e mesmo nascimento" } as const;

const Report = z
  .object({
    rows: z.int(),
    imported: z.int(),
    problems: z.array(z.object({ row: z.int().describe("Its line in the file"), messages: z.array(z.string()) })),
    ignoredColumns: z.array(z.string()).describe("Titles that are none of ours"),
  })
  .meta({ id: "ImportReport" });

export function addImportRoutes(app: FastifyInstance, deps: Deps): void {
  app.addContentTypeParser([CSV, XLSX], { parseAs: "buffer", bodyLimit: IMPORT_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  );
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/patients/import",
    id: "importPatients",
    summary: `Patients from a file of up to ${IMPORT_ROWS_MAX} rows. Rows with a problem are told one by one; without skipInvalid they stop the whole`,
    tag: "Pacientes",
    query: z.object({
      dryRun: Flag.describe("Only tell what would happen"),
      skipInvalid: Flag.describe("Import the rows without a problem"),
      allowDuplicates: Flag,
    }),
    consumes: [CSV, XLSX],
    bodyLimit: IMPORT_BYTES_MAX,
    answer: Report,
    async handle({ query, db, audit, request }) {
      if (!Buffer.isBuffer(request.body))
        throw new Problem("unsupported-media-type", {
          detail: {
            pt: `Envie um arquivo CSV ou XLSX, com content-type ${CSV} ou ${XLSX}.`,
            es: `Envíe un archivo CSV o XLSX, con content-type ${CSV} o ${XLSX}.`,
            en: `Send a CSV or XLSX file, with content-type ${CSV} or ${XLSX}.`,
          },
        });
      const { titles, rows } = await readRows(request.body, request.headers["content-type"] ?? "");
      if (!titles.some((title) => TITLES[title] === "name"))
        throw new Problem("invalid-request", {
          detail: "A primeira linha precisa dar nome às colunas, uma delas Nome.",
        });
      const seen = new Set<string>();
      const problems: { row: number; messages: string[] }[] = [];
      const fitting: z.output<typeof PatientInput>[] = [];
      for (const row of rows) {
        const parsed = PatientInput.safeParse(personOf(row));
        const messages = parsed.success
          ? []
          : parsed.error.issues.map(({ path, message }) => `${LABELS[String(path[0])] ?? path.join(".")}: ${message}`);
        if (parsed.success) {
          const { cpf } = parsed.data;
          if (cpf && seen.has(cpf)) messages.push("o mesmo CPF está em outra linha");
          if (cpf) seen.add(cpf);
          // Two people may be alike; the database has each CPF once, whatever is allowed.
          for (const { because } of await duplicatesOf(db, "patients", parsed.data))
            if (query.allowDuplicates !== true || because.includes("cpf"))
              messages.push(`já existe um cadastro com ${because.map((one) => WHY[one]).join(" e ")}`);
          if (messages.length === 0) fitting.push(parsed.data);
        }
        if (messages.length > 0) problems.push({ row: row.number, messages });
      }
      const goes = query.dryRun !== true && (problems.length === 0 || query.skipInvalid === true);
      if (goes) for (const person of fitting) await insertRow(db, "patients", withoutUndefined(person));
      const imported = goes ? fitting.length : 0;
      audit({ action: "import", entity: "patient", changes: { rows: rows.length, imported } });
      const ignoredColumns = titles.filter((title) => title !== "" && TITLES[title] === undefined);
      return { rows: rows.length, imported, problems, ignoredColumns };
    },
  });
}

/** Cells by the names of the fields; empty ones and unknown columns are left out. */
function personOf({ cells }: FileRow): Record<string, string> {
  const named = Object.entries(cells).flatMap(([title, text]) => {
    const field = TITLES[title];
    return field === undefined || text === "" ? [] : [[field, field === "birthDate" ? isoDay(text) : text]];
  });
  return Object.fromEntries(named);
}

/** 31/12/1990, as people write it here. */
const isoDay = (text: string) => text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, "$3-$2-$1");
