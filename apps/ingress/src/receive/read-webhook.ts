import { type Channel, stableId } from "@acolhe/events";
import { type Normalised, normalise, parseWebhook } from "@acolhe/zapi";

/** What a webhook says, by the name it is counted under. Never throws: a payload must not stop the desk. */
export function readWebhook(
  json: unknown,
  context: { channel: Channel; receivedAt: number; onUnreadable: (error: unknown) => void },
): { kind: string; items: Normalised[] } {
  const { receivedAt } = context;
  try {
    const webhook = parseWebhook(json);
    return { kind: webhook.kind, items: normalise(webhook, { receivedAt }) };
  } catch (error) {
    context.onUnreadable(error);
    // Without its content there is nothing stable to name it by, so a repeat is recorded again.
    const id = stableId("unreadable", context.channel.id, receivedAt);
    return {
      kind: "unreadable",
      items: [{ target: "ignored", draft: { id, reason: "unknown-type", what: "unreadable", receivedAt } }],
    };
  }
}
