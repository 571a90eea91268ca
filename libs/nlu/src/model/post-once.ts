import { callServer } from "@acolhe/runtime/outside";

/** Why a server has nothing to say; for a metric, never for a patient. */
export type NoAnswer = "unreachable" | "refused" | "too-late" | "too-long";
export type PostAnswer = { readonly body: string } | { readonly body: null; readonly reason: NoAnswer };

export interface Post {
  /** Of the API, up to and without the path: `http://127.0.0.1:11434/v1`. */
  readonly url: string;
  readonly path: string;
  readonly apiKey: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | FormData;
  /** Of the answer; what comes after is not read. */
  readonly bytesMax: number;
  readonly signal: AbortSignal;
}

/** Asks an OpenAI-compatible server. It never throws and never asks twice. */
export async function postOnce(post: Post): Promise<PostAnswer> {
  const { apiKey, body, signal } = post;
  try {
    const { status, text } = await callServer(`${post.url.replace(/\/+$/, "")}/${post.path}`, {
      method: "POST",
      headers: { ...post.headers, ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }) },
      body,
      bytesMax: post.bytesMax,
      signal,
    });
    if (status < 200 || status > 299) return { body: null, reason: "refused" };
    return text === null ? { body: null, reason: "too-long" } : { body: text };
  } catch {
    return { body: null, reason: signal.aborted ? "too-late" : "unreachable" };
  }
}

/** Undefined for what is no JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
