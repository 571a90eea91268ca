import type { InstanceConfig } from "../config.ts";
import type { Live } from "../live.ts";
import type { Random } from "../random.ts";
import { addMessage, type Chat, type ChatMessage, ChatStore, findMessage, raiseStatus, viewMessage } from "./chats.ts";
import { type Content, textOf } from "./content.ts";
import type { Faults } from "./faults.ts";
import { apiMessageId, phoneMessageId, queueId } from "./ids.ts";
import type { MediaStore } from "./media.ts";
import {
  connectedPayload,
  deliveryPayload,
  disconnectedPayload,
  type Payload,
  type PresenceStatus,
  presencePayload,
  receivedPayload,
  revokePayload,
  statusPayload,
  type WireStatus,
} from "./payloads.ts";
import { isDigits, isGroup, isLid, withoutNine } from "./phone.ts";
import { type Pace, type QueueItem, SendQueue } from "./queue.ts";
import type { Send } from "./sends.ts";
import { callbackUrl, type InstanceSettings, newSettings } from "./settings.ts";
import type { WebhookSender } from "./webhooks.ts";

export interface Shared {
  faults: () => Faults;
  settings: () => { pace: Pace; callbacks: boolean };
  random: Random;
  live: Live;
  media: MediaStore;
  webhooks: WebhookSender;
  publicUrl: () => string;
}

export type IdentityForm = "both" | "number" | "lid" | "number-without-nine";

export interface Incoming {
  content: Content;
  messageId?: string | undefined;
  replyTo?: string | undefined;
  repeat: number;
  as: IdentityForm;
}

/** One connected number: its settings, its queue, and the phones of the people it talks to. */
export class Instance {
  readonly config: InstanceConfig;
  readonly phone: string;
  readonly chats = new ChatStore();
  readonly queue: SendQueue;
  settings: InstanceSettings;
  connected = true;
  readonly #shared: Shared;
  // What patients wrote while the number was offline; it arrives in one go after the reconnection.
  #backlog: (() => void)[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(config: InstanceConfig, phone: string, shared: Shared) {
    this.config = config;
    this.phone = phone;
    this.#shared = shared;
    this.settings = newSettings(config.name, config.callbackUrl);
    this.queue = new SendQueue({
      random: shared.random,
      pace: () => shared.settings().pace,
      leave: (item) => this.leave(item),
      typing: (item) => this.#typing(item),
    });
  }

  prepare(send: Send): QueueItem {
    const messageId = apiMessageId();
    const media = (value: string, fileName: string) => this.mediaUrl(value, messageId, fileName);
    const content = send.content(media);
    const now = Date.now();
    const { phone, replyTo, editOf, delayMessage, delayTyping } = send;
    const zaapId = queueId(now);
    const text = textOf(content);
    return { zaapId, messageId, phone, content, text, replyTo, editOf, delayMessage, delayTyping, createdAt: now };
  }

  mediaUrl(value: string, messageId: string, fileName: string): string {
    const link = this.#shared.media.keep(value, this.config.instanceId, messageId, fileName);
    return link.startsWith("/") ? this.#shared.publicUrl() + link : link;
  }

  /** An item leaves the queue: it appears on the patient's phone and the callbacks start. */
  leave(item: QueueItem, onEchoDone?: () => void): void {
    const error = this.#deliveryError(item.phone);
    const at = Date.now();
    const { zaapId, messageId, phone } = item;
    const chat = error === undefined ? this.chats.open(phone) : this.chats.find(phone);
    const lane = chat?.key ?? phone;
    if (this.#shared.settings().callbacks) {
      const delivery = { instanceId: this.config.instanceId, phone, messageId, zaapId, atMs: at, error };
      this.#post(lane, deliveryPayload(delivery));
    }
    this.#emitInstance();
    if (error !== undefined || !chat) {
      onEchoDone?.();
      return;
    }
    const { content, replyTo } = item;
    const bubble: ChatMessage = { messageId, from: "clinic", via: "api", content, at, status: "sent", replyTo };
    const shown = this.#show(chat, bubble, item.editOf);
    if (!this.#shared.settings().callbacks) {
      raiseStatus(shown, "read");
      this.#emitStatus(chat, shown);
      onEchoDone?.();
      return;
    }
    this.#echo(
      chat,
      { messageId, content: item.content, at, replyTo: item.replyTo, editOf: item.editOf },
      true,
      onEchoDone,
    );
    this.#statuses(chat, shown);
  }

  /** An attendant types on the clinic's own phone. */
  sendFromPhone(chat: Chat, content: Content): ChatMessage {
    const messageId = phoneMessageId();
    const at = Date.now();
    const shown = this.#show(chat, { messageId, from: "clinic", via: "phone", content, at, status: "sent" });
    this.#readByClinic(chat);
    this.#echo(chat, { messageId, content, at }, false);
    this.#statuses(chat, shown);
    return shown;
  }

  /** The patient writes. The message is pending until the webhook was answered. */
  receive(chat: Chat, incoming: Incoming): ChatMessage {
    const { content, replyTo } = incoming;
    const at = Date.now();
    const messageId = incoming.messageId ?? phoneMessageId();
    const message: ChatMessage = { messageId, from: "patient", content, at, status: "pending", replyTo };
    this.#show(chat, message);
    const payload = receivedPayload({ ...this.#envelope(chat, incoming.as), messageId, atMs: at, content, replyTo });
    this.#deliver(chat, payload, incoming.repeat, (accepted) => {
      if (!raiseStatus(message, accepted ? "delivered" : "sent")) return;
      this.#emitStatus(chat, message);
      if (accepted && this.settings.autoReadMessage) this.#readByClinic(chat);
    });
    return message;
  }

  /** The patient wrote before any process listened: only lists of chats show it. */
  remember(chat: Chat, at: number): void {
    const content: Content = { kind: "text", text: "Mensagem de antes" };
    this.#show(chat, { messageId: phoneMessageId(), from: "patient", content, at, status: "read" });
  }

  edit(chat: Chat, target: ChatMessage, text: string, as: IdentityForm): void {
    target.content = { kind: "text", text };
    target.edited = true;
    this.#emitMessage(chat, target);
    const at = Date.now();
    const { messageId, content } = target;
    const envelope = this.#envelope(chat, as);
    this.#deliver(
      chat,
      receivedPayload({ ...envelope, messageId, atMs: at, content, editMessageId: phoneMessageId() }),
      1,
    );
  }

  revoke(chat: Chat, target: ChatMessage, as: IdentityForm): void {
    this.forget(chat, target);
    this.#deliver(
      chat,
      revokePayload({ ...this.#envelope(chat, as), messageId: target.messageId, atMs: Date.now() }),
      1,
    );
  }

  forget(chat: Chat, target: ChatMessage): void {
    target.deleted = true;
    this.#emitMessage(chat, target);
  }

  presence(chat: Chat, status: PresenceStatus): void {
    if (this.connected) this.#post(chat.key, presencePayload(this.config.instanceId, chat.phone, status));
  }

  /** The clinic read the chat, here or on its phone: blue ticks for the patient, READ_BY_ME for the receiver. */
  readChat(chat: Chat): void {
    this.#readByClinic(chat);
  }

  setConnected(connected: boolean): void {
    if (connected === this.connected) return;
    const { instanceId } = this.config;
    this.connected = connected;
    const payload = connected
      ? connectedPayload(instanceId, this.phone, Date.now())
      : disconnectedPayload(instanceId, Date.now());
    this.#post("connection", payload);
    if (connected) {
      for (const deliver of this.#backlog.splice(0)) deliver();
      this.queue.resume();
    } else {
      this.queue.pause();
    }
    this.#emitInstance();
  }

  reset(): void {
    this.queue.clear();
    this.chats.clear();
    this.#backlog = [];
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  view(): object {
    return {
      instanceId: this.config.instanceId,
      channelId: this.config.channelId,
      name: this.settings.name,
      phone: this.phone,
      connected: this.connected,
      queued: this.queue.items.length,
      webhook: this.settings.receivedUrl !== "" || this.settings.receivedDeliveryUrl !== "",
    };
  }

  #deliveryError(phone: string): string | undefined {
    const faults = this.#shared.faults();
    if (faults.phonesWithoutWhatsapp.includes(phone)) return "Phone number does not exist";
    if (!isDigits(phone) && !isLid(phone) && !isGroup(phone))
      return "Message has not been sent because it got invalid phone number";
    return this.#shared.random.hit(faults.deliveryErrorRate) ? faults.deliveryError : undefined;
  }

  #envelope(chat: Chat, as: IdentityForm) {
    const lid = as === "lid";
    const both = as === "both" || lid;
    return {
      instanceId: this.config.instanceId,
      connectedPhone: this.phone,
      clinicName: this.settings.name,
      phone: lid ? chat.lid : as === "number-without-nine" ? withoutNine(chat.phone) : chat.phone,
      chatLid: both ? chat.lid : null,
      contactName: chat.name,
      fromMe: false,
      fromApi: false,
      isGroup: isGroup(chat.phone),
    };
  }

  #echo(
    chat: Chat,
    message: {
      messageId: string;
      content: Content;
      at: number;
      replyTo?: string | undefined;
      editOf?: string | undefined;
    },
    fromApi: boolean,
    onDone?: () => void,
  ): void {
    const { random, faults } = this.#shared;
    const as: IdentityForm = random.hit(faults().echoAsLidRate) ? "lid" : "both";
    const { messageId, content, replyTo, editOf } = message;
    const payload = receivedPayload({
      ...this.#envelope(chat, as),
      fromMe: true,
      fromApi,
      messageId: editOf ?? messageId,
      ...(editOf === undefined ? {} : { editMessageId: messageId }),
      atMs: message.at,
      content,
      replyTo,
    });
    const twice = random.hit(faults().echoTwiceRate);
    const finish = onDone && (() => onDone());
    if (this.connected) this.#post(chat.key, payload, { times: twice ? 2 : 1, onDone: finish });
    else this.#backlog.push(() => this.#post(chat.key, payload));
    if (!this.connected) onDone?.();
  }

  #deliver(chat: Chat, payload: Payload, times: number, onDone?: (accepted: boolean) => void): void {
    const run = () => this.#post(chat.key, payload, { times, onDone });
    if (this.connected) run();
    else this.#backlog.push(run);
  }

  #statuses(chat: Chat, message: ChatMessage): void {
    const scale = this.queue.scale();
    const step = (wire: WireStatus, status: "sent" | "delivered" | "read") => {
      if (raiseStatus(message, status)) this.#emitStatus(chat, message);
      this.#postStatus(chat, wire, [message.messageId]);
    };
    step("SENT", "sent");
    if (scale === 0) {
      step("RECEIVED", "delivered");
      step("READ", "read");
      return;
    }
    const { random } = this.#shared;
    const deliveredMs = random.between(600, 1800) * scale;
    this.#later(deliveredMs, () => step("RECEIVED", "delivered"));
    this.#later(deliveredMs + random.between(1500, 6000) * scale, () => step("READ", "read"));
  }

  #readByClinic(chat: Chat): void {
    const ids: string[] = [];
    for (const message of chat.messages) {
      if (message.from !== "patient" || !raiseStatus(message, "read")) continue;
      ids.push(message.messageId);
      this.#emitStatus(chat, message);
    }
    if (ids.length > 0) this.#postStatus(chat, "READ_BY_ME", ids);
  }

  #postStatus(chat: Chat, status: WireStatus, ids: string[]): void {
    const { instanceId } = this.config;
    this.#post(chat.key, statusPayload({ instanceId, phone: chat.phone, status, ids, atMs: Date.now() }));
  }

  #post(
    lane: string,
    payload: Payload,
    options: { times?: number; onDone?: ((accepted: boolean) => void) | undefined } = {},
  ): void {
    const { onDone } = options;
    const url = callbackUrl(this.settings, payload);
    if (url === "") {
      onDone?.(false);
      return;
    }
    const { instanceId, instanceToken } = this.config;
    const webhook = { url, instanceToken, lane: `${instanceId}/${lane}`, payload, onDone };
    this.#shared.webhooks.repeat(webhook, options.times ?? 1);
  }

  /** Adds a bubble, or changes one when the content is a reaction or an edit. */
  #show(chat: Chat, plain: ChatMessage, editOf?: string): ChatMessage {
    const targetId = plain.content.kind === "reaction" ? plain.content.target : editOf;
    if (targetId === undefined) {
      addMessage(chat, plain);
      this.#emitMessage(chat, plain);
      return plain;
    }
    const target = findMessage(chat, targetId);
    if (!target) return plain;
    if (plain.content.kind === "reaction") target.reaction = plain.content.value || undefined;
    else {
      target.content = plain.content;
      target.edited = true;
    }
    this.#emitMessage(chat, target);
    return plain;
  }

  #typing(item: QueueItem): void {
    this.#shared.live.emit("typing", () => ({
      ...this.#chatRef(this.chats.open(item.phone)),
      recording: item.content.kind === "audio",
    }));
  }

  #chatRef(chat: Chat) {
    return { instanceId: this.config.instanceId, key: chat.key, phone: chat.phone, lid: chat.lid, name: chat.name };
  }

  #emitMessage(chat: Chat, message: ChatMessage): void {
    this.#shared.live.emit("message", () => ({ ...this.#chatRef(chat), message: viewMessage(message) }));
  }

  #emitStatus(chat: Chat, message: ChatMessage): void {
    const { messageId, status } = message;
    this.#shared.live.emit("status", () => ({ ...this.#chatRef(chat), messageId, status }));
  }

  #emitInstance(): void {
    this.#shared.live.emit("instance", () => this.view());
  }

  queueChanged(): void {
    this.#emitInstance();
  }

  #later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delayMs);
    this.#timers.add(timer);
  }
}
