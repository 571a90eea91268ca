import { stableId } from "@acolhe/events";
import { defined } from "../defined.ts";
import type { ConnectionWebhook, ParsedWebhook } from "../webhook/parse.ts";
import { delivery } from "./delivery.ts";
import { ignored } from "./ignored.ts";
import { received } from "./received.ts";
import { status } from "./status.ts";
import type { NormaliseContext, Normalised } from "./types.ts";

/** Longest reason kept of a lost connection. */
const REASON_LENGTH_MAX = 200;

/** What a webhook says, as facts of ours. Pure: the same webhook gives the same ids, whenever it is repeated. */
export function normalise(webhook: ParsedWebhook, context: NormaliseContext): Normalised[] {
  switch (webhook.kind) {
    case "received":
      return [received(webhook, context)];
    case "delivery":
      return [delivery(webhook, context)];
    case "status":
      return status(webhook, context);
    case "connection":
      return [channelState(webhook, context)];
    case "presence": {
      // Presence has neither id nor time and repeats for good reason: each one counts.
      const key = [webhook.instanceId, webhook.phone, webhook.status, context.receivedAt];
      return [ignored("presence", webhook.status ?? "presence", key, context)];
    }
    case "proxy":
      return [ignored("alert", "proxy-failure", [webhook.instanceId, webhook.digest], context)];
    case "unknown":
      return [ignored("unknown-type", webhook.what, [webhook.digest], context)];
  }
}

function channelState(webhook: ConnectionWebhook, { receivedAt }: NormaliseContext): Normalised {
  const at = webhook.momment ?? receivedAt;
  const id = stableId("connection", webhook.instanceId, webhook.connected, at);
  const reason = webhook.connected ? undefined : webhook.error?.slice(0, REASON_LENGTH_MAX);
  return { target: "channel", draft: defined({ id, connected: webhook.connected, at, receivedAt, reason }) };
}
