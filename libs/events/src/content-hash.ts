import { stableId } from "./ids.ts";

/** Hash by which our own words are recognised when they come back as an echo. White space is not compared. */
export function contentHash(text: string): string {
  return stableId("content", text.replace(/\s+/g, " ").trim());
}
