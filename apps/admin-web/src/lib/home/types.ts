import type { components } from "@acolhe/admin-client";

export type Home = components["schemas"]["Home"];
