import { aboutOf } from "../state/danger-about.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/** What is done to somebody is not over by a no: later calls tell of it, and the flow answers with care. */
export function keepKind(draft: Draft, kind: string): void {
  if (aboutOf(kind) === "violence") setValue(draft, DANGER, kind);
}
export const DANGER = "danger";
