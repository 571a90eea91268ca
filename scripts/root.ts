import { dirname } from "node:path";

/** The repository. Also where libs/testing is not, as on a server. */
export const rootDirectory = dirname(import.meta.dirname);
