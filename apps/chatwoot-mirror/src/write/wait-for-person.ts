import type { Priority } from "@acolhe/chatwoot";
import { handoffNote, meanwhileOf, reasonLabel } from "@acolhe/conversation";
import type { Turn } from "@acolhe/events";
import type { Reports } from "../hear/reports.ts";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import type { Item } from "../translate/items.ts";
import { isGravest, Waiting, waitingKey, withRequest } from "../translate/waiting.ts";
import type { DeskChanges } from "./desk-changes.ts";
import type { Post } from "./post.ts";

const PRIORITY: Readonly<Record<string, Priority | null>> = {
  urgent: "urgent",
  high: "high",
  normal: null,
  low: "low",
};

/** A patient who waits for a person: the wait begins when the team is called, and ends with a person's words or the return. */
export function createWaitForPerson(
  deps: MirrorDeps & { readonly post: Post; readonly changes: DeskChanges },
  reports: Reports,
) {
  const { desk, post, settings, records, changes } = deps;
  return { begin, end };

  /** The bot may go on answering meanwhile: only a person's words, or the return, end the wait that begins here. */
  async function begin(
    handle: Handle,
    turn: Turn,
    { request }: Extract<Item, { kind: "request" }>,
    { conversationId, mark }: { readonly conversationId: number; readonly mark: string },
  ): Promise<void> {
    const observes = deps.channels.some(({ id, goLive }) => id === handle.ref.channel && goLive === "observe");
    const content = handoffNote(request, observes ? "observes" : meanwhileOf(turn.state, turn.facts));
    await post(handle, conversationId, { content, type: "outgoing", private: true, as: "bot", mark });
    // Read once more, so that what is assigned from here on was assigned by the desk, and not by a person before.
    await reports.apply(handle, { ...(await desk.conversation(conversationId)), conversationId }, "reading");
    const before = await waitingOf(handle);
    if (isGravest(before, request)) {
      // The team first: where it has automatic assignment, opening picks one of its members.
      const team = settings.teams.get(request.team);
      if (team !== undefined) await desk.assignTeam(conversationId, team);
      await desk.setPriority(conversationId, PRIORITY[request.priority] ?? null);
    }
    await changes.changeLabels(
      handle,
      conversationId,
      [reasonLabel(request.reason)],
      [settings.returnLabel],
      "own-opening",
    );
    await changes.setStatus(handle, conversationId, "open", "own-opening");
    const flow = turn.versions.flow;
    const waiting = withRequest(before, request, { at: turn.event.at, conversationId, flow });
    await records.put(waitingKey(handle.ref), JSON.stringify(waiting));
  }

  async function waitingOf({ ref }: Handle): Promise<Waiting | null> {
    const entry = await records.get(waitingKey(ref));
    return entry?.operation === "PUT" ? (Waiting.safeParse(entry.json()).data ?? null) : null;
  }

  /** The patient waits no more. Deleting what is not there would cost a write each time. */
  async function end(handle: Handle): Promise<void> {
    const key = waitingKey(handle.ref);
    if ((await records.get(key))?.operation === "PUT") await records.delete(key);
  }
}
