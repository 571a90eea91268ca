/** Flows as they are kept and published: without what reads patients' words, which takes a second and 40 MB to load. */
export { clinicFlow } from "./clinic-flow.ts";
export type { Problem } from "./folder/assemble.ts";
export { clinicFolder } from "./folder/clinic-folder.ts";
export { readFolder } from "./folder/source.ts";
export { currentVersion, fetchFlow, publishFlow } from "./versions/publish.ts";
export { OfferedServices } from "./versions/services.ts";
