import { errorFromException, errorFromResponse, refusalOf } from "./classify.ts";

export interface ZapiClientOptions {
  /** Without instance and token, such as `https://api.z-api.io`. */
  readonly baseUrl: string;
  readonly instanceId: string;
  /** Part of every address: it must stay out of logs, traces and errors. */
  readonly instanceToken: string;
  readonly clientToken: string;
  /** From the start of a call until its answer is read. */
  readonly timeoutMs: number;
  /** The platform's by default; it keeps connections open between calls. */
  readonly fetch?: typeof fetch;
}

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined when the body is empty or none. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

export type Call = (method: "GET" | "POST" | "PUT" | "DELETE", route: string, body?: unknown) => Promise<Answer>;

/** One call, answered whatever the status. Throws a SendError when no answer could be read. */
export function createCall(options: ZapiClientOptions): Call {
  const { instanceId, instanceToken, clientToken, timeoutMs } = options;
  const doFetch = options.fetch ?? fetch;
  const base = options.baseUrl.replace(/\/+$/, "");
  if (!URL.canParse(base)) throw new Error("the gateway's base URL is not a URL");
  const prefix = `${base}/instances/${encodeURIComponent(instanceId)}/token/${encodeURIComponent(instanceToken)}`;

  return async (method, route, body) => {
    try {
      const response = await doFetch(`${prefix}/${route}`, {
        method,
        headers: {
          "Client-Token": clientToken,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect would carry the token, which is in the path, to another host.
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: parsed(text),
        retryAfterMs: retryAfter(response.headers.get("retry-after")),
      };
    } catch (error) {
      throw errorFromException(error);
    }
  };
}

/** The answer's body, when the status is a success and the body is no refusal; a success status alone proves nothing. */
export function bodyOf(answer: Answer): unknown {
  const ok = answer.status >= 200 && answer.status < 300;
  if (!ok || refusalOf(answer.body) !== undefined) {
    throw errorFromResponse(answer.status, answer.body, answer.retryAfterMs);
  }
  return answer.body;
}

function parsed(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only the form in seconds; longest wait a stranger may ask of us is ten minutes. */
function retryAfter(header: string | null): number | undefined {
  if (header === null || !/^\d{1,6}$/.test(header)) return undefined;
  return Math.min(Number(header), 600) * 1000;
}
