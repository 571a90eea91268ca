import { z } from "zod";
import { ContactKey } from "./ids.ts";
import type { ConversationRef } from "./subjects.ts";

/**
 * In the bucket `identity`, for a contact that turned out to be another contact's younger conversation: where all its
 * names lead. Without a survivor an operator gave them back, and the contact is not merged again by itself.
 */
export const Redirect = z.object({ survivor: ContactKey.nullable() });
export type Redirect = z.infer<typeof Redirect>;

export const redirectKey = ({ channel, contact }: ConversationRef) => `${channel}.contact.${contact}`;
