import type { TimerFired } from "@acolhe/events";
import { askAfterSilence } from "../dialogue/emergency.ts";
import { enter } from "../dialogue/enter.ts";
import { repeat } from "../dialogue/global-words.ts";
import { suspend } from "../dialogue/session.ts";
import { INPUT_EARLY_MS_MAX, TIMER_EARLY_MS_MAX, TIMER_LATE_MS_MAX } from "../state/limits.ts";
import { callPerson, type Draft, endSession } from "../turn/draft.ts";
import { dueTimers, takeFired } from "../turn/timers.ts";
import { dangerNote } from "../words/danger-note.ts";
import { sayText } from "../words/text.ts";
import { whileOff } from "./bot-off.ts";
import { returnToBot } from "./modes.ts";
import { onSlowWorkLate } from "./on-lookup.ts";
import { onWindowEnd } from "./on-message.ts";
import { stayedUnopened } from "./unopened.ts";
import { isOver, takeVoices } from "./voice.ts";

/** Timers only wake; the state decides whether there is anything to do. */
export function onTimer(draft: Draft, event: TimerFired, lapsed: boolean): string {
  const { state, now, flow } = draft;
  const name = takeFired(state, event.name, event.generation);
  if (!name) return "timer-stale";
  if (name === "takeover-end" && lapsed) return "takeover-ended";
  const due = dueTimers(state, flow.head.limits)[name];
  if (due === undefined) return "timer-unneeded";
  if (now < due - (name === "input" ? INPUT_EARLY_MS_MAX : TIMER_EARLY_MS_MAX)) return `timer-early:${name}`;
  if (draft.facts.botOff && name === "lookup") {
    takeVoices(draft, isOver(now));
    return whileOff(draft);
  }
  if (draft.facts.botOff && name === "unopened") {
    state.unopened = [];
    return whileOff(draft);
  }
  if (draft.facts.botOff && name !== "input" && name !== "takeover-end") {
    endSession(draft);
    return "session-ended";
  }
  const late = now - due > TIMER_LATE_MS_MAX;
  switch (name) {
    case "takeover-end":
      returnToBot(draft);
      return "takeover-ended";
    case "unopened":
      return stayedUnopened(draft, due);
    case "input":
      return onWindowEnd(draft);
    case "lookup":
      return onSlowWorkLate(draft);
    case "reminder": {
      const { goto } = state.reminder!;
      state.reminder = null;
      if (late) return "reminder-late";
      enter(draft, goto);
      return "reminder";
    }
    case "nudge":
      return state.openPrompt === null ? askAfterSilence(draft, late) : onSilence(draft, late);
    case "session-end": {
      const waits = state.openPrompt !== null && !isUrgentQuestion(draft);
      suspend(draft, state.lastActivityAt);
      if (waits && !late && state.handedOver === null) sayText(draft, "closing");
      return "session-ended";
    }
  }
}

const isUrgentQuestion = ({ state, flow }: Draft): boolean => flow.state(state.openPrompt?.step ?? "")?.urgent === true;

/** Nobody answered for some minutes. Whoever was asked whether there is danger is asked once more, and people look now. */
function onSilence(draft: Draft, late: boolean): string {
  const { state, flow } = draft;
  const prompt = state.openPrompt!;
  if (!isUrgentQuestion(draft)) {
    state.openPrompt = { ...prompt, nudged: true };
    // Whoever waits for the team is not told that they are waited for.
    if (!late && state.handedOver === null) sayText(draft, "nudge");
    return "nudge";
  }
  const more = state.concern ? dangerNote(state.concern) : {};
  callPerson(draft, flow.head.urgentTeam, "possible-danger", { priority: "urgent", more });
  if (!late) repeat(draft, "nudge");
  state.openPrompt = { ...prompt, nudged: true };
  return "nudge:urgent";
}
