import type { ChannelId } from "@acolhe/events";
import type { Normalised } from "@acolhe/zapi";
import type { DeskItem } from "./desk-item.ts";

/** One fact out of a webhook, before it is known whose conversation it is about. What the spool keeps. */
export interface Intake {
  readonly channel: ChannelId;
  readonly item: Normalised | DeskItem;
  readonly traceparent: string;
}
