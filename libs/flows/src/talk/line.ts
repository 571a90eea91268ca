import type { MessageContent } from "@acolhe/events";
import { z } from "zod";

const MINUTES: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1440 };

const Wait = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, "a wait is a number and s, m, h or d")
  .transform((text) => Number(text.slice(0, -1)) * MINUTES[text.slice(-1)]!);

const media = { url: null, mimeType: "application/octet-stream" };
/** What a patient may send without words. */
const SENT = {
  audio: { kind: "audio", url: null, mimeType: "audio/ogg", voiceNote: true },
  image: { kind: "image", url: null, mimeType: "image/jpeg" },
  video: { kind: "video", url: null, mimeType: "video/mp4" },
  document: { kind: "document", ...media, fileName: "document.pdf" },
  sticker: { kind: "sticker", url: null, mimeType: "image/webp" },
  location: { kind: "location", latitude: -23.56, longitude: -46.65 },
  contact: { kind: "contact-card", name: "Contact", phones: ["5511988880000"] },
} as const satisfies Readonly<Record<string, MessageContent>>;

/** One thing the patient does. Minutes for a wait, a whole content for what is sent. */
export const Line = z.union([
  z.strictObject({ say: z.string().min(1) }),
  z.strictObject({ tap: z.string().min(1) }),
  z.strictObject({ wait: Wait }),
  z.strictObject({ send: z.enum(Object.keys(SENT) as (keyof typeof SENT)[]).transform((kind) => SENT[kind]) }),
  z.strictObject({ reset: z.literal(true) }),
]);
export type Line = z.infer<typeof Line>;

/** @throws with a sentence where the line is no JSON or asks for nothing known */
export function readLine(text: string): Line {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("this line is no JSON");
  }
  const read = Line.safeParse(json);
  if (read.success) return read.data;
  throw new Error('a line is one of {"say": …}, {"tap": …}, {"wait": "35m"}, {"send": "audio"}, {"reset": true}');
}
