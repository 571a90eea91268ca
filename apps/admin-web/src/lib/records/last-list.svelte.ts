import { paths } from "#lib/paths.ts";

/** The list as a person left it, filters and all: the way back from a record leads there. */
export const lastList = $state({ patients: paths.patients(), guardians: paths.guardians() });
