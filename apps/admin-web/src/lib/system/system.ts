import type { components } from "@acolhe/admin-client";
import { lasting } from "#lib/analytics/words.ts";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { number } from "#lib/format/text.ts";
import { keys } from "#lib/live/keys.ts";
import { m } from "#lib/paraglide/messages.js";
import { type Log, type QueueKind, queueOf, queuesOf } from "./queues.ts";

export type People = NonNullable<components["schemas"]["System"]["people"]>;

const EVERY_MS = 10_000;

export const systemQuery = () => ({
  queryKey: keys.system(),
  queryFn: () => answer(api.GET("/api/v1/system")),
  refetchInterval: EVERY_MS,
});

const KINDS: Readonly<Record<QueueKind, () => string>> = {
  worker: m.system_worker,
  "sender-reply": m.system_sender_reply,
  "sender-proactive": m.system_sender_proactive,
  "sender-bulk": m.system_sender_bulk,
  failures: m.system_failures,
  "take-back": m.system_take_back,
  orders: m.system_orders,
  media: m.system_media,
  lookups: m.system_lookups,
  opinions: m.system_opinions,
  transcriptions: m.system_transcriptions,
  "mirror-turns": m.system_mirror_turns,
  "mirror-delivery": m.system_mirror_delivery,
};

/** One without words as the broker calls it. */
function queueText(name: string, nameOf: (channel: string) => string): string {
  const queue = queueOf(name);
  if (!queue) return name;
  return queue.channel ? `${KINDS[queue.kind]()} · ${nameOf(queue.channel)}` : KINDS[queue.kind]();
}

export const queueBars = (log: Log, at: string, nameOf: (channel: string) => string) =>
  queuesOf(log, at).map(({ name, count, waitsMs, isBad }) => ({
    ...{ id: name, label: queueText(name, nameOf), value: count },
    text: count === 0 ? m.system_queue_empty() : `${number(count)} · ${lasting(waitsMs)}`,
    tone: isBad ? ("danger" as const) : undefined,
  }));
