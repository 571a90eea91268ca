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

/** An error for the log, with its chain. The broker's client quotes subjects, and subjects hold phones. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { name: "NotAnError", message: redactSubject(String(error)) };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    message: redactSubject(error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack === undefined ? {} : { stack: redactSubject(error.stack) }),
    ...(error.cause === undefined || depth >= DEPTH_MAX ? {} : { cause: safeError(error.cause, depth + 1) }),
  };
}
