import { clinicFolder } from "./folder/clinic-folder.ts";
import { loadFlow } from "./lint/load.ts";

/** The flow the clinic starts with; needs no database. */
export const clinicFlow = loadFlow(clinicFolder);
