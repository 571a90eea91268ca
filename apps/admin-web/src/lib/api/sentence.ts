import { m } from "#lib/paraglide/messages.js";
import { ApiProblem } from "./problem.ts";

/** A failure that is not of what was asked: there is nothing to correct, but something to do. */
const SERVER_FAILED = 500;

/** What a person is told of an error: what happened, and what to do. */
export function sentenceOf(error: unknown): { title: string; detail?: string } {
  if (!(error instanceof ApiProblem)) return { title: m.ui_error_unknown(), detail: m.ui_error_unknown_detail() };
  if (error.isOffline) return { title: m.ui_error_offline(), detail: m.ui_error_offline_detail() };
  const title = error.title || m.ui_error_unknown();
  const detail = error.detail ?? (error.status >= SERVER_FAILED ? m.ui_error_unknown_detail() : undefined);
  return detail === undefined ? { title } : { title, detail };
}
