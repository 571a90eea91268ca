import { z } from "zod";
import { flag, instant, list, text } from "./lenient.ts";

/** A message of ours left the gateway's queue, or failed to. */
export const DeliveryCallback = z.object({
  instanceId: text(),
  phone: text(),
  zaapId: text(),
  messageId: text(),
  momment: instant(),
  error: text(),
  errorCode: text(),
});

/** Messages climbed the ladder sent, received, read, played. */
export const StatusCallback = z.object({
  instanceId: text(),
  phone: text(),
  status: text(),
  ids: list(z.string().min(1)),
  momment: instant(),
  participant: text(),
  isGroup: flag(),
});

export const PresenceCallback = z.object({ instanceId: text(), phone: text(), status: text() });

/** The number went on or off line. */
export const ConnectionCallback = z.object({ instanceId: text(), momment: instant(), error: text() });

/** The proxy of a partner account failed. Its text holds the proxy's password, so it is not read. */
export const ProxyCallback = z.object({ instanceId: text() });
