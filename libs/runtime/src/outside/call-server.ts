import { readBounded } from "./read-bounded.ts";

export interface ServerCall {
  readonly method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData | undefined;
  /** Of the answer; what comes after is not read. */
  readonly bytesMax: number;
  readonly signal: AbortSignal;
}

export interface ServerAnswer {
  readonly status: number;
  /** Null: longer than was allowed. */
  readonly text: string | null;
}

/**
 * Asks a server that the operator named in a setting: it may stand in the clinic's own network, so its address is not
 * judged. A redirect is an answer like any other: followed, it would carry the key in the headers to a host that no setting named.
 *
 * @throws Error as `fetch` does when no answer came
 */
export async function callServer(url: string, call: ServerCall): Promise<ServerAnswer> {
  const { method, headers = {}, body = null, bytesMax, signal } = call;
  const response = await fetch(url, { method, headers, body, redirect: "manual", signal });
  return { status: response.status, text: await readBounded(response, bytesMax) };
}
