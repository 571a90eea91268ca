import { z } from "zod";
import { envelope } from "./envelope.ts";

/** WhatsApp told something about the chat that is no message (encryption banner, declined payment, …). */
export const NoticeReceived = z.object({ type: z.literal("notice-received"), ...envelope, notice: z.string() });
export type NoticeReceived = z.infer<typeof NoticeReceived>;
