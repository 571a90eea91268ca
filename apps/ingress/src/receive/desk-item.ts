import type { DeskDraft } from "@acolhe/chatwoot";
import type { DeskReported } from "@acolhe/events";
import type { Names } from "@acolhe/zapi";

/** One fact out of a webhook of the attendants' desk. Names as the gateway would give them, so that merges are followed. */
export type DeskItem =
  | { readonly target: "conversation"; readonly names: Names; readonly draft: DeskDraft }
  | { readonly target: "desk"; readonly names: Names; readonly draft: Omit<DeskReported, "channel" | "contact"> };
