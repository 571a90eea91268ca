export { clinicFlow } from "./clinic-flow.ts";
export type { Problem } from "./folder/assemble.ts";
export { clinicFolder } from "./folder/clinic-folder.ts";
export { readFolder } from "./folder/source.ts";
export { describeProblem, lintFolder, loadFlow } from "./lint/load.ts";
export { shownOf, startTrial, type Trial, type TrialStep } from "./play/trial.ts";
export { understandWords } from "./play/understand.ts";
export { cardOf, Records } from "./talk/records.ts";
export type { Report } from "./talk/report.ts";
export { startTalk, type Talk, type Told } from "./talk/talk.ts";
export {
  CURRENT_FLOW,
  currentVersion,
  fetchFlow,
  keepFlow,
  keptVersions,
  publishFlow,
  removedStates,
  shippedIsHidden,
} from "./versions/publish.ts";
export { flowWithServices, OfferedService, OfferedServices } from "./versions/services.ts";
