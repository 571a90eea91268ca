import { z } from "zod";

/** What the gateway's panel and its PUT routes keep for one instance. */
export interface InstanceSettings {
  receivedUrl: string;
  receivedDeliveryUrl: string;
  notifySentByMe: boolean;
  deliveryUrl: string;
  messageStatusUrl: string;
  chatPresenceUrl: string;
  connectedUrl: string;
  disconnectedUrl: string;
  messageFilters: string[];
  callbackTypeFilters: string[];
  disableEnqueueWhenDisconnected: boolean;
  autoReadMessage: boolean;
  callRejectAuto: boolean;
  callRejectMessage: string;
  name: string;
}

export function newSettings(name: string, callbackUrl: string): InstanceSettings {
  return {
    receivedUrl: callbackUrl,
    receivedDeliveryUrl: "",
    notifySentByMe: callbackUrl !== "",
    deliveryUrl: callbackUrl,
    messageStatusUrl: callbackUrl,
    chatPresenceUrl: "",
    connectedUrl: callbackUrl,
    disconnectedUrl: callbackUrl,
    messageFilters: [],
    callbackTypeFilters: [],
    disableEnqueueWhenDisconnected: false,
    autoReadMessage: false,
    callRejectAuto: false,
    callRejectMessage: "",
    name,
  };
}

const url = z.object({ value: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]) });
const flag = z.object({ value: z.boolean() });
const VALUE = { value: true };

/** Those that set one address and nothing else. */
const URL_SETTINGS: Readonly<Record<string, KeyOfUrl>> = {
  "update-webhook-received": "receivedUrl",
  "update-webhook-delivery": "deliveryUrl",
  "update-webhook-message-status": "messageStatusUrl",
  "update-webhook-chat-presence": "chatPresenceUrl",
  "update-webhook-connected": "connectedUrl",
  "update-webhook-disconnected": "disconnectedUrl",
};
type KeyOfUrl = Extract<keyof InstanceSettings, `${string}Url`>;

/** Applies one settings route. `undefined`: no such route. Throws a zod error for a wrong body. */
export function applySetting(settings: InstanceSettings, route: string, body: unknown): object | undefined {
  const ofUrl = URL_SETTINGS[route];
  if (ofUrl) {
    settings[ofUrl] = url.parse(body).value;
    return VALUE;
  }
  switch (route) {
    case "update-webhook-received-delivery":
      settings.receivedDeliveryUrl = url.parse(body).value;
      settings.notifySentByMe = settings.receivedDeliveryUrl !== "";
      return VALUE;
    case "update-notify-sent-by-me":
      settings.notifySentByMe = z.object({ notifySentByMe: z.boolean() }).parse(body).notifySentByMe;
      return VALUE;
    case "update-every-webhooks": {
      const { value, notifySentByMe } = url.extend({ notifySentByMe: z.boolean().optional() }).parse(body);
      settings.receivedUrl = value;
      settings.receivedDeliveryUrl = value;
      settings.deliveryUrl = value;
      settings.messageStatusUrl = value;
      settings.chatPresenceUrl = value;
      settings.connectedUrl = value;
      settings.disconnectedUrl = value;
      if (notifySentByMe !== undefined) settings.notifySentByMe = notifySentByMe;
      return VALUE;
    }
    case "update-filters": {
      const lists = z
        .object({ messageFilters: z.array(z.string()).optional(), callbackTypeFilters: z.array(z.string()).optional() })
        .parse(body);
      if (lists.messageFilters) settings.messageFilters = lists.messageFilters;
      if (lists.callbackTypeFilters) settings.callbackTypeFilters = lists.callbackTypeFilters;
      return VALUE;
    }
    case "update-queue-settings":
      settings.disableEnqueueWhenDisconnected = z
        .object({ disableEnqueueWhenDisconnected: z.boolean() })
        .parse(body).disableEnqueueWhenDisconnected;
      return { success: true };
    case "update-auto-read-message":
      settings.autoReadMessage = flag.parse(body).value;
      return VALUE;
    case "update-call-reject-auto":
      settings.callRejectAuto = flag.parse(body).value;
      return VALUE;
    case "update-call-reject-message":
      settings.callRejectMessage = z.object({ value: z.string() }).parse(body).value;
      return VALUE;
    case "update-name":
      settings.name = z.object({ value: z.string().min(1) }).parse(body).value;
      return VALUE;
    default:
      return undefined;
  }
}

/** The URL for one callback, or an empty string when it is off or filtered. */
export function callbackUrl(settings: InstanceSettings, payload: Record<string, unknown>): string {
  const off = (name: string) => settings.callbackTypeFilters.includes(name);
  switch (payload.type) {
    case "ReceivedCallback": {
      if (off("FILTER_RECEIVED_CALLBACK") || messageFiltered(settings.messageFilters, payload)) return "";
      if (payload.fromMe === true && !settings.notifySentByMe) return "";
      return settings.notifySentByMe ? settings.receivedDeliveryUrl || settings.receivedUrl : settings.receivedUrl;
    }
    case "DeliveryCallback":
      return off("FILTER_DELIVERY_CALLBACK") ? "" : settings.deliveryUrl;
    case "MessageStatusCallback":
      return off("FILTER_MESSAGE_STATUS_CALLBACK") ? "" : settings.messageStatusUrl;
    case "PresenceChatCallback":
      return off("FILTER_PRESENCE_CHAT_CALLBACK") ? "" : settings.chatPresenceUrl;
    case "ConnectedCallback":
      return off("FILTER_CONNECTED_CALLBACK") ? "" : settings.connectedUrl;
    case "DisconnectedCallback":
      return off("FILTER_DISCONNECTED_CALLBACK") ? "" : settings.disconnectedUrl;
    default:
      return "";
  }
}

const CONTENT_FILTERS: Record<string, string> = {
  FILTER_TEXT_MESSAGE: "text",
  FILTER_IMAGE_MESSAGE: "image",
  FILTER_VIDEO_MESSAGE: "video",
  FILTER_AUDIO_MESSAGE: "audio",
  FILTER_DOCUMENT_MESSAGE: "document",
};

function messageFiltered(filters: string[], payload: Record<string, unknown>): boolean {
  return filters.some((filter) => {
    if (filter === "FILTER_FROM_GROUP") return payload.isGroup === true;
    if (filter === "FILTER_FROM_PRIVATE_CHAT") return payload.isGroup === false;
    const key = CONTENT_FILTERS[filter];
    return key !== undefined && key in payload;
  });
}
