import { z } from "zod";
import { GoLive } from "./begun.ts";
import { ChannelId } from "./ids.ts";

const secret = z.string().min(16, "at least 16 characters, better 32");

/** One WhatsApp number of the clinic: credentials at the gateway and how carefully to use it. */
export const Channel = z.object({
  id: ChannelId.default("main" as ChannelId),
  instanceId: z.string().min(1),
  instanceToken: z.string().min(1),
  clientToken: z.string().min(1),
  webhookSecret: secret,
  /** An older path secret, still accepted while the gateway moves to the new one. */
  previousWebhookSecret: secret.optional(),
  /** At least this long between two sends of the number, all replicas together. 0: no pace. */
  paceMs: z.number().int().min(0).max(60_000).default(1000),
  /** Sends that may leave at once before the pace binds. */
  paceBurst: z.number().int().min(1).max(100).default(3),
  /** Sends a replica may have under way, so that waiting for one contact does not stop another. */
  window: z.number().int().min(1).max(1024).default(16),
  /** How long a contact's next message waits for the DeliveryCallback of the former. 0: do not wait. */
  callbackWaitMs: z.number().int().min(0).max(60_000).default(10_000),
  /** Buttons and lists work on this number; otherwise they go out as numbered text. */
  interactive: z.boolean().default(true),
  /** How long without any trace until an unknown outcome is given up. */
  unknownGiveUpMs: z.number().int().min(100).max(600_000).default(60_000),
  /**
   * `observe`: the bot decides and records, but none of its words leave; people's do. `new-contacts`: it answers only
   * contacts who never exchanged a message with the clinic before. `all`: it answers.
   */
  goLive: GoLive.default("all"),
  /** Chats that moved within so many days before the first start begin with a person. 0: none does. */
  activeDays: z.number().min(0).max(365).default(7),
  /** How long a person keeps a conversation without doing anything in it. */
  humanDays: z.number().positive().max(365).default(7),
  /** Given back by a person: a new session, or where the conversation stood. */
  afterReturn: z.enum(["anew", "continue"]).default("anew"),
  /** Inbox of this number at the attendants' desk. Without one the number is not mirrored. */
  chatwootInboxId: z.number().int().positive().optional(),
});
export type Channel = z.infer<typeof Channel>;
export const ChannelsFile = z.object({ channels: z.array(Channel).min(1) });
