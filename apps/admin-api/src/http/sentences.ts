import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: "um texto",
  number: "um número",
  int: "um número inteiro",
  boolean: "verdadeiro ou falso",
  array: "uma lista",
  object: "um objeto",
  record: "um objeto",
};
const FORMATS: Readonly<Record<string, string>> = {
  date: "uma data que existe, como 1990-12-31",
  datetime: "um instante com fuso, como 2026-12-01T09:00:00-03:00",
  email: "um e-mail, como nome@clinica.com.br",
  uuid: "um identificador, como o id de uma lista",
};

/** What is wrong with a value, as people in Brazil say it: what should be there, not what a parser expected. */
export function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "é obrigatório" : `deve ser ${KINDS[issue.expected] ?? issue.expected}`;
    case "too_small":
      return small(issue);
    case "too_big":
      return issue.origin === "number" || issue.origin === "int"
        ? `no máximo ${issue.maximum}`
        : `no máximo ${issue.maximum} ${unitOf(issue)}`;
    case "invalid_format":
      return `deve ser ${FORMATS[issue.format] ?? "escrito no formato indicado na documentação"}`;
    case "invalid_value":
      return issue.expected === "stringbool" ? "true ou false" : `um destes: ${issue.values.join(", ")}`;
    case "unrecognized_keys":
      return `não existe: ${issue.keys.join(", ")}`;
    default:
      return "valor inválido";
  }
}

function small(issue: Extract<Issue, { code: "too_small" }>): string {
  if (issue.origin === "number" || issue.origin === "int") return `no mínimo ${issue.minimum}`;
  if (issue.minimum === 1) return issue.origin === "string" ? "não pode ficar vazio" : "não pode ficar vazia";
  return `ao menos ${issue.minimum} ${unitOf(issue)}`;
}

const unitOf = ({ origin }: { readonly origin: string }) => (origin === "string" ? "caracteres" : "itens");
