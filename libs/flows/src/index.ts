export { clinicFlow } from "./clinic.ts";
export { lintFlow } from "./lint.ts";
