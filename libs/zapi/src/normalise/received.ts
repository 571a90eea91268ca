import { stableId } from "@acolhe/events";
import type { ReceivedWebhook } from "../webhook/received.ts";
import { ignored, outOfScope } from "./ignored.ts";
import { fromClinic, fromPatient } from "./message.ts";
import { chatOf, namesOf } from "./names.ts";
import { aboutTheNumber, notification } from "./notification.ts";
import type { NormaliseContext, Normalised, Received } from "./types.ts";

/** First match decides. The chat's kind is looked at before content, because only a 1:1 chat has a contact. */
export function received(webhook: ReceivedWebhook, context: NormaliseContext): Normalised {
  const { instanceId, messageId, phone } = webhook;
  const key = [instanceId, phone, webhook.fromMe, messageId, webhook.notification, webhook.callId, webhook.momment];
  const what = webhook.notification ?? "message";

  const ofNumber = webhook.notification === undefined ? undefined : aboutTheNumber(webhook.notification);
  if (ofNumber) return ignored(ofNumber, what, key, context);
  const elsewhere = outOfScope(webhook);
  // Groups are where repeats with a later time were seen, so the time is no part of this key.
  if (elsewhere) return ignored(elsewhere, what, key.slice(0, -1), context);
  const names = namesOf(webhook);
  if (!names) return ignored("unknown-type", "no-address", [...key, digestOf(webhook)], context);

  const chat = chatOf(names);
  const in1to1: Received = {
    webhook,
    names,
    at: webhook.momment ?? context.receivedAt,
    receivedAt: context.receivedAt,
    idOf: (kind, ...more) =>
      messageId === undefined
        ? // Without an id only time and content tell two facts apart.
          stableId(kind, instanceId, chat, webhook.fromMe ?? false, webhook.momment, digestOf(webhook), ...more)
        : stableId(kind, instanceId, chat, webhook.fromMe ?? false, messageId, ...more),
  };
  if (webhook.notification !== undefined) return notification(in1to1, webhook.notification);
  return webhook.fromMe ? fromClinic(in1to1) : fromPatient(in1to1);
}

const digestOf = (webhook: ReceivedWebhook) => stableId("content", JSON.stringify([webhook.said, webhook.reaction]));
