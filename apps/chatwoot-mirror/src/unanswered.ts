import { noteMark } from "@acolhe/chatwoot";
import type { ChannelId, ContactKey, ConversationRef } from "@acolhe/events";
import { z } from "zod";
import { once } from "./once.ts";
import type { MirrorDeps } from "./ports.ts";
import type { Handle } from "./record.ts";

/** Who waits for a person, beside the records: few, and read often. */
export const waitingKey = (ref: ConversationRef): string => `waiting.${ref.channel}.${ref.contact}`;
const WAITING_LABEL = "sem-resposta";
const unansweredNote = (minutes: number): string =>
  `⏰ Ninguém respondeu há ${minutes} min. O paciente continua esperando por uma pessoa.`;
const Waiting = z.object({ since: z.number(), conversationId: z.number(), remindedAt: z.number().optional() });

/**
 * Nobody answered a handoff: the team is told once more, where it works, and the metric lets an alert reach further.
 * The patient was promised an answer when the handoff was made; a second promise would be the bot talking over people.
 */
export function createUnanswered(
  deps: MirrorDeps,
  work: (ref: ConversationRef, run: (handle: Handle) => Promise<void>) => Promise<void>,
) {
  const { records, desk, settings, metrics, now } = deps;

  return async (): Promise<void> => {
    if (settings.unansweredMs === 0) return;
    for await (const key of await records.keys("waiting.>")) {
      const [, channel, contact] = key.split(".");
      const entry = await records.get(key);
      const waiting = entry?.operation === "PUT" ? Waiting.safeParse(entry.json()) : null;
      if (!waiting?.success || waiting.data.remindedAt !== undefined) continue;
      const { since, conversationId } = waiting.data;
      if (now() - since < settings.unansweredMs) continue;
      const ref = { channel: channel as ChannelId, contact: contact as ContactKey };
      await work(ref, async (handle) => {
        const content = unansweredNote(Math.round((now() - since) / 60_000));
        const mark = noteMark(since, "unanswered");
        await once(deps, handle, mark, {
          look: async () => (await desk.messages(conversationId)).find((one) => one.source_id === mark) ?? null,
          write: () => desk.postMessage(conversationId, { content, type: "outgoing", private: true, as: "bot", mark }),
        });
        await desk.setPriority(conversationId, "urgent");
        await desk.setLabels(conversationId, [...new Set([...(await desk.labels(conversationId)), WAITING_LABEL])]);
        // Answered meanwhile, or reminded by another process: then this is refused, and rightly.
        await records.update(key, JSON.stringify({ since, conversationId, remindedAt: now() }), entry!.revision);
        metrics.unanswered.inc();
      });
    }
  };
}
