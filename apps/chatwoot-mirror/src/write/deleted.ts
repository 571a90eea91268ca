import { publish } from "@acolhe/bus";
import { noteMark } from "@acolhe/chatwoot";
import { type DeskReported, type Outcome, orderSubject, type SendOrder, stableId } from "@acolhe/events";
import type { MirrorDeps } from "../ports.ts";
import type { Handle, Sent } from "../record.ts";
import type { Post } from "./post.ts";
import { whereThere } from "./where-there.ts";

/** The turn that sends it may not be decided yet: an attendant deleted it right after writing it. */
const TURN_WAIT_MS = 15_000;
const REASON = "apagada na recepção";

export class TurnNotYet extends Error {
  override readonly name = "TurnNotYet";
}

/**
 * What is deleted at the desk is taken back: the sender is ordered to, and the person who deleted it is told, next to it,
 * what became of that. One that failed never reached the patient, and needs no word.
 */
export function createDeleted({ bus, now, post }: Pick<MirrorDeps, "bus" | "now"> & { readonly post: Post }) {
  return { onReport, onOutcome };

  async function onReport(handle: Handle, report: DeskReported): Promise<void> {
    const { deletedMessageId: id, conversationId, receivedAt } = report;
    if (id === undefined) return;
    const isIt = (one: Sent) => one.deskMessageId === id;
    const sent = handle.record.sent.filter(isIt);
    if (sent.length === 0) {
      if (now() - receivedAt < TURN_WAIT_MS) throw new TurnNotYet("what was deleted is not known to be sent yet");
      return tell(handle, { conversationId, deskMessageId: id, turnSeq: 0, index: 0 }, UNKNOWN);
    }
    const toTakeBack = sent.filter(({ status }) => status !== "failed");
    if (toTakeBack.length === 0) return;
    // Before the order: its outcome may come to another process, which tells of it.
    const all = handle.record.sent.map((one): Sent => (isIt(one) ? { ...one, isDeleted: true } : one));
    handle.record = { ...handle.record, sent: all };
    await handle.save();
    const { ref } = handle;
    const order: SendOrder = {
      type: "take-back-sends",
      ...ref,
      id: stableId("deleted-at-the-desk", ref.channel, ref.contact, id),
      at: receivedAt,
      receivedAt,
      reason: REASON,
      commands: toTakeBack.map(({ turnSeq, index }) => ({ turnSeq, index })),
    };
    await publish(bus, orderSubject(ref), order, { id: order.id });
  }

  async function onOutcome(handle: Handle, { turnSeq, index, code }: Outcome): Promise<void> {
    const sent = handle.record.sent.find((one) => one.turnSeq === turnSeq && one.index === index);
    const became = sent?.isDeleted && BECAME[code ?? ""];
    if (sent && became) await tell(handle, sent, became(sent));
  }

  async function tell(handle: Handle, of: Omit<Sent, "messageId" | "status">, words: string): Promise<void> {
    const { conversationId, deskMessageId, turnSeq, index } = of;
    const note = {
      content: `🗑️ ${words}`,
      ...({ type: "outgoing", private: true, as: "bot", inReplyTo: deskMessageId } as const),
      mark: noteMark(turnSeq, `deleted-${deskMessageId}-${index}`),
    };
    await whereThere(() => post(handle, conversationId, note, { besideTurns: true }));
    await handle.save();
  }
}

const BY_PHONE = "Para apagá-la para o paciente, use o WhatsApp no celular da clínica.";
const UNKNOWN = `A mensagem foi apagada só aqui. ${BY_PHONE}`;

/** By the code of the outcome. */
const BECAME: Readonly<Record<string, ((sent: Sent) => string) | undefined>> = {
  dropped: () => "Apagada a tempo: não foi enviada ao paciente.",
  "taken-back": () => "Apagada a tempo: saiu da fila do WhatsApp antes de ser enviada ao paciente.",
  revoked: (sent) =>
    `${howFar(sent)} Pedimos ao WhatsApp que a apague também para o paciente; com mensagens antigas ele não faz isso.`,
  "not-revoked": (sent) => `A mensagem foi apagada só aqui. ${howFar(sent)} ${BY_PHONE}`,
};

function howFar({ status }: Sent): string {
  if (status === "read") return "O paciente já a leu.";
  return status === "delivered" ? "Ela já tinha chegado ao paciente." : "Ela já tinha sido enviada ao paciente.";
}
