import { type Content, vCard } from "./content.ts";

/** The JSON bodies of the webhooks. Key sets follow the recorded payloads in test/fixtures. */
export type Payload = Record<string, unknown> & { type: string };

export interface ReceivedInput {
  instanceId: string;
  connectedPhone: string;
  clinicName: string;
  phone: string;
  chatLid: string | null;
  contactName: string;
  messageId: string;
  atMs: number;
  fromMe: boolean;
  fromApi: boolean;
  isGroup: boolean;
  content: Content;
  replyTo?: string | undefined;
  editMessageId?: string | undefined;
}

export function receivedPayload(input: ReceivedInput): Payload {
  const { content } = input;
  const payload: Payload = {
    isStatusReply: false,
    chatLid: input.isGroup ? null : input.chatLid,
    connectedPhone: input.connectedPhone,
    waitingMessage: false,
    isEdit: input.editMessageId !== undefined,
    isGroup: input.isGroup,
    isNewsletter: false,
    instanceId: input.instanceId,
    messageId: input.messageId,
    ...(input.editMessageId === undefined ? {} : { editMessageId: input.editMessageId }),
    phone: input.phone,
    fromMe: input.fromMe,
    momment: input.atMs,
    // Only echoes of API sends say SENT; messages typed on the clinic's phone say RECEIVED like inbound ones.
    status: input.fromMe && input.fromApi ? "SENT" : "RECEIVED",
    chatName: input.contactName,
    senderPhoto: null,
    senderName: input.fromMe ? input.clinicName : input.contactName,
    photo: null,
    broadcast: false,
    // Recorded votes come without the two participant keys.
    ...(content.kind === "poll-vote" ? {} : { participantPhone: null, participantLid: null }),
    ...(input.replyTo === undefined ? {} : { referenceMessageId: input.replyTo }),
    ...(input.replyTo !== undefined && content.kind === "text" ? { messageExpirationSeconds: 0 } : {}),
    forwarded: false,
    type: "ReceivedCallback",
    fromApi: input.fromApi,
  };
  return Object.assign(payload, contentPayload(content, input));
}

function contentPayload(content: Content, input: ReceivedInput): Record<string, unknown> {
  switch (content.kind) {
    case "text":
      return { text: { message: content.text } };
    case "link":
      return {
        text: {
          message: content.text,
          title: content.title,
          description: content.description,
          url: content.url,
          thumbnailUrl: content.image,
        },
      };
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return filePayload(content);
    case "location":
      return { location: locationOf(content) };
    case "contact": {
      // Only the single-contact shape is known, so the first of several stands for all.
      const first = content.contacts[0] ?? { name: "", phones: [] };
      return { contact: { displayName: first.name, vCard: vCard(first.name, first.phones), phones: first.phones } };
    }
    case "reaction":
      return { reaction: reactionOf(content, input) };
    case "button-reply":
      return { buttonsResponseMessage: { buttonId: content.buttonId, message: content.text } };
    case "list-reply":
      return {
        listResponseMessage: { message: content.text, title: content.title, selectedRowId: content.rowId },
      };
    case "poll-vote":
      return { pollVote: { pollMessageId: content.target, options: content.options.map((name) => ({ name })) } };
    case "poll":
      return {
        poll: {
          question: content.text,
          pollMaxOptions: content.max,
          options: content.options.map((name) => ({ name })),
        },
      };
    case "buttons":
      return { buttonsMessage: buttonsOf(content) };
    case "list":
      // No recording of a list echo exists; its words as plain text are the safest guess.
      return { text: { message: content.text } };
    case "raw":
      return content.payload;
  }
}

type Of<K extends Content["kind"]> = Extract<Content, { kind: K }>;

function filePayload(content: Of<"image" | "audio" | "video" | "document" | "sticker">): Record<string, unknown> {
  switch (content.kind) {
    case "image":
      return {
        image: {
          imageUrl: content.url,
          thumbnailUrl: content.url,
          caption: content.caption,
          mimeType: content.mimeType,
          viewOnce: content.viewOnce,
          width: 640,
          height: 480,
          downloadError: null,
        },
      };
    case "audio":
      return {
        audio: {
          ptt: content.ptt,
          seconds: content.seconds,
          audioUrl: content.url,
          mimeType: content.mimeType,
          viewOnce: content.viewOnce,
        },
      };
    case "video":
      return {
        video: {
          videoUrl: content.url,
          caption: content.caption,
          mimeType: content.mimeType,
          width: 720,
          height: 1280,
          seconds: content.seconds,
          viewOnce: content.viewOnce,
          isGif: content.gif,
        },
      };
    case "document":
      return {
        document: {
          caption: content.caption,
          documentUrl: content.url,
          mimeType: content.mimeType,
          title: content.fileName.replace(/\.[a-z0-9]+$/i, ""),
          pageCount: content.pageCount,
          fileName: content.fileName,
        },
      };
    case "sticker":
      return { sticker: { stickerUrl: content.url, mimeType: content.mimeType, width: 64, height: 64 } };
  }
}

const locationOf = (content: Of<"location">) => ({
  longitude: content.longitude,
  latitude: content.latitude,
  name: content.name,
  address: content.address,
  url: "",
  thumbnailUrl: "",
});

const reactionOf = (content: Of<"reaction">, input: ReceivedInput) => ({
  value: content.value,
  time: input.atMs,
  reactionBy: input.fromMe ? input.connectedPhone : input.phone,
  referencedMessage: {
    messageId: content.target,
    fromMe: content.targetFromMe,
    phone: input.phone,
    participant: null,
  },
});

const buttonsOf = (content: Of<"buttons">) => ({
  imageUrl: content.image,
  videoUrl: content.video,
  message: content.text,
  buttons: content.buttons.map((one) => ({
    buttonId: one.id,
    type: 1,
    buttonText: { displayText: one.label },
  })),
});

export interface DeliveryInput {
  instanceId: string;
  phone: string;
  messageId: string;
  zaapId: string;
  atMs: number;
  error?: string | undefined;
}

export function deliveryPayload(input: DeliveryInput): Payload {
  return {
    phone: input.phone,
    // The documented failure repeats the queue id in the place of the message id.
    messageId: input.error === undefined ? input.messageId : input.zaapId,
    instanceId: input.instanceId,
    zaapId: input.zaapId,
    momment: input.atMs,
    type: "DeliveryCallback",
    ...(input.error === undefined ? {} : { error: input.error }),
    ...(input.error?.includes("shadow ban") ? { errorCode: "SHADOW_BAN" } : {}),
  };
}

export type WireStatus = "SENT" | "RECEIVED" | "READ" | "READ_BY_ME" | "PLAYED";

export interface StatusInput {
  instanceId: string;
  phone: string;
  status: WireStatus;
  ids: string[];
  atMs: number;
}

export function statusPayload(input: StatusInput): Payload {
  return {
    instanceId: input.instanceId,
    status: input.status,
    ids: input.ids,
    // Status times are whole seconds, written in milliseconds.
    momment: Math.floor(input.atMs / 1000) * 1000,
    phoneDevice: 0,
    phone: input.phone,
    type: "MessageStatusCallback",
    isGroup: false,
  };
}

export type PresenceStatus = "AVAILABLE" | "UNAVAILABLE" | "COMPOSING" | "RECORDING" | "PAUSED";

export function presencePayload(instanceId: string, phone: string, status: PresenceStatus): Payload {
  return { type: "PresenceChatCallback", phone, status, lastSeen: null, instanceId };
}

export function connectedPayload(instanceId: string, phone: string, atMs: number): Payload {
  return { type: "ConnectedCallback", connected: true, momment: atMs, instanceId, phone, isBusiness: true };
}

export function disconnectedPayload(instanceId: string, atMs: number): Payload {
  return {
    // The documented example counts seconds here, unlike every other callback.
    momment: Math.floor(atMs / 1000),
    error: "Device has been disconnected",
    disconnected: true,
    type: "DisconnectedCallback",
    instanceId,
  };
}

export function revokePayload(input: Omit<ReceivedInput, "content" | "replyTo" | "editMessageId">): Payload {
  return {
    chatLid: input.chatLid,
    isGroup: input.isGroup,
    isNewsletter: false,
    instanceId: input.instanceId,
    messageId: input.messageId,
    phone: input.phone,
    connectedPhone: input.connectedPhone,
    fromMe: input.fromMe,
    momment: input.atMs,
    expiresAt: null,
    status: "RECEIVED",
    chatName: input.contactName,
    senderPhoto: null,
    senderName: input.contactName,
    photo: null,
    broadcast: false,
    referenceMessageId: null,
    externalAdReply: null,
    forwarded: false,
    type: "ReceivedCallback",
    notification: "REVOKE",
    notificationParameters: [],
    callId: null,
    code: null,
  };
}
