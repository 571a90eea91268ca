import { sentenceOf } from "#lib/api/sentence.ts";
import { m } from "#lib/paraglide/messages.js";
import { later } from "./later.ts";

/** How long something done can be taken back. */
const UNDO_MS = 10_000;

/** What shows the notes, which the frame around all pages places. What is said before it is there waits for it. */
export const toaster = later(() => import("svelte-sonner"));
type Toast = Awaited<ReturnType<typeof toaster>>["toast"];
const say = (how: (toast: Toast) => unknown): void =>
  // Without a server nothing can be loaded, which the frame says by itself.
  void toaster()
    .then(({ toast }) => how(toast))
    .catch(() => undefined);

export const told = (message: string): void => say((toast) => toast.success(message));

/** What was not done of something else that was. */
export const warned = (message: string): void => say((toast) => toast.error(message));

/** Says what was done and offers to take it back, in place of asking beforehand. */
export function undoable(message: string, undo: () => void): void {
  say((toast) => toast(message, { duration: UNDO_MS, action: { label: m.ui_undo(), onClick: undo } }));
}

/** An error that belongs to no field. */
export function failed(error: unknown): void {
  const { title, detail } = sentenceOf(error);
  say((toast) => toast.error(title, detail === undefined ? {} : { description: detail }));
}
