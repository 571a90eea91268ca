import { z } from "zod";
import { TEXT_LENGTH_MAX } from "../limits.ts";
import { Language } from "./facts.ts";

/** The `lookup` that has a voice note written down. */
export const TRANSCRIPTION_LOOKUP = "transcription";
/** How long a patient waits for it at most. A minute of speech takes a small server some ten seconds. */
export const TRANSCRIPTION_WAIT_MS = 30_000;
/** What it carries: where the voice note is, what it is, and the language of the conversation. */
export const TranscriptionQuestion = z.object({
  url: z.string().min(1),
  mimeType: z.string().min(1),
  language: Language,
});
export type TranscriptionQuestion = z.infer<typeof TranscriptionQuestion>;
/** What comes back when something was said. */
export const TranscriptionValues = z.object({ text: z.string().min(1).max(TEXT_LENGTH_MAX) });
export type TranscriptionValues = z.infer<typeof TranscriptionValues>;
