import { stableId } from "@acolhe/events";
import { z } from "zod";
import { ConnectionCallback, DeliveryCallback, PresenceCallback, ProxyCallback, StatusCallback } from "./callbacks.ts";
import { text } from "./lenient.ts";
import { type ReceivedWebhook, readReceived } from "./received.ts";

export type DeliveryWebhook = { readonly kind: "delivery" } & z.output<typeof DeliveryCallback>;
export type StatusWebhook = { readonly kind: "status" } & z.output<typeof StatusCallback>;
type PresenceWebhook = { readonly kind: "presence" } & z.output<typeof PresenceCallback>;
export type ConnectionWebhook = {
  readonly kind: "connection";
  readonly connected: boolean;
} & z.output<typeof ConnectionCallback>;
type ProxyWebhook = { readonly kind: "proxy"; readonly digest: string } & z.output<typeof ProxyCallback>;
/** Not one of the gateway's callbacks, or one newer than this code. */
interface UnknownWebhook {
  readonly kind: "unknown";
  readonly what: string;
  /** Stands for the whole body, so that repeats get the same id. */
  readonly digest: string;
}

/** A webhook body, read leniently: null is absent, unknown keys are left out. */
export type ParsedWebhook =
  | ReceivedWebhook
  | DeliveryWebhook
  | StatusWebhook
  | PresenceWebhook
  | ConnectionWebhook
  | ProxyWebhook
  | UnknownWebhook;

const Instance = z.object({ instanceId: text() });

/** Whose webhook it claims to be; an identifier, not a secret. */
export function instanceIdOf(json: unknown): string | undefined {
  return Instance.safeParse(json).data?.instanceId;
}

/** Reads any JSON value without throwing. */
export function parseWebhook(json: unknown): ParsedWebhook {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return unknown("not-an-object", json);
  const payload = json as Record<string, unknown>;
  const type = typeof payload.type === "string" ? payload.type : "";
  // Lower case, because the gateway itself spells the ending of these names in two ways.
  switch (type.toLowerCase()) {
    case "receivedcallback":
      return readReceived(payload);
    case "deliverycallback":
      return { kind: "delivery", ...DeliveryCallback.parse(payload) };
    case "messagestatuscallback":
      return { kind: "status", ...StatusCallback.parse(payload) };
    case "presencechatcallback":
      return { kind: "presence", ...PresenceCallback.parse(payload) };
    case "connectedcallback":
      return { kind: "connection", connected: true, ...ConnectionCallback.parse(payload) };
    case "disconnectedcallback":
      return { kind: "connection", connected: false, ...ConnectionCallback.parse(payload) };
    case "proxycallback":
      return { kind: "proxy", digest: digestOf(json), ...ProxyCallback.parse(payload) };
    default:
      return unknown(type === "" ? "no-type" : type, json);
  }
}

const digestOf = (json: unknown) => stableId("webhook", JSON.stringify(json) ?? "");

function unknown(what: string, json: unknown): UnknownWebhook {
  return { kind: "unknown", what, digest: digestOf(json) };
}
