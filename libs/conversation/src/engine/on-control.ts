import type { ControlEvent, MergedFrom, OutcomeSettled } from "@acolhe/events";
import { carry } from "../turn/carry.ts";
import { callPerson, type Draft, endSession, giveToPerson, leaveQuestion } from "../turn/draft.ts";
import { isSilent, lapse, returnToBot, sessionMs } from "./modes.ts";

/** What people, other parts of the system or a merge of contacts have decided: who has the conversation from here on. */
export function onControl(draft: Draft, event: ControlEvent | MergedFrom | OutcomeSettled): string {
  const { state, facts } = draft;
  switch (event.type) {
    case "outcome-settled":
      if (event.as === "sent-once-more") {
        state.resentCount++;
        return "sent-once-more";
      }
      callPerson(draft, draft.flow.head.team, event.as === "failed" ? "send-failed" : "send-unknown");
      giveToPerson(draft);
      return `outcome:${event.as}`;
    case "merged-from":
      Object.assign(state, carry(state, event.carried, sessionMs(draft)));
      lapse(draft);
      if (isSilent(state)) leaveQuestion(draft);
      return "merged-from";
    case "merged-into":
      state.merged = { survivor: event.survivor };
      endSession(draft);
      return "merged-into";
    case "unmerged":
      state.merged = null;
      return "unmerged";
    case "takeover-started":
      giveToPerson(draft);
      return "takeover";
    case "known-before-start":
      state.knownBefore = true;
      if (!event.active) return "known-before-start";
      giveToPerson(draft);
      return "active-before-start";
    case "returned-to-bot":
      // The team closed what it was asked for: the bot had the conversation all the while.
      if (state.mode === "bot" && !state.handedOver && !state.parked) return "returned:was-the-bots";
      returnToBot(draft, facts.continueAfterReturn === true);
      if (!state.parked) state.personLeftAt = event.at;
      return facts.continueAfterReturn && state.step !== null ? "returned:continues" : "returned";
    case "bot-paused":
      state.mode = "paused";
      state.humanUntil = null;
      giveToPerson(draft);
      return "paused";
    case "bot-stopped":
      // Written after the turn of the stop: by then the patient may already have come back.
      if (state.optedInAt !== null && event.at <= state.optedInAt) return "stop-outrun";
      state.optedOut = true;
      endSession(draft);
      return "stopped";
    case "contact-resumed":
      if (!state.parked) return "not-parked";
      state.mode = state.parked.resumeTo;
      state.parked = null;
      if (state.mode === "bot") state.humanUntil = null;
      return "resumed";
  }
}
