import type { MessageStatus } from "@acolhe/chatwoot";
import type { Outcome, Receipt } from "@acolhe/events";
import { DELIVERY_ERRORS, SEND_ERRORS } from "@acolhe/zapi";

export interface Told {
  readonly status: MessageStatus;
  /** In the attendant's words; only with `failed`. */
  readonly error?: string;
}

const SENTENCES: Readonly<Record<string, { readonly sentence: string }>> = { ...SEND_ERRORS, ...DELIVERY_ERRORS };
const failed = (code: string | undefined): Told => ({
  status: "failed",
  error: SENTENCES[code ?? ""]?.sentence ?? "O WhatsApp não entregou a mensagem.",
});

const NOT_SENT: Readonly<Record<string, string>> = {
  observing: "Não enviada: por enquanto o robô só observa",
  dropped: "Não enviada: foi retirada antes",
};

/** What an outcome means at the desk; null while it may still change. */
export function toldByOutcome(outcome: Pick<Outcome, "status" | "settledAs" | "code">): Told | null {
  switch (outcome.status) {
    case "accepted":
      return { status: "sent" };
    case "failed":
      return failed(outcome.code);
    case "superseded":
      return { status: "failed", error: NOT_SENT[outcome.code ?? ""] ?? "Não enviada: o robô foi silenciado antes" };
    case "expired":
      return { status: "failed", error: "Não enviada: passou do prazo em que ajudaria" };
    case "settled":
      if (outcome.settledAs === "sent") return { status: "sent" };
      if (outcome.settledAs === "given-to-person")
        return { status: "failed", error: "Não se sabe se chegou; confira com o paciente" };
      return null;
    case "refused":
    case "held":
      return null;
  }
}

export function toldByReceipt(receipt: Pick<Receipt, "kind" | "code">): Told | null {
  switch (receipt.kind) {
    case "received":
      return { status: "delivered" };
    case "read":
    case "played":
      return { status: "read" };
    case "failed":
      return failed(receipt.code);
    default:
      return null;
  }
}

const RANK: Readonly<Record<MessageStatus, number>> = { sent: 0, failed: 1, delivered: 2, read: 3 };
/** Receipts repeat and come out of order; a message that was read did arrive, whatever failed before. */
export const isProgress = (from: MessageStatus, to: MessageStatus): boolean => RANK[to] > RANK[from];
