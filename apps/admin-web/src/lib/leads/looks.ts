import { m } from "#lib/paraglide/messages.js";
import type { Status } from "./changes.ts";

interface Look {
  readonly label: () => string;
  readonly tone: "accent" | "info" | "ok" | "neutral";
  /** Said where a column has none. */
  readonly none: () => string;
}
export const LOOKS: Readonly<Record<Status, Look>> = {
  new: { label: m.leads_state_new, tone: "accent", none: m.leads_none_new },
  assigned: { label: m.leads_state_assigned, tone: "info", none: m.leads_none_assigned },
  converted: { label: m.leads_state_converted, tone: "ok", none: m.leads_none_converted },
  discarded: { label: m.leads_state_discarded, tone: "neutral", none: m.leads_none_discarded },
};
export const STATUSES = Object.keys(LOOKS) as Status[];
export const isOpen = (status: Status): boolean => status === "new" || status === "assigned";
