import { callServer } from "@acolhe/runtime/outside";
import type { z } from "zod";
import { DeskError, errorFromException, errorFromResponse } from "./desk-error.ts";

export interface DeskClientOptions {
  /** Without a path, such as `https://atendimento.example`. */
  readonly baseUrl: string;
  readonly accountId: number;
  /** Of an administrator, or of a user who is a member of the inbox. */
  readonly userToken: string;
  /** Of the agent bot, so that what the bot says is shown and counted as the bot's. */
  readonly botToken: string | undefined;
  readonly timeoutMs: number;
}

/** A page of a conversation is some hundred kB; what is longer is read as an answer that makes no sense. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

interface Request<T> {
  /** For errors: what was being done, without any id of a person. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the account. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>> | FormData;
  readonly as?: "user" | "bot";
  /** Answers with nothing in them are read as undefined. */
  readonly answer: z.ZodType<T>;
}

export type Call = <T>(request: Request<T>) => Promise<T>;

/** One call. @throws DeskError */
export function createCall(options: DeskClientOptions): Call {
  const base = `${options.baseUrl.replace(/\/+$/, "")}/api/v1/accounts/${options.accountId}`;
  return async ({ operation, method, path, query, body, as, answer }) => {
    const token = as === "bot" ? (options.botToken ?? options.userToken) : options.userToken;
    let status: number;
    let text: string;
    try {
      const answered = await callServer(`${base}${path}${query ? `?${new URLSearchParams(query)}` : ""}`, {
        method,
        headers: {
          Accept: "application/json",
          // With dashes: nginx and others drop header names with underscores, and everything answers 401.
          "Api-Access-Token": token,
          ...(body && !(body instanceof FormData) ? { "Content-Type": "application/json" } : {}),
        },
        body: body === undefined || body instanceof FormData ? body : JSON.stringify(body),
        bytesMax: ANSWER_BYTES_MAX,
        signal: AbortSignal.timeout(options.timeoutMs),
      });
      status = answered.status;
      text = answered.text ?? "";
    } catch (error) {
      throw errorFromException(operation, error);
    }
    const json = parsed(text);
    if (status < 200 || status > 299) throw errorFromResponse(operation, status, json);
    const read = answer.safeParse(json);
    // The parser's own words would quote the answer.
    if (!read.success) throw new DeskError("unreadable-answer", `${operation} answered ${status} with something else`);
    return read.data;
  };
}

function parsed(text: string): unknown {
  try {
    return text.trim() === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
