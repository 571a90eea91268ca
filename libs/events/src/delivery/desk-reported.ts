import { z } from "zod";
import { ChannelId, ContactKey } from "../ids.ts";

/** How a conversation stood at the attendants' desk. What follows from it, the mirror decides: it knows what was before. */
export const DeskReported = z.object({
  id: z.string(),
  channel: ChannelId,
  contact: ContactKey,
  conversationId: z.number().int().positive(),
  inboxId: z.number().int().positive(),
  status: z.string().max(32),
  /** The person it is assigned to; a bot does not count. */
  assigneeId: z.number().int().positive().nullable(),
  labels: z.array(z.string().max(255)),
  /** Version of this state at the desk: a lower one is older, whatever the order of arrival. Epoch ms with a fraction. */
  updatedAt: z.number(),
  /** A message to the patient that a person just deleted there. */
  deletedMessageId: z.number().int().positive().optional(),
  receivedAt: z.number(),
});
export type DeskReported = z.infer<typeof DeskReported>;
