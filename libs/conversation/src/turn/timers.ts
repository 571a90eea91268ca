import type { Head } from "../flow/head-schema.ts";
import { aboutOf } from "../state/danger-about.ts";
import { type ConversationState, TIMER_NAMES, type TimerName } from "../state/state.ts";
import type { Draft } from "./draft.ts";

/**
 * Timers follow from the state: after each turn the instants it wants are compared with what is armed.
 * T1: a generation never falls. T2: only a timer of the current generation acts.
 * T3: an armed timer whose instant moved later is left alone; it fires early and is armed for the rest,
 *     so that an ordinary turn costs no write.
 */
export function dueTimers(state: ConversationState, limits: Head["limits"]): Partial<Record<TimerName, number>> {
  if (state.merged || state.parked) return {};
  if (state.mode === "human") return state.humanUntil === null ? {} : { "takeover-end": state.humanUntil };
  if (state.mode === "paused" || state.optedOut) return {};
  const due: Partial<Record<TimerName, number>> = {};
  if (state.openPrompt && !state.openPrompt.nudged) due.nudge = state.openPrompt.askedAt + limits.nudgeMinutes * 60_000;
  const { handedOver, emergency } = state;
  if (handedOver?.reason === "red-flag" && emergency && !emergency.asked && aboutOf(emergency.kind) !== "violence")
    due.nudge = (handedOver.notedAt ?? handedOver.at) + limits.nudgeMinutes * 60_000;
  if (state.step !== null) due["session-end"] = state.lastActivityAt + limits.sessionMinutes * 60_000;
  if (state.pendingInput) due.input = state.pendingInput.due;
  const slow = [state.waiting?.until, ...state.voices.map(({ until }) => until)].filter((at) => at !== undefined);
  if (slow.length > 0) due.lookup = Math.min(...slow);
  if (state.unopened.length > 0) due.unopened = Math.min(...state.unopened.map(({ until }) => until));
  if (state.reminder && state.step !== null) due.reminder = state.reminder.at;
  return due;
}

export function settleTimers(draft: Draft): void {
  const { state, commands, now } = draft;
  const due = dueTimers(state, draft.flow.head.limits);
  for (const name of TIMER_NAMES) {
    const armed = state.timers[name];
    const wanted = due[name];
    if (wanted === undefined) {
      if (armed && armed.at !== null) {
        commands.push({ type: "cancel-timer", name });
        state.timers[name] = { generation: armed.generation, at: null };
      }
    } else if (!armed || armed.at === null || wanted < armed.at) {
      const generation = (armed?.generation ?? 0) + 1;
      // An instant already past is asked for as "at once".
      const at = Math.max(wanted, now + 1);
      commands.push({ type: "schedule-timer", name, generation, at });
      state.timers[name] = { generation, at };
    }
  }
}

/** T2: takes a fired timer off the state. Null when it is unknown, replaced or cancelled. */
export function takeFired(state: ConversationState, name: string, generation: number): TimerName | null {
  const known = TIMER_NAMES.find((own) => own === name);
  const armed = known && state.timers[known];
  if (!known || !armed || armed.at === null || armed.generation !== generation) return null;
  state.timers[known] = { generation, at: null };
  return known;
}
