export { knownChannels } from "./channels.ts";
export { createClinicHours, type HoursOf } from "./clinic-hours.ts";
export { readDeadLetters } from "./dead-letters.ts";
export { readStatus, type Status } from "./read-status.ts";
export { isPaused, readObserving } from "./sending.ts";
export { readUnknown } from "./unknown.ts";
export { VERDICT_CODES, type Verdict, verdictsOf } from "./verdicts.ts";
