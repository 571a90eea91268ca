import type { Facts, LogEvent, Turn } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import type { ConversationState } from "../state/state.ts";
import type { Transition } from "../turn/result.ts";
import { actsWhileParked, deferredTransition, parkedTransition } from "./parking.ts";
import { hasSeen, transition } from "./transition.ts";

export interface Decision {
  readonly outcome: Turn["outcome"];
  readonly transition: Transition;
}

interface Given {
  readonly event: LogEvent;
  /** Sequence of the event in INBOUND. */
  readonly seq: number;
  readonly facts: Facts;
  readonly flow: Flow;
  /** `failed`: its handling failed too often. `resumed`: it waited while its contact was parked. */
  readonly as?: "failed" | "resumed" | undefined;
}

const STAYS: ReadonlySet<LogEvent["type"]> = new Set(["unmerged", "merged-into", "timer-fired"]);

/** Which way an event goes, given the conversation: parked, deferred, forwarded, resumed, or simply advanced. */
export function decide(state: ConversationState | null, given: Given): Decision {
  const { event, flow, facts, as } = given;
  if (as === "failed") return { outcome: "parked", transition: parkedTransition(state, given) };
  if (as === "resumed")
    return { outcome: "resumed", transition: transition(state, { event, facts, flow, resumed: true }) };
  // A merged contact forwards whatever comes, parked or not: only its survivor can be resumed. A repeat waits for nothing.
  if (state?.parked && !state.merged && !hasSeen(state, event) && !actsWhileParked(event, flow, facts))
    return { outcome: "deferred", transition: deferredTransition(state, { event, facts, flow }) };
  const forwards = state?.merged && !STAYS.has(event.type);
  return { outcome: forwards ? "forwarded" : "advanced", transition: transition(state, { event, facts, flow }) };
}
