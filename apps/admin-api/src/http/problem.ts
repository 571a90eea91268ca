import { z } from "zod";
import { inLanguage, type Sentence } from "../sentences/catalogue.ts";
import { FIELD_CODES, type FieldCode, fieldSentence } from "../sentences/fields.ts";
import type { ReaderLanguage } from "../sentences/language.ts";

/** Every refusal the API knows, with its status and what a person reads. A code once given is never renamed. */
const PROBLEMS = {
  "invalid-request": [400, "Dados inválidos", "Confira os campos indicados e envie de novo."],
  unauthenticated: [401, "Entre para continuar", "Sua sessão não é válida ou terminou. Entre de novo."],
  "wrong-credentials": [401, "Não foi possível entrar", "E-mail ou senha não conferem."],
  "session-ended": [401, "Sessão encerrada", "Esta sessão terminou. Entre de novo."],
  forbidden: [403, "Sem permissão", "Seu perfil não permite esta ação. Fale com a administração."],
  "cross-site": [403, "Pedido de outra página", "Este pedido não veio do painel. Abra o painel e tente de novo."],
  "password-change-required": [403, "Troque a senha", "Antes de continuar, escolha uma senha nova."],
  "not-found": [404, "Não encontrado", "O que você procura não existe ou foi excluído."],
  "already-exists": [409, "Já existe", "Já há um cadastro com este valor."],
  "possible-duplicate": [
    409,
    "Cadastro parecido",
    "Há cadastros que podem ser da mesma pessoa. Confira antes de salvar.",
  ],
  overlap: [409, "Horário ocupado", "Já existe um agendamento neste horário."],
  "outside-hours": [
    409,
    "Fora do horário",
    "O profissional não atende neste horário. Escolha outro, ou confirme que é este mesmo.",
  ],
  "not-allowed-now": [409, "Não é possível agora", "A situação atual não permite esta ação."],
  "still-in-use": [409, "Ainda em uso", "Há o que ainda depende deste cadastro. Confira antes de continuar."],
  "request-under-way": [409, "Já em andamento", "O mesmo pedido já está sendo atendido. Aguarde um instante."],
  "version-mismatch": [
    412,
    "Alterado por outra pessoa",
    "Este cadastro mudou enquanto você editava. Abra de novo e refaça.",
  ],
  "payload-too-large": [413, "Grande demais", "O que foi enviado passa do tamanho permitido."],
  "unsupported-media-type": [415, "Formato não aceito", "Envie no formato indicado na documentação."],
  "unknown-reference": [422, "Referência inexistente", "Um dos cadastros indicados não existe."],
  "flow-has-problems": [422, "Fluxo com problemas", "Corrija os pontos indicados antes de testar ou publicar."],
  "idempotency-mismatch": [422, "Chave já usada", "Esta chave de repetição já foi usada com outro pedido."],
  "weak-password": [422, "Senha fraca", "Escolha uma senha mais longa e menos previsível."],
  "version-required": [428, "Falta a versão", "Envie em If-Match a versão que você está editando."],
  "too-many-requests": [429, "Muitos pedidos", "Aguarde um pouco antes de tentar de novo."],
  "too-many-failures": [
    429,
    "Acesso bloqueado por um tempo",
    "Foram muitas tentativas com senha errada. Tente mais tarde.",
  ],
  internal: [500, "Erro nosso", "Algo falhou do nosso lado e foi registrado. Tente de novo mais tarde."],
  unavailable: [503, "Indisponível no momento", "Um serviço necessário não respondeu. Tente de novo em instantes."],
} as const satisfies Record<string, readonly [status: number, title: Sentence, detail: Sentence]>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** One field that does not fit. `path` is where it is: `body.birthDate`, `query.limit`. */
export interface FieldError {
  readonly path: string;
  /** Portuguese where one of our own checks says it, else already the reader's. */
  readonly message: string;
  /** Where the sentence does not tell it. */
  readonly code?: FieldCode;
}
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly because: readonly ("cpf" | "phone" | "name")[];
}
/** An appointment that is in the way of another. */
interface Clash {
  readonly id: string;
  readonly of: readonly ("professional" | "patient")[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly patientId: string;
  readonly patient: string;
  readonly professionalId: string;
  readonly professional: string;
}
/** Something that still points to what was to go. */
export interface Reference {
  readonly kind: "appointment" | "conversation" | "lead" | "patient";
  readonly id: string;
  /** Whose name it is; empty where that is not known. */
  readonly name: string;
  readonly at: string | null;
}
export type Outside = "absence" | "holiday" | "professional-hours" | "clinic-hours";

/** What some problems carry on top. */
export interface ProblemExtras {
  readonly errors?: readonly FieldError[];
  readonly candidates?: readonly Candidate[];
  readonly clashes?: readonly Clash[];
  readonly outside?: readonly Outside[];
  readonly references?: readonly Reference[];
  readonly referenceCount?: number;
  readonly retryAfterSeconds?: number;
}

/** An answer in the shape of RFC 9457. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: Sentence;
  readonly detail: Sentence;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, options: ProblemExtras & { detail?: Sentence; cause?: unknown } = {}) {
    const [status, title, sentence] = PROBLEMS[code];
    const { detail = sentence, cause, ...extras } = options;
    super(code, cause === undefined ? {} : { cause });
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.extras = extras;
  }
}

/** A field's error as it is answered. */
function fieldShown({ path, message, code }: FieldError, language: ReaderLanguage) {
  const known = fieldSentence(message);
  return { path, code: code ?? known?.code ?? "invalid", message: known?.in(language) ?? message };
}

export const problemBody = (problem: Problem, requestId: string, language: ReaderLanguage) => ({
  type: `/problems/${problem.code}`,
  code: problem.code,
  title: inLanguage(problem.title, language),
  status: problem.status,
  detail: inLanguage(problem.detail, language),
  requestId,
  ...(problem.extras.errors ? { errors: problem.extras.errors.map((one) => fieldShown(one, language)) } : {}),
  ...(problem.extras.candidates ? { candidates: [...problem.extras.candidates] } : {}),
  ...(problem.extras.clashes ? { clashes: [...problem.extras.clashes] } : {}),
  ...(problem.extras.outside ? { outside: [...problem.extras.outside] } : {}),
  ...(problem.extras.references
    ? { references: [...problem.extras.references], referenceCount: problem.extras.referenceCount }
    : {}),
});

const common = { title: z.string(), detail: z.string(), requestId: z.string() };
const errors = z.array(
  z.object({ path: z.string(), code: z.enum(FIELD_CODES), message: z.string() }).meta({
    id: "FieldError",
    description: "`path` as in `body.birthDate`; `message` is for people, in their language",
  }),
);
const candidates = z.array(
  z.object({ id: z.uuid(), name: z.string(), because: z.array(z.enum(["cpf", "phone", "name"])) }),
);
const clashes = z.array(
  z.object({
    id: z.uuid().describe("Of the appointment that is in the way"),
    of: z.array(z.enum(["professional", "patient"])).describe("Whose time it takes"),
    startsAt: z.string(),
    endsAt: z.string(),
    patientId: z.uuid(),
    patient: z.string(),
    professionalId: z.uuid(),
    professional: z.string(),
  }),
);
const outside = z
  .array(z.enum(["absence", "holiday", "professional-hours", "clinic-hours"]))
  .describe("Why; `allowOutsideHours` in the request confirms it");
const references = z
  .array(
    z.object({
      kind: z.enum(["appointment", "conversation", "lead", "patient"]),
      id: z.string(),
      name: z.string().describe("Whose name it is; empty where that is not known"),
      at: z.string().nullable(),
    }),
  )
  .describe("The first of what still points to it; `release=true` calls visits off and gives work back");
const shapeOf = (code: ProblemCode) => ({
  type: z.literal(`/problems/${code}`),
  code: z.literal(code),
  status: z.literal(PROBLEMS[code][0]),
  ...common,
  ...(["invalid-request", "weak-password", "flow-has-problems", "unknown-reference"].includes(code)
    ? { errors: errors.optional() }
    : {}),
  ...(code === "possible-duplicate" ? { candidates } : {}),
  ...(code === "overlap" ? { clashes: clashes.optional() } : {}),
  ...(code === "outside-hours" ? { outside } : {}),
  ...(code === "still-in-use" ? { references, referenceCount: z.int() } : {}),
});
const [first, ...others] = PROBLEM_CODES;

/** The closed union: one object a code, told apart by `code`. */
export const ProblemSchema = z
  .discriminatedUnion("code", [z.object(shapeOf(first)), ...others.map((code) => z.object(shapeOf(code)))])
  .meta({
    id: "Problem",
    description:
      "RFC 9457. `title` and `detail` are sentences for people, in the language of Accept-Language: pt, es or en.",
  });
