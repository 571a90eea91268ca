import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "./world/plan.ts";

const FOLDER = join(import.meta.dirname, "regressions");

/** Schedules that once found something, by what it was. */
export const keptNames = (): string[] => readdirSync(FOLDER).sort();
export const keptPlan = (name: string): Plan => JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
export const keptPlans = (): Plan[] => keptNames().map(keptPlan);
