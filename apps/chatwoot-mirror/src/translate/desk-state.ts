import type { MirrorRecord } from "../record.ts";

export interface DeskReport {
  readonly conversationId: number;
  readonly status: string;
  readonly assigneeId: number | null;
  readonly labels: readonly string[];
  readonly updatedAt: number;
}

export interface DeskRules {
  /** Being assigned counts as taking over. */
  readonly takeoverOnAssign: boolean;
  /** Putting this label gives the conversation back to the bot. */
  readonly returnLabel: string;
}

/** What a person's change at the desk means for who may speak. */
export type Meaning = "taken-over" | "returned";

/**
 * Modes: none known → known (a version). A report older than the version says nothing; one that differs from what is
 * known was changed by a person, because our own changes are known already.
 * D1: never answers a change with a contrary one. D2: the same report again means nothing.
 */
export function readReport(
  record: Pick<MirrorRecord, "conversationId" | "desk">,
  report: DeskReport,
  rules: DeskRules,
): { desk: NonNullable<MirrorRecord["desk"]>; meanings: Meaning[] } | null {
  // An ended conversation, or one that is not ours: what happens there decides nothing any more.
  if (record.conversationId !== null && report.conversationId !== record.conversationId) return null;
  const before = record.desk;
  if (before && report.updatedAt <= before.updatedAt) return null;
  const { status, assigneeId, labels, updatedAt } = report;
  const desk = { status, assigneeId, labels: [...labels], updatedAt };
  if (!before) return { desk, meanings: [] };
  const meanings: Meaning[] = [];
  const isNewlyAssigned = assigneeId !== null && before.assigneeId === null && status !== "resolved";
  if (rules.takeoverOnAssign && isNewlyAssigned) meanings.push("taken-over");
  const ended = status === "resolved" && before.status !== "resolved";
  const handedBack = status === "pending" && (before.status === "open" || before.status === "snoozed");
  const labelled = labels.includes(rules.returnLabel) && !before.labels.includes(rules.returnLabel);
  if (ended || handedBack || labelled) meanings.push("returned");
  return { desk, meanings };
}
