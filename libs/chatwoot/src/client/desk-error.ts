/**
 * What to do about a failed call. `retry`: nothing was written, or writing again does no harm. `unknown`: perhaps
 * written, look before writing again. `gone`: what we remember does not exist any more, find or create it anew.
 * `refuse`: this will never be taken, go on without it. `stop`: credentials, nothing will work until a person acts.
 */
export type DeskFailureKind = "retry" | "unknown" | "gone" | "refuse" | "stop";

interface Failure {
  readonly kind: DeskFailureKind;
  /** For the operator. */
  readonly sentence: string;
}

/** Closed list of failures of a call to Chatwoot. */
export const DESK_ERRORS = {
  "credentials-rejected": {
    kind: "stop",
    sentence: "O Chatwoot não aceitou o token. Confira os tokens nas configurações.",
  },
  "not-allowed": {
    kind: "stop",
    sentence:
      "O token do Chatwoot não tem acesso à conta ou à caixa de entrada. Confira a conta, a caixa e o papel do usuário.",
  },
  "not-found": { kind: "gone", sentence: "O contato ou a conversa não existe mais no Chatwoot. Será criado de novo." },
  taken: { kind: "refuse", sentence: "O Chatwoot já tem um contato com este número ou endereço." },
  "too-many-messages": {
    kind: "retry",
    sentence: "O Chatwoot limitou as mensagens desta conversa. Será tentado de novo.",
  },
  "rate-limited": { kind: "retry", sentence: "O Chatwoot pediu para ir mais devagar. Será tentado de novo." },
  refused: { kind: "refuse", sentence: "O Chatwoot recusou os dados. Um item ficou fora do espelho." },
  unavailable: { kind: "retry", sentence: "O Chatwoot está fora do ar no momento. Será tentado de novo." },
  "not-reached": { kind: "retry", sentence: "Não foi possível conectar ao Chatwoot. Será tentado de novo." },
  "server-failed": {
    kind: "unknown",
    sentence: "O Chatwoot falhou durante a chamada. Será conferido antes de repetir.",
  },
  "answer-lost": { kind: "unknown", sentence: "A resposta do Chatwoot se perdeu. Será conferido antes de repetir." },
  "unreadable-answer": {
    kind: "unknown",
    sentence: "A resposta do Chatwoot não faz sentido. Será conferido antes de repetir.",
  },
} as const satisfies Record<string, Failure>;
export type DeskErrorCode = keyof typeof DESK_ERRORS;

/** A failed call. Its message holds no token, no phone and no text of a message. */
export class DeskError extends Error {
  override readonly name = "DeskError";
  readonly code: DeskErrorCode;
  readonly kind: DeskFailureKind;
  readonly sentence: string;

  constructor(code: DeskErrorCode, detail: string, options: { cause?: unknown } = {}) {
    super(`${code}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.kind = DESK_ERRORS[code].kind;
    this.sentence = DESK_ERRORS[code].sentence;
  }
}

/** A 401 may also mean a missing role or membership; only two wordings are about the token itself. */
export function errorFromResponse(operation: string, status: number, body: unknown): DeskError {
  const said = wordsOf(body);
  const detail = `${operation} answered ${status}`;
  const make = (code: DeskErrorCode) => new DeskError(code, detail);
  if (status === 401)
    return make(/invalid access token|need to sign in/i.test(said) ? "credentials-rejected" : "not-allowed");
  if (status === 403) return make("not-allowed");
  if (status === 404) return make("not-found");
  if (status === 429) return make("rate-limited");
  if (status === 422 && /too many messages/i.test(said)) return make("too-many-messages");
  if (status === 422 && /already been taken|should be unique/i.test(said)) return make("taken");
  if (status >= 400 && status < 500) return make("refused");
  if (status === 502 || status === 503) return make("unavailable");
  if (status >= 500) return make("server-failed");
  return make("unreadable-answer");
}

/** A call that brought no answer: refused connections wrote nothing, all else may have. */
export function errorFromException(operation: string, error: unknown): DeskError {
  const code = codeOf(error);
  const reached = ![
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
  ].includes(code);
  return new DeskError(
    reached ? "answer-lost" : "not-reached",
    `${operation} brought no answer (${code || "no code"})`,
  );
}

function codeOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: unknown };
  if (typeof code === "string") return code;
  if (name === "TimeoutError") return "timeout";
  return cause ? codeOf(cause) : "";
}

function wordsOf(body: unknown): string {
  const { error, message, errors } = (body ?? {}) as Record<string, unknown>;
  return [error, message, ...(Array.isArray(errors) ? errors : [])].filter((one) => typeof one === "string").join(" ");
}
