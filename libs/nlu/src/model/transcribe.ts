import { z } from "zod";
import type { Language } from "../language-code.ts";
import type { AudioFormat } from "./audio-format.ts";
import { type NoAnswer, parsed, postOnce } from "./post-once.ts";

/** Where an OpenAI-compatible server writes speech down. Off unless a deployment names one. */
export interface TranscriberOptions {
  /** Up to and without `/audio/transcriptions`, such as `http://127.0.0.1:8000/v1`. */
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
}

interface Audio {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: AudioFormat;
}

/** `silence`: nothing was said. */
type NoText = NoAnswer | "nonsense" | "silence";
export type Transcript = { readonly text: string } | { readonly text: null; readonly reason: NoText };

/** Half an hour of speech is some 30,000 characters, each of six bytes at worst where JSON escapes it. */
export const TRANSCRIPT_BYTES_MAX = 256 * 1024;

const Written = z.object({ text: z.string() });

/**
 * What is said in a recording. It never throws and never asks twice: a server that is away, slow or talks nonsense has
 * heard nothing.
 */
export async function transcribe(
  { bytes, format }: Audio,
  lang: Language,
  options: TranscriberOptions & { readonly signal: AbortSignal },
): Promise<Transcript> {
  const { url, model, apiKey, signal } = options;
  const form = new FormData();
  form.set("model", model);
  form.set("language", lang);
  form.set("response_format", "json");
  form.set("file", new Blob([bytes], { type: format.mimeType }), format.fileName);
  const answer = await postOnce({
    ...{ url, path: "audio/transcriptions", apiKey, signal },
    body: form,
    bytesMax: TRANSCRIPT_BYTES_MAX,
  });
  if (answer.body === null) return none(answer.reason);
  const written = Written.safeParse(parsed(answer.body));
  if (!written.success) return none("nonsense");
  const text = written.data.text.trim();
  return text === "" ? none("silence") : { text };
}

const none = (reason: NoText) => ({ text: null, reason }) as const;
