import type { Learned, Reports } from "../hear/reports.ts";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";

/** Changes the state of a conversation at the desk, so that our own change is not taken for a person's. */
export function createDeskChanges({ desk }: Pick<MirrorDeps, "desk">, reports: Reports) {
  return { setStatus, changeLabels };

  async function setStatus(
    handle: Handle,
    conversationId: number,
    status: "open" | "pending",
    learned: Learned = "own-change",
  ): Promise<void> {
    if (handle.record.desk?.status === status) return;
    await desk.setStatus(conversationId, status);
    await know(handle, conversationId, { status }, learned);
  }

  async function changeLabels(
    handle: Handle,
    conversationId: number,
    add: readonly string[],
    remove: readonly string[],
    learned: Learned = "own-change",
  ) {
    const was = handle.record.desk?.labels ?? [];
    const wanted = [...new Set([...was, ...add])].filter((label) => !remove.includes(label));
    if (wanted.join("\n") === was.join("\n")) return;
    // The desk's list is replaced as a whole: what people put there meanwhile must stay.
    const there = await desk.labels(conversationId);
    const labels = [...new Set([...there, ...add])].filter((label) => !remove.includes(label));
    await desk.setLabels(conversationId, labels);
    await know(handle, conversationId, { labels }, learned);
  }

  /**
   * Our own change comes back as a webhook without an author, so it is noted as known. What the conversation shows
   * beyond it was changed by a person in between, and is read like any report.
   */
  async function know(
    handle: Handle,
    conversationId: number,
    own: { status?: string; labels?: string[] },
    learned: Learned,
  ): Promise<void> {
    const { desk: state } = handle.record;
    if (state) handle.record = { ...handle.record, desk: { ...state, ...own } };
    await reports.apply(handle, { ...(await desk.conversation(conversationId)), conversationId }, learned);
  }
}
export type DeskChanges = ReturnType<typeof createDeskChanges>;
