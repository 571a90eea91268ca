import { metricsDocument } from "./metrics/document.ts";

/** The files that are made from code: their paths from the root, and what they have to say. */
export async function written(): Promise<ReadonlyMap<string, string>> {
  return new Map([["docs/metrics.md", await metricsDocument()]]);
}
