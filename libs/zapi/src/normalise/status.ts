import { type Receipt, stableId } from "@acolhe/events";
import type { StatusWebhook } from "../webhook/parse.ts";
import { ignored, label, outOfScope } from "./ignored.ts";
import { namesOf } from "./names.ts";
import type { NormaliseContext, Normalised } from "./types.ts";

const KINDS: ReadonlyMap<string, Receipt["kind"]> = new Map([
  ["SENT", "sent"],
  ["RECEIVED", "received"],
  ["READ", "read"],
  ["PLAYED", "played"],
  // The patient's message, read by the clinic: the one status that is not about a message of ours.
  ["READ_BY_ME", "read-by-clinic"],
]);

/** One callback may cover dozens of messages: each becomes a receipt of its own. */
export function status(webhook: StatusWebhook, context: NormaliseContext): Normalised[] {
  const { instanceId, participant, ids = [] } = webhook;
  const name = webhook.status ?? "";
  const key = ["status", instanceId, name, participant, ...ids];

  const elsewhere = outOfScope(webhook);
  if (elsewhere) return [ignored(elsewhere, label(`status-${name}`), key, context)];
  const names = namesOf({ phone: webhook.phone });
  const kind = KINDS.get(name);
  if (!names || !kind || ids.length === 0) {
    return [ignored("unknown-type", label(`status-${name}`), [...key, webhook.momment], context)];
  }

  return [...new Set(ids)].map((messageId) => ({
    target: "receipt",
    names,
    draft: {
      id: stableId("status", instanceId, messageId, name, participant),
      kind,
      messageId,
      at: webhook.momment ?? context.receivedAt,
      receivedAt: context.receivedAt,
    },
  }));
}
