import { Pool } from "undici";
import type { z } from "zod";
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
}

/** The list of a busy number's chats is some MB. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

export interface Answer {
  readonly status: number;
  /** Parsed JSON; undefined when the body is empty or none. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

export type Call = (method: "GET" | "POST" | "PUT" | "DELETE", route: string, body?: unknown) => Promise<Answer>;

/**
 * One call, answered whatever the status. Throws a SendError when no answer could be read.
 *
 * Not `fetch`: its streams, signals and header objects cost as much CPU as all the rest of a send. The pool keeps
 * connections open between calls, and follows no redirect: one would carry the token, which is in the path, to
 * another host.
 */
export function createCall(options: ZapiClientOptions): Call {
  const { instanceId, instanceToken, clientToken, timeoutMs } = options;
  if (!URL.canParse(options.baseUrl)) throw new Error("the gateway's base URL is not a URL");
  const { origin, pathname } = new URL(options.baseUrl);
  // One deadline a call, below; the pool's own timeouts would be a second one.
  const pool = new Pool(origin, { headersTimeout: 0, bodyTimeout: 0, maxResponseSize: ANSWER_BYTES_MAX });
  const prefix = `${pathname.replace(/\/+$/, "")}/instances/${encodeURIComponent(instanceId)}/token/${encodeURIComponent(instanceToken)}`;
  const bare = { "client-token": clientToken };
  const withJson = { ...bare, "content-type": "application/json" };

  return async (method, route, body) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      const response = await pool.request({
        path: `${prefix}/${route}`,
        method,
        headers: body === undefined ? bare : withJson,
        body: body === undefined ? null : JSON.stringify(body),
        signal: late.signal,
      });
      const text = await response.body.text();
      return {
        status: response.statusCode,
        body: parsed(text),
        retryAfterMs: retryAfter(response.headers["retry-after"]),
      };
    } catch (error) {
      throw errorFromException(error);
    } finally {
      clearTimeout(timer);
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
function retryAfter(header: string | string[] | undefined): number | undefined {
  if (typeof header !== "string" || !/^\d{1,6}$/.test(header)) return undefined;
  return Math.min(Number(header), 600) * 1000;
}

/** A success that does not read as expected says nothing about what happened: `unreadable-answer`. */
export function read<T extends z.ZodType>(schema: T, answer: Answer): z.output<T> {
  const result = schema.safeParse(bodyOf(answer));
  if (result.success) return result.data;
  throw errorFromResponse(answer.status, undefined);
}
