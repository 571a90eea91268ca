export interface NewMessage {
  readonly content: string;
  readonly type: "incoming" | "outgoing";
  readonly private?: boolean;
  /** See source-id.ts; every message of ours has one. */
  readonly mark: string;
  readonly as: "user" | "bot";
  /** Typed in WhatsApp itself: shown, and counted, as a person's. */
  readonly fromPhone?: boolean;
  /** Number at the desk of the message that this one is about. */
  readonly inReplyTo?: number;
  /** Epoch milliseconds; Chatwoot's own clock stays its order. */
  readonly at?: number;
  readonly file?: { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array<ArrayBuffer> };
}

/** JSON, or a form when there is a file. */
export function requestBody(message: NewMessage): Readonly<Record<string, unknown>> | FormData {
  const attributes = {
    ...(message.fromPhone ? { external_echo: true } : {}),
    ...(message.inReplyTo ? { in_reply_to: message.inReplyTo } : {}),
  };
  const fields: Record<string, unknown> = {
    content: message.type === "outgoing" ? withoutLiquid(message.content) : message.content,
    message_type: message.type,
    private: message.private ?? false,
    source_id: message.mark,
    ...(message.at === undefined ? {} : { external_created_at: Math.floor(message.at / 1000) }),
    ...(Object.keys(attributes).length === 0 ? {} : { content_attributes: attributes }),
  };
  if (!message.file) return fields;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    form.append(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  const { bytes, mimeType, name } = message.file;
  form.append("attachments[]", new Blob([bytes], { type: mimeType }), name);
  return form;
}

/**
 * Outgoing text is a Liquid template to Chatwoot: what a patient typed, quoted in our words, must not be run. A
 * zero-width space between the delimiters keeps it readable.
 */
export const withoutLiquid = (text: string): string => text.replace(/\{(?=[{%])/g, "{\u200b");
