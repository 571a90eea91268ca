import { toast } from "svelte-sonner";
import { sentenceOf } from "#lib/api/sentence.ts";
import { m } from "#lib/paraglide/messages.js";

/** How long something done can be taken back. */
const UNDO_MS = 10_000;

export const told = (message: string): void => void toast.success(message);

/** Says what was done and offers to take it back, in place of asking beforehand. */
export function undoable(message: string, undo: () => void): void {
  toast(message, { duration: UNDO_MS, action: { label: m.ui_undo(), onClick: undo } });
}

/** An error that belongs to no field. */
export function failed(error: unknown): void {
  const { title, detail } = sentenceOf(error);
  toast.error(title, detail === undefined ? {} : { description: detail });
}
