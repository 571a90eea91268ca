import type { Facts, LogEvent } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import type { ConversationState } from "../state/state.ts";
import { type Draft, draftOf, remember, seenId } from "../turn/draft.ts";
import { finish, type Transition } from "../turn/result.ts";
import { notify, relay } from "./attendant.ts";
import { onMissed } from "./missed.ts";
import { lapse } from "./modes.ts";
import { onControl } from "./on-control.ts";
import { onLookup } from "./on-lookup.ts";
import { onCall, onChanged, onMessage, onReaction } from "./on-message.ts";
import { onTimer } from "./on-timer.ts";
import { awaitOpening } from "./unopened.ts";

/** Changes whenever the same input may give another output, so that a replay knows what to expect (W2). */
export const ENGINE_VERSION = "23";

interface TransitionInput {
  readonly event: LogEvent;
  /** All that was looked up for this turn, the clock among it; recorded in the turn. */
  readonly facts: Facts;
  readonly flow: Flow;
  /** The event was deferred while its contact was parked, and is handled now: having been seen is no repeat. */
  readonly resumed?: boolean;
}

/**
 * The engine. Modes: bot (answers), human (records, until `humanUntil`), paused (records, until returned); across
 * them opted out, parked and merged.
 * E1: same state and input, same output (W2); no clock, no I/O, no randomness. E2: an event seen before changes nothing.
 * E3: nothing by author `bot` while opted out, human, paused, parked or merged, or while staff have switched it off. E4: it never throws on valid input.
 */
export function transition(previous: ConversationState | null, input: TransitionInput): Transition {
  const { event, facts, flow } = input;
  if (previous && !input.resumed && hasSeen(previous, event)) {
    return { state: previous, commands: [], rule: "repeat", lane: "quiet", visited: [] };
  }
  const draft = draftOf(previous, event, facts, flow);
  remember(draft, event.id);
  const rule = handle(draft, event, input.resumed ?? false);
  // However the patient said it: whoever commits a turn of this name keeps back what is still unsent.
  const stoppedNow = draft.state.optedOut && !previous?.optedOut && !STOPPED_BEFORE.has(event.type);
  return finish(draft, stoppedNow ? "stop" : rule);
}
/** Events that tell of a stop that another turn decided. */
const STOPPED_BEFORE: ReadonlySet<LogEvent["type"]> = new Set(["bot-stopped", "merged-from"]);

/** Whether an event is among the last ones this conversation has had a turn for. */
export const hasSeen = (state: ConversationState | null, event: LogEvent): boolean =>
  state?.seen.includes(seenId(event.id)) ?? false;

/** Whether it had its turn before another of them. */
export function hasSeenBefore(state: ConversationState | null, event: LogEvent, other: Pick<LogEvent, "id">): boolean {
  const seen = state?.seen ?? [];
  return seen.slice(0, Math.max(0, seen.indexOf(seenId(other.id)))).includes(seenId(event.id));
}

function handle(draft: Draft, event: LogEvent, resumed: boolean): string {
  const { state } = draft;
  if (state.merged && event.type !== "unmerged" && event.type !== "merged-into") return "merged";
  const lapsed = lapse(draft);
  switch (event.type) {
    case "message-received":
      return onMessage(draft, event, resumed);
    case "message-edited":
    case "message-revoked":
      return onChanged(draft, event);
    case "reaction-received":
      return onReaction(draft, event);
    case "lookup-answered":
      return onLookup(draft, event);
    case "message-waiting":
      return awaitOpening(draft, event);
    case "message-missed":
      return onMissed(draft, event);
    case "notice-received":
    case "sent-by-other-system":
      return `recorded:${event.type}`;
    case "attendant-replied":
      return relay(draft, event);
    case "attendant-notified":
      return notify(draft, event);
    case "call-received":
      return onCall(draft, event);
    case "timer-fired":
      return onTimer(draft, event, lapsed);
    default:
      return onControl(draft, event);
  }
}
