/** Why the engine itself calls the team; a flow has reasons of its own besides. Each has its words in the team's note. */
export type EngineReason =
  | ("asked" | "invalid-answers" | "loop" | "long-session" | "late-message" | "flow-broken" | "parked")
  | (
      | "send-failed"
      | "send-unknown"
      | "known-contact"
      | "bot-off"
      | "question"
      | "voice-note"
      | "unopened"
      | "missed-message"
    )
  | ("red-flag" | "possible-danger" | "danger-over")
  | ("added" | "still-waiting" | "settled");

/** A reason written in code is one of the engine's; what a flow says is only known to be text. */
export type Reason<R extends string> = string extends R ? R : R & EngineReason;
