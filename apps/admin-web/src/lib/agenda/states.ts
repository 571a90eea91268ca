import Check from "@lucide/svelte/icons/check";
import CheckCheck from "@lucide/svelte/icons/check-check";
import CircleHelp from "@lucide/svelte/icons/circle-question-mark";
import Clock from "@lucide/svelte/icons/clock";
import DoorOpen from "@lucide/svelte/icons/door-open";
import UserX from "@lucide/svelte/icons/user-x";
import X from "@lucide/svelte/icons/x";
import { m } from "#lib/paraglide/messages.js";
import type { State } from "./columns.ts";

interface Look {
  readonly label: () => string;
  readonly tone: "neutral" | "accent" | "ok" | "warn" | "danger" | "info";
  /** Of its box in the calendar. */
  readonly box: string;
  readonly icon: typeof Check;
}

export const LOOKS: Readonly<Record<State, Look>> = {
  requested: { label: m.agenda_state_requested, tone: "warn", box: "bg-warn-soft border-dashed", icon: CircleHelp },
  scheduled: { label: m.agenda_state_scheduled, tone: "accent", box: "bg-accent-soft", icon: Clock },
  confirmed: { label: m.agenda_state_confirmed, tone: "ok", box: "bg-ok-soft", icon: Check },
  arrived: { label: m.agenda_state_arrived, tone: "info", box: "bg-info-soft", icon: DoorOpen },
  completed: { label: m.agenda_state_completed, tone: "neutral", box: "bg-raised", icon: CheckCheck },
  "no-show": { label: m.agenda_state_no_show, tone: "danger", box: "bg-danger-soft", icon: UserX },
  cancelled: { label: m.agenda_state_cancelled, tone: "neutral", box: "bg-raised line-through", icon: X },
};

/** How it goes on: what is offered of what the API allows. */
const NEXT: Readonly<Record<State, readonly State[]>> = {
  requested: ["scheduled", "confirmed", "cancelled"],
  scheduled: ["confirmed", "arrived", "no-show", "cancelled"],
  confirmed: ["scheduled", "arrived", "no-show", "cancelled"],
  arrived: ["completed", "cancelled"],
  completed: [],
  "no-show": ["arrived"],
  cancelled: [],
};
export const mayBecome = (from: State, to: State): boolean => NEXT[from].includes(to);

/** What is under way or over stays where it was. */
export const isMovable = (state: State): boolean => mayBecome(state, "confirmed") || state === "confirmed";
