import { publish } from "@acolhe/bus";
import { attendantMessageOf, type DeskConversation, DeskError, draftsOf, refOfAddress } from "@acolhe/chatwoot";
import { CONTROL_SCHEMAS, type ConversationRef, controlSubject, eventSubject } from "@acolhe/events";
import type { ContactWork } from "../contact-work.ts";
import type { MirrorDeps } from "../ports.ts";
import { type Handle, openRecord } from "../record.ts";
import type { Reports } from "./reports.ts";

/** Read twice rather than not at all: clocks differ, and what changes while a list is made may be missing in it. */
const OVERLAP_MS = 60_000;
/** After a longer gap the desk is asked about this much; older conversations have lost their urgency. */
const GAP_MS_MAX = 7 * 24 * 3600_000;
/**
 * Conversations read at the same time. With 100 ms a call a thousand take some 7 s, and up to 30 s would leave what
 * no webhook told of known within a minute. Chatwoot refuses from 3,000 calls a minute on.
 */
const SLOTS = 16;
/** So many that could not be read are no trouble of their own: the desk or the broker is away, and asking goes on later. */
const FAILURES_MAX = 16;

/**
 * Reads what changed at the desk, because its webhooks come at most once. A message or a change no webhook told of
 * goes into the log under the same id the webhook would have given it, so that both together count once.
 * A conversation that cannot be read is asked for again next time, behind all others, and delays none of them.
 */
export function createReconcile(
  deps: MirrorDeps,
  parts: {
    work: ContactWork;
    reports: Reports;
    advance: (handle: Handle) => Promise<void>;
    complain: (error: unknown) => void;
  },
) {
  const { desk, channels, now, records } = deps;
  let doneAt = 0;
  let unread: ReadonlyMap<number, ConversationRef> = new Map();

  return async (): Promise<void> => {
    const startedAt = now();
    const gapMs = doneAt === 0 ? GAP_MS_MAX : Math.min(startedAt - doneAt + OVERLAP_MS, GAP_MS_MAX);
    const changed = await desk.conversationsChangedWithin(Math.ceil(gapMs / 1000));
    const reads = new Map<number, { ref: ConversationRef; conversation: DeskConversation | null }>();
    for (const conversation of changed) {
      const ref = refOf(channels, conversation);
      if (ref && !unread.has(conversation.id)) reads.set(conversation.id, { ref, conversation });
    }
    for (const [id, ref] of unread) reads.set(id, { ref, conversation: null });

    const failed = new Map<number, ConversationRef>();
    const waiting = reads.entries();
    const slot = async () => {
      for (const [id, { ref, conversation }] of waiting) {
        try {
          await parts.work(ref, async (handle) => look(handle, conversation ?? (await desk.conversation(id))));
        } catch (error) {
          if (error instanceof DeskError && error.kind === "gone") continue;
          failed.set(id, ref);
          if (failed.size >= FAILURES_MAX) throw error;
          parts.complain(error);
        }
      }
    };
    await Promise.all(Array.from({ length: SLOTS }, slot));
    unread = failed;
    doneAt = startedAt;
  };

  async function look(opened: Handle, conversation: DeskConversation): Promise<void> {
    const handle = await caughtUp(opened);
    if (handle.record.conversationId === conversation.id && handle.record.readAt !== conversation.updatedAt) {
      await tellMessages(deps, handle, conversation);
      handle.record = { ...handle.record, readAt: conversation.updatedAt };
      await handle.save();
    }
    await parts.reports.apply(handle, { ...conversation, conversationId: conversation.id }, "reading");
  }

  /**
   * What the log has of attendants' messages is known from the turns. Where one cannot be shown just now, because a
   * file is still being copied or a call is of unknown outcome, what people did is read all the same: an id that comes
   * twice counts once.
   */
  async function caughtUp(handle: Handle): Promise<Handle> {
    try {
      await parts.advance(handle);
      return handle;
    } catch {
      return openRecord(records, handle.ref);
    }
  }
}

/** Only of conversations under our own address: what attendants began elsewhere has no record to compare with. */
function refOf(channels: MirrorDeps["channels"], { address }: DeskConversation): ConversationRef | null {
  const ref = address === null ? null : refOfAddress(address);
  return ref && channels.some(({ id }) => id === ref.channel) ? ref : null;
}

/** What attendants wrote since this was read last, into the log. */
async function tellMessages(
  { bus, desk, metrics, now }: MirrorDeps,
  handle: Handle,
  conversation: DeskConversation,
): Promise<void> {
  const { ref } = handle;
  for (;;) {
    const since = handle.record.attendantMessageId;
    const messages = await desk.messages(conversation.id, { after: since });
    for (const message of messages) {
      const said = attendantMessageOf(conversation, message);
      if (!said || said.messageId <= since || handle.record.told.includes(said.messageId)) continue;
      if (said.at < handle.record.conversationSince - OVERLAP_MS) continue;
      for (const draft of draftsOf(said, now())) {
        const subject = draft.type in CONTROL_SCHEMAS ? controlSubject(ref) : eventSubject(ref);
        const { duplicate } = await publish(bus, subject, { ...draft, ...ref }, { id: draft.id });
        if (!duplicate && draft.type === "attendant-replied") metrics.missed.inc();
      }
    }
    const last = messages.at(-1)?.id ?? since;
    if (last <= since) return;
    const told = handle.record.told.filter((one) => one > last);
    handle.record = { ...handle.record, attendantMessageId: last, told };
  }
}
