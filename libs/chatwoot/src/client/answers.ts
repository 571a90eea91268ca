import { z } from "zod";

/** The parts of Chatwoot's answers that are read; the rest is accepted. */

const text = z.string().nullish();

export const ContactAnswer = z.looseObject({
  id: z.number(),
  name: text,
  phone_number: text,
  identifier: text,
  contact_inboxes: z
    .array(z.looseObject({ source_id: z.string(), inbox: z.looseObject({ id: z.number() }) }))
    .nullish(),
});
export const ContactList = z.looseObject({ payload: z.array(ContactAnswer) });
export const ContactCreated = z.looseObject({ payload: z.looseObject({ contact: ContactAnswer }) });

export const ConversationAnswer = z.looseObject({
  id: z.number(),
  inbox_id: z.number(),
  status: z.string(),
  labels: z.array(z.string()).catch([]),
  updated_at: z.number(),
  meta: z
    .looseObject({
      sender: z.looseObject({ id: z.number(), phone_number: text }).nullish(),
      assignee: z.looseObject({ id: z.number() }).nullish(),
      assignee_type: text,
    })
    .catch({}),
  last_non_activity_message: z
    .looseObject({
      conversation: z.looseObject({ contact_inbox: z.looseObject({ source_id: text }).nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
});
export type ConversationAnswer = z.infer<typeof ConversationAnswer>;
export const ConversationList = z.looseObject({ data: z.looseObject({ payload: z.array(ConversationAnswer) }) });

export const MessageAnswer = z.looseObject({
  id: z.number(),
  content: text,
  /** A number here, a word in webhooks. */
  message_type: z.number(),
  private: z.boolean(),
  source_id: text,
  created_at: z.number(),
  content_attributes: z.record(z.string(), z.unknown()).nullish(),
  sender: z.looseObject({ id: z.number(), name: text, type: text }).nullish(),
  attachments: z
    .array(
      z.looseObject({
        file_type: z.string(),
        data_url: text,
        content_type: text,
        extension: text,
      }),
    )
    .nullish(),
});
export type MessageAnswer = z.infer<typeof MessageAnswer>;
export const MessageList = z.looseObject({ payload: z.array(MessageAnswer) });
export const StatusAnswer = z.looseObject({ payload: z.looseObject({ current_status: z.string() }) });
export const LabelsAnswer = z.looseObject({ payload: z.array(z.string()) });

/** What an answer holds is of no interest. */
export const Nothing = z.unknown().transform(() => undefined);
