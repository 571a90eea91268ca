import { stableId } from "@acolhe/events";
import { deliveryErrorCode } from "../client/delivery-errors.ts";
import { defined } from "../defined.ts";
import type { DeliveryWebhook } from "../webhook/parse.ts";
import { ignored, outOfScope } from "./ignored.ts";
import { namesOf } from "./names.ts";
import type { NormaliseContext, Normalised } from "./types.ts";

export function delivery(webhook: DeliveryWebhook, context: NormaliseContext): Normalised {
  const { instanceId, zaapId, error, errorCode } = webhook;
  const messageId = webhook.messageId ?? zaapId;
  const failed = error !== undefined || errorCode !== undefined;
  const key = ["delivery", instanceId, zaapId ?? messageId, failed] as const;

  const elsewhere = outOfScope(webhook);
  if (elsewhere) return ignored(elsewhere, "delivery", key, context);
  const names = namesOf({ phone: webhook.phone });
  if (!names || messageId === undefined) return ignored("unknown-type", "delivery-of-nothing", key, context);

  return {
    target: "receipt",
    names,
    draft: defined({
      id: stableId(...key),
      kind: failed ? ("failed" as const) : ("sent" as const),
      messageId,
      zaapId,
      at: webhook.momment ?? context.receivedAt,
      receivedAt: context.receivedAt,
      code: failed ? deliveryErrorCode(error ?? "", errorCode) : undefined,
    }),
  };
}
