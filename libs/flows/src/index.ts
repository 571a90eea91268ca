import { clinicFolder } from "./clinic-folder.ts";
import { loadFlow } from "./load.ts";

export type { Problem } from "./assemble.ts";
export { clinicFolder } from "./clinic-folder.ts";
export { compareFiles } from "./compare.ts";
export { checkFlow, describeProblem, lintFolder, loadFlow } from "./load.ts";
export {
  CURRENT_FLOW,
  currentVersion,
  fetchFlow,
  keepFlow,
  keptVersions,
  publishFlow,
  removedStates,
} from "./publish.ts";
export { flowWithServices, OfferedService, OfferedServices } from "./services.ts";
export { readFolder } from "./source.ts";
export { cardOf, Records } from "./talk/records.ts";
export type { Report } from "./talk/report.ts";
export { startTalk, type Talk, type Told } from "./talk/talk.ts";
export { shownOf, startTrial, type Trial, type TrialStep } from "./trial.ts";
export { understandWords } from "./understand.ts";

/** The flow the clinic starts with; needs no database. */
export const clinicFlow = loadFlow(clinicFolder);
