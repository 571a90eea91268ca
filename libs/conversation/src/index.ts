export { valueText } from "./capture/capture.ts";
export { putRight } from "./capture/put-right.ts";
export { askedBy, pointsAt } from "./engine/asked.ts";
export { type Decision, decide } from "./engine/decide.ts";
export { actsWhileParked, deferredTransition, parkedTransition } from "./engine/parking.ts";
export { type FlowVersions, flowFor, wordsToUnderstand } from "./engine/pinning.ts";
export { describeDifferences, differences, type RecordedEvent, replay } from "./engine/replay.ts";
export { ENGINE_VERSION, hasSeen, hasSeenBefore, transition } from "./engine/transition.ts";
export { fieldText } from "./flow/choice.ts";
export { compileFlow, type Flow } from "./flow/compile.ts";
export { FlowDefinition } from "./flow/definition.ts";
export { type Edge, edgesOf } from "./flow/edges.ts";
export { Hours } from "./flow/head-schema.ts";
export { clinicHours, hoursWith, openMs, StaffHours, spansIn } from "./flow/hours.ts";
export { isNumeric } from "./flow/message.ts";
export { messagePattern } from "./flow/message-pattern.ts";
export type { Action } from "./flow/route-schema.ts";
export { ENGINE_WORDS } from "./flow/word-lists.ts";
export { SENTENCE_END } from "./reading/clauses.ts";
export { withForms } from "./reading/forms.ts";
export { withoutLookAlikes } from "./reading/look-alikes.ts";
export { type Lasting, lastingOf, withoutForgotten, withoutWords } from "./state/lasting.ts";
export { OPINION_WAIT_MS } from "./state/limits.ts";
export { ConversationState, initialState } from "./state/state.ts";
export { carry } from "./turn/carry.ts";
export { identifiersIn } from "./turn/identifiers.ts";
export type { Transition } from "./turn/result.ts";
export { appointmentTime } from "./words/appointment-time.ts";
export {
  dangerText,
  dangerTexts,
  isNamedDanger,
  isNamedReason,
  reasonLabel,
  reasonSentence,
  reasonTexts,
} from "./words/call-reasons.ts";
export {
  handoffNote,
  isLabelled,
  labelOf,
  labelTexts,
  learned,
  type Meanwhile,
  meanwhileOf,
} from "./words/handoff-note.ts";
export { nextAppointment } from "./words/next-appointment.ts";
export { BUILT_IN_VARIABLES, ENGINE_MESSAGES, engineVariables, KNOWN, LEARNED_VALUES, RAW } from "./words/text.ts";
