import { redactSubject } from "@acolhe/events";

/** Wrapped errors are at most a few deep; the bound only stops a cycle. */
const DEPTH_MAX = 5;

interface SafeError {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: SafeError;
}

/**
 * An error for the log, with its chain. Errors quote what they are about: the broker's client subjects, which hold
 * phones, and the parser of JSON what it was reading, which holds words and names.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: "NotAnError", message: safe(String(error)) };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    message: safe(error.message),
    ...(typeof code === "number" || typeof code === "string" ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: safe(error.stack) }),
    ...(error.cause === undefined || depth >= DEPTH_MAX ? {} : { cause: safeError(error.cause, depth + 1) }),
  };
}

/** As V8 words it: `Unexpected token 'A', "Ana…"... is not valid JSON`. */
const QUOTED_JSON = /(?:\.\.\.)?"(?:[^\n]|\n(?! {4}at ))*"(?:\.\.\.)? is not valid JSON/g;

const safe = (text: string) => redactSubject(text.replace(QUOTED_JSON, "what was read is not valid JSON"));
