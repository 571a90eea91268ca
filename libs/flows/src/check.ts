/** What is done with a flow's files alone: without the shipped flow, and without what reads patients' words. */
export { compareFiles } from "./folder/compare.ts";
export { checkFlow } from "./lint/load.ts";
