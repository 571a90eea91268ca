import { z } from "zod";
import { StoredFile } from "../stored-file.ts";
import { envelope } from "./envelope.ts";

/** Longer than one bubble: a desk sets no such limit, so the engine splits what WhatsApp would cut. */
export const ATTENDANT_TEXT_LENGTH_MAX = 20_000;

/** A person of the clinic answers a patient from a desk. (What is typed on the clinic's phone is a takeover instead.) */
export const AttendantReplied = z.object({
  type: z.literal("attendant-replied"),
  ...envelope,
  source: z.enum(["chatwoot", "panel"]),
  attendantId: z.string().min(1).max(64),
  /** The desk's own id of this message; its outcome is told to the desk under the same one. */
  externalId: z.string().min(1).max(64),
  /** The gateway's id of the message that is answered. */
  quotedMessageId: z.string().min(1).max(128).optional(),
  content: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("text"), text: z.string().min(1).max(ATTENDANT_TEXT_LENGTH_MAX) }),
    z.object({
      kind: z.literal("media"),
      url: z.union([z.url({ protocol: /^https?$/ }).max(2048), StoredFile]),
      mimeType: z.string().regex(/^[\w.+-]{1,64}\/[\w.+-]{1,96}$/),
      fileName: z.string().min(1).max(255).optional(),
      caption: z.string().max(ATTENDANT_TEXT_LENGTH_MAX).optional(),
    }),
  ]),
});
export type AttendantReplied = z.infer<typeof AttendantReplied>;
