import { type Violation, violationOf } from "@acolhe/database";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Sentence } from "../sentences/catalogue.ts";
import { fieldSentence } from "../sentences/fields.ts";
import { codeOf } from "../sentences/issues.ts";
import { type FieldError, Problem } from "./problem.ts";

/** What a person is told when the database refuses, by the name of the rule. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  patients_cpf: "Já existe um paciente com este CPF.",
  guardians_cpf: "Já existe um responsável com este CPF.",
  users_email: "Já existe um usuário com este e-mail.",
  services_slug_key: "Já existe um serviço com este identificador, talvez entre os excluídos.",
  professionals_registration: "Já existe um profissional com este registro.",
  tags_name: "Já existe uma etiqueta com este nome.",
  saved_views_name: "Você já tem uma visão com este nome nesta página.",
  quick_replies_shortcut: "Já existe uma resposta pronta com este atalho.",
  flows_slug_key: "Já existe um fluxo com este identificador.",
  one_block_of_a_contact: "Este contato já está bloqueado.",
  professional_is_free: "O profissional já tem um agendamento neste horário.",
  patient_is_free: "O paciente já tem um agendamento neste horário.",
  hours_do_not_overlap: "Os horários de trabalho de um dia se sobrepõem.",
  absences_do_not_overlap: "As ausências se sobrepõem.",
};

export const UNREADABLE = "O pedido não pôde ser lido. Confira endereço, cabeçalhos e corpo.";

/** Any error on its way out of a route. An error that no request caused is `internal`, and the caller logs it. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalid(error);
  const violation = violationOf(error);
  if (violation) return refused(violation, error);
  if (isAway(error)) return new Problem("unavailable", { cause: error, retryAfterSeconds: 5 });
  const { statusCode, code = "" } = error as { statusCode?: number; code?: string };
  if (/^FST_ERR_CTP_(?:INVALID|EMPTY)_JSON_BODY$/.test(code))
    return new Problem("invalid-request", { detail: "O corpo não é JSON válido. Confira aspas, vírgulas e chaves." });
  if (statusCode === 413) return new Problem("payload-too-large");
  if (statusCode === 415)
    return new Problem("unsupported-media-type", {
      detail: "Envie o cabeçalho content-type: application/json, ou o que a documentação indica.",
    });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem("invalid-request", { detail: UNREADABLE });
  return new Problem("internal", { cause: error });
}

interface Found {
  readonly instancePath: string;
  /** The kind of issue, and what else the schema said of it. */
  readonly keyword: string;
  readonly params: object;
  readonly message?: string;
}

function invalid(error: { validation: Found[]; validationContext?: string }): Problem {
  const where = error.validationContext === "querystring" ? "query" : (error.validationContext ?? "body");
  return new Problem("invalid-request", {
    // A body as a whole has no path of its own.
    errors: error.validation.map(({ instancePath, keyword, params, message = "" }) =>
      fieldErrorOf(`${where}${instancePath === "/" ? "" : instancePath.replaceAll("/", ".")}`, {
        ...params,
        ...{ code: keyword, message },
      }),
    ),
  });
}

/** What a schema found, with the code of its sentence, or else of its kind. */
function fieldErrorOf(path: string, issue: { readonly code: string; readonly message: string }): FieldError {
  const { message } = issue;
  return { path, message, ...(fieldSentence(message) ? {} : { code: codeOf(issue as Parameters<typeof codeOf>[0]) }) };
}

function refused({ kind, constraint }: Violation, cause: unknown): Problem {
  const detail = SENTENCES[constraint];
  const options = detail === undefined ? { cause } : { cause, detail };
  switch (kind) {
    case "not-unique":
      return new Problem("already-exists", options);
    case "overlap":
      return new Problem("overlap", options);
    case "missing-reference":
      return new Problem("unknown-reference", options);
    // The schemas should have refused it; that they did not is our mistake, but not the sender's riddle.
    case "check":
      return new Problem("invalid-request", options);
    case "append-only":
      return new Problem("internal", options);
  }
}

/** Errors of sockets; PostgreSQL's classes 08 (connection), 40 (a circle of waiting), 53 (no resources), 57 (shut down). */
function isAway(error: unknown): boolean {
  const { code, message = "" } = error as { code?: unknown; message?: string };
  if (typeof code === "string") return /^(?:ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|08|40|53|57)/.test(code);
  return /connection (?:terminated|timeout)|timeout exceeded when trying to connect/i.test(message);
}
