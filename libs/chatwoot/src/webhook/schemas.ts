import { z } from "zod";

/*
 * The parts of Chatwoot's webhooks that are read. Unknown keys, events and values are accepted: each release adds some.
 * `contact_inbox` also holds a token of the patient's browser session, which is not read and must not be logged.
 */

const text = z.string().nullish();
const named = z.looseObject({ id: z.number(), name: text });

export const Conversation = z.looseObject({
  id: z.number(),
  inbox_id: z.number(),
  status: z.string(),
  labels: z.array(z.string()).catch([]),
  /** Seconds with a fraction; the version of this state. */
  updated_at: z.number(),
  contact_inbox: z.looseObject({ source_id: z.string() }).nullish(),
  meta: z
    .looseObject({
      sender: z.looseObject({ phone_number: text }).nullish(),
      assignee: named.nullish(),
      assignee_type: text,
    })
    .catch({}),
});
export type Conversation = z.infer<typeof Conversation>;

export const Attachment = z.looseObject({
  file_type: z.string(),
  data_url: text,
  content_type: text,
  extension: text,
});
export type Attachment = z.infer<typeof Attachment>;

export const Message = z.looseObject({
  id: z.number(),
  content: text,
  content_type: text,
  content_attributes: z.record(z.string(), z.unknown()).nullish(),
  message_type: z.string(),
  private: z.boolean(),
  source_id: text,
  created_at: z.string(),
  sender: z.looseObject({ id: z.number(), name: text, type: text }).nullish(),
  attachments: z.array(Attachment).nullish(),
  conversation: Conversation,
});
export type Message = z.infer<typeof Message>;

export const Envelope = z.looseObject({ event: z.string().max(64) });
/** Typing wraps the conversation; everything else about one is the conversation itself. */
export const Wrapped = z.looseObject({ conversation: Conversation });
