import { noteMark } from "@acolhe/chatwoot";
import type { Outcome } from "@acolhe/events";
import type { Handle } from "../record.ts";
import type { Post } from "./post.ts";
import { whereThere } from "./where-there.ts";

const NOTE =
  "⏳ Não se sabe se a última mensagem chegou ao paciente: o WhatsApp não confirmou. O que for escrito agora espera até isso se resolver, em geral um minuto. Se não puder esperar, fale com o paciente por telefone, ou peça a quem opera o sistema que decida (ops unknown settle).";

/** A desk that was away so long hears of nothing that has been settled since. */
const NEWS_MS = 5 * 60_000;

/** While an outcome is unknown, what a person writes waits behind it: they are told at once, so that they can choose. */
export function createUnsure({ post, now }: { readonly post: Post; readonly now: () => number }) {
  return async (handle: Handle, { status, turnSeq, index, attempt, at }: Outcome): Promise<void> => {
    const { conversationId } = handle.record;
    if (status !== "held" || conversationId === null || now() - at > NEWS_MS) return;
    const mark = noteMark(turnSeq, `unsure-${index}-${attempt}`);
    const note = { content: NOTE, type: "outgoing", private: true, as: "bot", mark } as const;
    await whereThere(() => post(handle, conversationId, note, { besideTurns: true }));
    await handle.save();
  };
}
