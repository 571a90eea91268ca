import { noteMark } from "@acolhe/chatwoot";
import type { DeskReported } from "@acolhe/events";
import type { Handle, Sent } from "../record.ts";
import type { Post } from "./post.ts";

/**
 * A message that was deleted at the desk went to the patient all the same: whoever deleted it is told, next to it, how far it
 * came, and where it can be deleted. One that never reached the patient needs no word.
 */
export function createDeleted(post: Post) {
  return async (handle: Handle, { conversationId, deletedMessageId }: DeskReported): Promise<void> => {
    if (deletedMessageId === undefined) return;
    const sent = handle.record.sent.find((one) => one.deskMessageId === deletedMessageId);
    if (sent?.status === "failed") return;
    await post(handle, conversationId, {
      content: `🗑️ A mensagem foi apagada só aqui. ${howFar(sent)} Para apagá-la para o paciente, use o WhatsApp no celular da clínica.`,
      ...{ type: "outgoing", private: true, as: "bot", inReplyTo: deletedMessageId },
      mark: noteMark(sent?.turnSeq ?? 0, `deleted-${deletedMessageId}`),
    });
    await handle.save();
  };
}

function howFar(sent: Sent | undefined): string {
  if (sent?.status === "read") return "O paciente já a leu.";
  if (sent?.status === "delivered") return "Ela já chegou ao paciente.";
  return sent?.messageId ? "Ela já foi enviada ao paciente." : "Ela já estava a caminho do paciente.";
}
