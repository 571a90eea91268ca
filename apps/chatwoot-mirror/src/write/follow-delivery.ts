import { type DeskClient, DeskError } from "@acolhe/chatwoot";
import type { Outcome, Receipt } from "@acolhe/events";
import type { Handle, Sent } from "../record.ts";
import { isProgress, type Told, toldByOutcome, toldByReceipt } from "../translate/delivery-status.ts";

/** Tells the desk what became of a message: on the message itself, where its author looks. */
export function createFollowDelivery(deps: { desk: Pick<DeskClient, "setMessageStatus"> }) {
  const { desk } = deps;

  return { onOutcome, onReceipt };

  async function onOutcome(handle: Handle, outcome: Outcome): Promise<void> {
    const told = toldByOutcome(outcome);
    const sent = handle.record.sent.find((one) => one.turnSeq === outcome.turnSeq && one.index === outcome.index);
    if (!told || !sent) return;
    const messageId = outcome.messageId ?? sent.messageId;
    change(handle, sent, { messageId });
    await tell(handle, { ...sent, messageId }, told);
    const early = handle.record.early.filter((one) => one.messageId === messageId);
    for (const { kind, code } of early) {
      const late = toldByReceipt({ kind: kind as Receipt["kind"], code });
      if (late) await tell(handle, current(handle, sent), late);
    }
    handle.record = { ...handle.record, early: handle.record.early.filter((one) => one.messageId !== messageId) };
    await handle.save();
  }

  async function onReceipt(handle: Handle, receipt: Receipt): Promise<void> {
    const told = toldByReceipt(receipt);
    if (!told) return;
    const sent = handle.record.sent.find((one) => one.messageId === receipt.messageId);
    if (sent) {
      await tell(handle, sent, told);
      return handle.save();
    }
    const { messageId, kind, code } = receipt;
    const early = { messageId, kind, ...(code === undefined ? {} : { code }) };
    handle.record = { ...handle.record, early: [...handle.record.early, early] };
    await handle.save();
  }

  async function tell(handle: Handle, sent: Sent, { status, error }: Told): Promise<void> {
    if (!isProgress(sent.status, status)) return;
    try {
      await desk.setMessageStatus(sent.conversationId, sent.deskMessageId, status, error);
    } catch (problem) {
      // Deleted at the desk, or a state it does not take: nothing follows from it.
      if (!(problem instanceof DeskError) || (problem.kind !== "gone" && problem.kind !== "refuse")) throw problem;
    }
    change(handle, sent, { status });
  }

  function change(handle: Handle, sent: Sent, patch: Partial<Sent>): void {
    const all = handle.record.sent.map((one) => (isSame(one, sent) ? { ...one, ...patch } : one));
    handle.record = { ...handle.record, sent: all };
  }
}

const isSame = (a: Sent, b: Sent) => a.turnSeq === b.turnSeq && a.index === b.index;
const current = (handle: Handle, sent: Sent) => handle.record.sent.find((one) => isSame(one, sent)) ?? sent;
