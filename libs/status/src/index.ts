export { decideAlerts, type Seen } from "./alerts/decide.ts";
export { addNotices, afterFailed, afterSent, duePieces, ofSinks, sinkAfter } from "./alerts/parcels.ts";
export { ALERT_CODES, ALERT_RULES, type AlertCode, REPEATS_MS } from "./alerts/rules.ts";
export {
  type Alert,
  AlertState,
  type Condition,
  keyOf,
  type Notice,
  type Parcel,
  SINKS,
  type Sink,
} from "./alerts/state.ts";
export { CANARY_LATE_MS, CanaryRun, failingCanaries, keepRuns } from "./canary.ts";
export { knownChannels, readConnection } from "./channels.ts";
export { createClinicHours, type HoursOf } from "./clinic-hours.ts";
export { readDeadLetters } from "./dead-letters.ts";
export { readStatus, type Status } from "./read-status.ts";
export { isPaused, readObserving } from "./sending.ts";
export { readSpools, type SpoolState } from "./spools.ts";
export { readUnknown } from "./unknown.ts";
export { VERDICT_CODES, type Verdict, verdictsOf } from "./verdicts.ts";
