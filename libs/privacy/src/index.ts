export { accessFile, accessText } from "./access/access.ts";
export type { AccessFile } from "./access/access-file.ts";
export { type Certificate, certificateText } from "./certificate.ts";
export type { Desk } from "./erase/desk.ts";
export { type ErasureDeps, runErasure, STEPS, type StepName, StillThere } from "./erase/erase.ts";
export { planErasure, UnknownPerson } from "./erase/plan.ts";
export { previewErasure } from "./erase/preview.ts";
export { openDesk } from "./open-desk.ts";
export { STORES, type Store } from "./stores.ts";
