import { m } from "#lib/paraglide/messages.js";
import { ApiProblem } from "./problem.ts";

/** What a person is told of an error: what happened, and what to do. */
export function sentenceOf(error: unknown): { title: string; detail?: string } {
  if (!(error instanceof ApiProblem)) return { title: m.ui_error_unknown(), detail: m.ui_error_unknown_detail() };
  if (error.isOffline) return { title: m.ui_error_offline(), detail: m.ui_error_offline_detail() };
  const title = error.title || m.ui_error_unknown();
  return error.detail ? { title, detail: error.detail } : { title };
}
