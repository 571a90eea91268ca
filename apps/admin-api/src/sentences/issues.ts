import type { z } from "zod";
import type { FieldCode } from "./fields.ts";
import type { ReaderLanguage } from "./language.ts";

type Issue = z.core.$ZodRawIssue;
type Told = readonly [code: FieldCode, sentence: string];

/** How each language says what a schema of ours may find. */
interface Words {
  readonly required: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly formats: Readonly<Record<string, string>>;
  readonly otherFormat: string;
  readonly shouldBe: (what: string) => string;
  readonly atMost: (limit: unknown, unit?: Unit) => string;
  readonly atLeast: (limit: unknown, unit?: Unit) => string;
  readonly emptyText: string;
  readonly emptyList: string;
  readonly oneOf: (values: string) => string;
  readonly unknown: (keys: string) => string;
  readonly invalid: string;
}
type Unit = "characters" | "items";
const MOMENT = "2026-12-01T09:00:00-03:00";
const unitOf = ({ origin }: { readonly origin: string }): Unit => (origin === "string" ? "characters" : "items");

const kinds = (text: string, number: string, int: string, flag: string, list: string, object: string) => ({
  ...{ string: text, number, int, boolean: flag, array: list, object, record: object },
});

const WORDS: Readonly<Record<ReaderLanguage, Words>> = {
  pt: {
    required: "é obrigatório",
    kinds: kinds("um texto", "um número", "um número inteiro", "verdadeiro ou falso", "uma lista", "um objeto"),
    formats: {
      date: "uma data que existe, como 1990-12-31",
      datetime: `um instante com fuso, como ${MOMENT}`,
      email: "um e-mail, como nome@clinica.com.br",
      uuid: "um identificador, como o id de uma lista",
    },
    otherFormat: "escrito no formato indicado na documentação",
    shouldBe: (what) => `deve ser ${what}`,
    atMost: (limit, unit) => `no máximo ${limit}${unit ? { characters: " caracteres", items: " itens" }[unit] : ""}`,
    atLeast: (limit, unit) =>
      unit ? `ao menos ${limit} ${{ characters: "caracteres", items: "itens" }[unit]}` : `no mínimo ${limit}`,
    emptyText: "não pode ficar vazio",
    emptyList: "não pode ficar vazia",
    oneOf: (values) => `um destes: ${values}`,
    unknown: (keys) => `não existe: ${keys}`,
    invalid: "valor inválido",
  },
  es: {
    required: "es obligatorio",
    kinds: kinds("un texto", "un número", "un número entero", "verdadero o falso", "una lista", "un objeto"),
    formats: {
      date: "una fecha que exista, como 1990-12-31",
      datetime: `un instante con huso horario, como ${MOMENT}`,
      email: "un correo electrónico, como nombre@clinica.com",
      uuid: "un identificador, como el id de una lista",
    },
    otherFormat: "escrito en el formato que indica la documentación",
    shouldBe: (what) => `debe ser ${what}`,
    atMost: (limit, unit) =>
      `como máximo ${limit}${unit ? { characters: " caracteres", items: " elementos" }[unit] : ""}`,
    atLeast: (limit, unit) =>
      `al menos ${limit}${unit ? { characters: " caracteres", items: " elementos" }[unit] : ""}`,
    emptyText: "no puede quedar vacío",
    emptyList: "no puede quedar vacía",
    oneOf: (values) => `uno de estos: ${values}`,
    unknown: (keys) => `no existe: ${keys}`,
    invalid: "valor no válido",
  },
  en: {
    required: "is required",
    kinds: kinds("text", "a number", "a whole number", "true or false", "a list", "an object"),
    formats: {
      date: "a date that exists, such as 1990-12-31",
      datetime: `a moment with its offset, such as ${MOMENT}`,
      email: "an e-mail address, such as name@clinic.com",
      uuid: "an identifier, such as the id from a list",
    },
    otherFormat: "written as the documentation says",
    shouldBe: (what) => `must be ${what}`,
    atMost: (limit, unit) => `at most ${limit}${unit ? ` ${unit}` : ""}`,
    atLeast: (limit, unit) => `at least ${limit}${unit ? ` ${unit}` : ""}`,
    emptyText: "must not be empty",
    emptyList: "must not be empty",
    oneOf: (values) => `one of these: ${values}`,
    unknown: (keys) => `does not exist: ${keys}`,
    invalid: "invalid value",
  },
};

/** What is wrong with a value, as people say it: what should be there, not what a parser expected. */
export const sentenceOf = (issue: Issue, language: ReaderLanguage): string => told(issue, WORDS[language])[1];

/** The same for a program. An issue that is over no longer says that there was no value, but its sentence does. */
export function codeOf(issue: Issue & { readonly message?: string | undefined }): FieldCode {
  const isMissing = Object.values(WORDS).some(({ required }) => required === issue.message);
  return isMissing ? "required" : told({ ...issue, input: null } as Issue, WORDS.pt)[0];
}

function told(issue: Issue, words: Words): Told {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return ["required", words.required];
      return ["wrong-type", words.shouldBe(words.kinds[issue.expected] ?? issue.expected)];
    case "too_small":
      return small(issue, words);
    case "too_big":
      if (isNumber(issue)) return ["too-large", words.atMost(issue.maximum)];
      return [issue.origin === "string" ? "too-long" : "too-many", words.atMost(issue.maximum, unitOf(issue))];
    case "invalid_format":
      return [
        FORMAT_CODES[issue.format] ?? "invalid-format",
        words.shouldBe(words.formats[issue.format] ?? words.otherFormat),
      ];
    case "invalid_value":
      if (issue.expected === "stringbool") return ["not-an-option", words.oneOf("true, false")];
      if (issue.input === undefined) return ["required", words.required];
      return ["not-an-option", words.oneOf(issue.values.join(", "))];
    case "unrecognized_keys":
      return ["unknown-field", words.unknown(issue.keys.join(", "))];
    default:
      return ["invalid", words.invalid];
  }
}

const FORMAT_CODES: Readonly<Record<string, FieldCode>> = {
  date: "invalid-date",
  datetime: "invalid-instant",
  email: "invalid-email",
  uuid: "invalid-id",
};
const isNumber = ({ origin }: { readonly origin: string }) => origin === "number" || origin === "int";

function small(issue: Extract<Issue, { code: "too_small" }>, words: Words): Told {
  if (isNumber(issue)) return ["too-small", words.atLeast(issue.minimum)];
  if (issue.minimum === 1) return ["empty", issue.origin === "string" ? words.emptyText : words.emptyList];
  return [issue.origin === "string" ? "too-short" : "too-few", words.atLeast(issue.minimum, unitOf(issue))];
}
