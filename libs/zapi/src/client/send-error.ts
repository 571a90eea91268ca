import { DELIVERY_ERRORS, type DeliveryErrorCode } from "./delivery-errors.ts";
import type { FailureKind } from "./failure-kind.ts";

interface Failure {
  readonly kind: FailureKind;
  /** For the operator. */
  readonly sentence: string;
  readonly retryAfterMs?: number;
}

/** Closed list of failures of a call. A refusal may also carry a code of a failed delivery. */
export const SEND_ERRORS = {
  "credentials-rejected": {
    kind: "park",
    sentence: "A Z-API recusou as credenciais. Confira o Client-Token e a lista de IPs permitidos no painel.",
  },
  "instance-not-found": {
    kind: "park",
    sentence: "A Z-API não reconhece esta instância. Confira o ID e o token da instância.",
  },
  "subscription-lapsed": {
    kind: "hold",
    sentence: "A assinatura da instância na Z-API venceu. Renove para voltar a enviar.",
  },
  "channel-disconnected": {
    kind: "hold",
    sentence: "O WhatsApp da clínica está desconectado. Leia o QR code novamente; os envios continuam depois.",
  },
  "wrong-request": {
    kind: "drop",
    sentence: "A Z-API não entendeu a chamada. Avise o suporte do sistema.",
  },
  refused: {
    kind: "drop",
    sentence: "A Z-API recusou a mensagem, por um motivo ainda desconhecido. Uma pessoa precisa conferir.",
  },
  "rate-limited": {
    kind: "retry",
    sentence: "A Z-API pediu para enviar mais devagar. Será tentado de novo.",
    retryAfterMs: 5000,
  },
  "gateway-unavailable": {
    kind: "retry",
    sentence: "A Z-API está fora do ar no momento. Será tentado de novo.",
    retryAfterMs: 2000,
  },
  "not-reached": {
    kind: "retry",
    sentence: "Não foi possível conectar à Z-API. Será tentado de novo.",
    retryAfterMs: 1000,
  },
  "gateway-failed": {
    kind: "unknown",
    sentence: "A Z-API falhou durante o envio. Não se sabe se a mensagem saiu.",
  },
  "outcome-unknown": {
    kind: "unknown",
    sentence: "A conexão caiu durante o envio. Não se sabe se a mensagem saiu.",
  },
  "unreadable-answer": {
    kind: "unknown",
    sentence: "A resposta da Z-API não pôde ser lida. Não se sabe se a mensagem saiu.",
  },
} as const satisfies Record<string, Failure>;

export type SendErrorCode = keyof typeof SEND_ERRORS | DeliveryErrorCode;

/** A failed call to the gateway. Its message holds no credential, no phone and no text of a message. */
export class SendError extends Error {
  override readonly name = "SendError";
  readonly code: SendErrorCode;
  readonly kind: FailureKind;
  readonly sentence: string;
  readonly retryAfterMs?: number;

  constructor(code: SendErrorCode, detail: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(`${code}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause });
    const failure: Failure =
      code in SEND_ERRORS ? SEND_ERRORS[code as keyof typeof SEND_ERRORS] : deliveryFailure(code);
    this.code = code;
    this.kind = failure.kind;
    this.sentence = failure.sentence;
    const retryAfterMs = options.retryAfterMs ?? failure.retryAfterMs;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

function deliveryFailure(code: SendErrorCode): Failure {
  return DELIVERY_ERRORS[code as DeliveryErrorCode];
}
