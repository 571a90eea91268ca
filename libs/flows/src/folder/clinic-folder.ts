import { fileURLToPath } from "node:url";

/** The files of the flow the clinic starts with. */
export const clinicFolder = fileURLToPath(new URL("../../clinic/", import.meta.url));
