import { SEEN_EVENT_IDS_MAX } from "@acolhe/events";
import { VALUE_COUNT_MAX, VALUES_BYTES_MAX } from "../state/limits.ts";
import { bytesOf, ConversationState, type Mode } from "../state/state.ts";

const STRICTNESS: Readonly<Record<Mode, number>> = { bot: 0, human: 1, paused: 2 };

/**
 * What the surviving conversation keeps of one that turned out to be the same person: the stricter mode, any opt-out,
 * values it lacks, and the session when the other one is the live one. `carried` is read by the state's own schema;
 * of a state that cannot be read, only a wish for silence is taken.
 */
export function carry(
  survivor: ConversationState,
  carried: Readonly<Record<string, unknown>>,
  sessionMs: number,
): ConversationState {
  const read = ConversationState.safeParse(carried);
  if (!read.success) {
    const silent = carried.mode === "human" || carried.mode === "paused";
    return {
      ...survivor,
      optedOut: survivor.optedOut || carried.optedOut === true,
      // `humanUntil` null in human mode means seven days from the next event on.
      mode: silent && survivor.mode === "bot" ? "human" : survivor.mode,
    };
  }
  const other = read.data;
  const mode = STRICTNESS[other.mode] > STRICTNESS[survivor.mode] ? other.mode : survivor.mode;
  const goesOn = other.step !== null && (survivor.step === null || other.lastActivityAt > survivor.lastActivityAt);
  const survivorIsOld = goesOn && survivor.lastActivityAt + sessionMs < other.sessionStartedAt;
  // Named first, so that where not all fit the survivor's own stay.
  const values = survivorIsOld ? other.values : { ...survivor.values, ...other.values, ...survivor.values };
  return {
    ...survivor,
    ...(goesOn
      ? {
          step: other.step,
          flowVersion: other.flowVersion,
          sessionStartedAt: other.sessionStartedAt,
          trail: other.trail,
          invalidCount: other.invalidCount,
          openPrompt: other.openPrompt,
          language: other.language,
          languageBy: other.languageBy,
          calls: other.calls,
          told: other.told,
          messageCount: other.messageCount,
          waiting: null,
          concern: other.concern,
          unease: other.unease,
          confirming: other.confirming,
          reminder: other.reminder,
        }
      : {}),
    address: (goesOn ? other.address : survivor.address) ?? survivor.address ?? other.address,
    mode,
    humanUntil: mode === "human" ? latest(survivor.humanUntil, other.humanUntil) : null,
    handedOver: graver(survivor.handedOver, other.handedOver),
    personLeftAt: latest(survivor.personLeftAt, other.personLeftAt),
    ad: survivor.ad ?? other.ad,
    emergencyAt: latest(survivor.emergencyAt, other.emergencyAt),
    emergency: (other.emergencyAt ?? 0) > (survivor.emergencyAt ?? 0) ? other.emergency : survivor.emergency,
    suspended: survivor.suspended ?? other.suspended,
    parked: survivor.parked && { ...survivor.parked, resumeTo: mode },
    optedOut: survivor.optedOut || other.optedOut,
    knownBefore: survivor.knownBefore || other.knownBefore,
    lastActivityAt: Math.max(survivor.lastActivityAt, other.lastActivityAt),
    values: fitting(values),
    seen: [...new Set([...other.seen, ...survivor.seen])].slice(-SEEN_EVENT_IDS_MAX),
  };
}

type HandedOver = ConversationState["handedOver"];
const PRIORITIES = ["low", "normal", "high", "urgent"];
/** Of two handoffs the one that the team has to see first. */
const graver = (a: HandedOver, b: HandedOver): HandedOver =>
  a && b && PRIORITIES.indexOf(b.priority) > PRIORITIES.indexOf(a.priority) ? b : (a ?? b);

const latest = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));

/** As many values as a state may hold. */
function fitting(values: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(values).slice(0, VALUE_COUNT_MAX);
  while (bytesOf(Object.fromEntries(entries)) > VALUES_BYTES_MAX) entries.pop();
  return Object.fromEntries(entries);
}
