import type { FailureKind } from "./failure-kind.ts";

interface DeliveryFailure {
  readonly kind: FailureKind;
  /** For the operator. */
  readonly sentence: string;
  /** The gateway's own words, lower case and without a final full stop: it has no codes. */
  readonly texts: readonly string[];
}

/** Closed list of what can go wrong after the gateway queued a message. */
export const DELIVERY_ERRORS = {
  "phone-not-on-whatsapp": {
    kind: "drop",
    sentence: "Este número não tem WhatsApp. Confira o telefone do contato.",
    texts: ["phone number does not exist", "message has not been sent because it got invalid phone number"],
  },
  "shadow-ban": {
    kind: "hold",
    sentence: "O WhatsApp parece estar limitando o número da clínica. Suspenda envios em massa e aguarde.",
    texts: ["the message was not sent due to a likely shadow ban"],
  },
  "rejected-by-whatsapp": {
    kind: "hold",
    sentence: "O WhatsApp recusou a mensagem. O número da clínica pode estar restrito.",
    texts: ["whatsapp rejected sending this message"],
  },
  "no-permission": {
    kind: "drop",
    sentence: "O WhatsApp não permite enviar esta mensagem a este contato.",
    texts: [
      "whatsapp did not allow sending this message",
      "did not have permission to send this message",
      "does not have permission to send the message",
    ],
  },
  "wrong-chat-kind": {
    kind: "drop",
    sentence: "Este tipo de mensagem não serve para este tipo de conversa.",
    texts: [
      "you can't message this group as you don't have permission",
      "this type of message can only be sent in groups",
    ],
  },
  "buttons-terms-not-accepted": {
    kind: "drop",
    sentence: "Aceite os termos de mensagens com botões no painel da Z-API. Até lá, as opções vão como texto.",
    texts: ["you must accept buttons message terms in panel to send this message"],
  },
  "delivery-timeout": {
    kind: "unknown",
    sentence: "A Z-API não sabe se a mensagem saiu. Confira no celular antes de repetir.",
    texts: ["timeout on send message", "error on send message"],
  },
  "not-enqueued": {
    kind: "retry",
    sentence: "A Z-API não conseguiu colocar a mensagem na fila. Será tentado de novo.",
    texts: ["it was not possible to send message to queue due to request error"],
  },
  "bad-media-url": {
    kind: "drop",
    sentence: "O endereço do arquivo não abre. Corrija o arquivo e envie de novo.",
    texts: [
      "message not send caused by invalid media url",
      "got a 404 error while trying to send message",
      "the url informed is not a valid url in the media format, apparently it can be an html",
    ],
  },
  "bad-media-file": {
    kind: "drop",
    sentence: "O arquivo não está em um formato que o WhatsApp aceita.",
    texts: ["message has not been sent because an error occurred in the conversion"],
  },
  "too-late": {
    kind: "drop",
    sentence: "Passou o prazo para alterar a mensagem. Envie uma nova.",
    texts: [
      "message has not been edited because it has been more than 7 days",
      "comment message has not been sent because it has more than 7 days",
    ],
  },
  "reference-missing": {
    kind: "drop",
    sentence: "A mensagem à qual esta se refere não existe mais.",
    texts: [
      "message does not forward because it was not found",
      "status reply has not been sent because the status message was not found",
    ],
  },
  "invalid-request": {
    kind: "drop",
    sentence: "A mensagem foi montada de forma errada. Avise o suporte do sistema.",
    texts: ["message has not been sent because it got invalid request params"],
  },
  "unknown-delivery-error": {
    kind: "drop",
    sentence: "A mensagem não foi entregue, por um motivo ainda desconhecido. Uma pessoa precisa conferir.",
    texts: [],
  },
} as const satisfies Record<string, DeliveryFailure>;

export type DeliveryErrorCode = keyof typeof DELIVERY_ERRORS;

const BY_TEXT: ReadonlyMap<string, DeliveryErrorCode> = new Map(
  Object.entries(DELIVERY_ERRORS).flatMap(([code, { texts }]) =>
    texts.map((text) => [text, code as DeliveryErrorCode] as const),
  ),
);

/** The code of a failed delivery. The texts belong to the gateway and change: an unknown one needs a person. */
export function deliveryErrorCode(text: string, errorCode?: string): DeliveryErrorCode {
  if (errorCode === "SHADOW_BAN") return "shadow-ban";
  const plain = plainText(text);
  if (plain.startsWith("unsupported sticker format")) return "bad-media-file";
  if (plain.endsWith("not available to channels")) return "wrong-chat-kind";
  return BY_TEXT.get(plain) ?? "unknown-delivery-error";
}

/** The gateway's texts differ in capitals and in a final full stop between revisions. */
export const plainText = (text: string) => text.trim().replace(/\.$/, "").toLowerCase();
