import { botMark, DeskError, type NewMessage, noteMark, type Priority, whatsappMark } from "@acolhe/chatwoot";
import { handoffNote, meanwhileOf, reasonLabel } from "@acolhe/conversation";
import type { ContactKey, Turn } from "@acolhe/events";
import type { Learned, Reports } from "../hear/reports.ts";
import type { MirrorDeps } from "../ports.ts";
import { type Handle, openRecord } from "../record.ts";
import type { Item } from "../translate/items.ts";
import { isGravest, Waiting, waitingKey, withRequest } from "../translate/waiting.ts";
import type { Post } from "./post.ts";
import type { Addressee, ConversationResolver } from "./resolve-conversation.ts";

/** A file is copied within seconds; after this long its place is taken by words. */
const FILE_WAIT_MS = 120_000;
const PRIORITY: Readonly<Record<string, Priority | null>> = {
  urgent: "urgent",
  high: "high",
  normal: null,
  low: "low",
};

/** What another system says is no person's answer: nobody is spared a reminder by it. */
const WRITTEN_BY = {
  patient: { type: "incoming", as: "user" },
  phone: { type: "outgoing", as: "user", fromPhone: true },
  "other-system": { type: "outgoing", as: "bot" },
} as const;
const OTHER_SYSTEM = "⚙️ Enviada por outro sistema:";

/** The file of a message is not here yet. */
export class FileNotYet extends Error {
  override readonly name = "FileNotYet";
}

type Message = Extract<Item, { kind: "message" }>;

/** Does one item at the desk. Safe to repeat from the start after a failure or the end of the process. */
export function createShow(
  deps: MirrorDeps & { readonly post: Post },
  resolver: ConversationResolver,
  reports: Reports,
) {
  const { desk, post, settings, now, records, files } = deps;

  return async (handle: Handle, turn: Turn, turnSeq: number, item: Item, whom: Addressee): Promise<void> => {
    if (item.kind === "attendant-sent") {
      const { index, conversationId, deskMessageId } = item;
      followed(handle, { turnSeq, index, conversationId, deskMessageId });
      const { told } = handle.record;
      if (!told.includes(deskMessageId)) handle.record = { ...handle.record, told: [...told, deskMessageId] };
      return answered(handle);
    }
    if (item.kind === "merged") return mergeYounger(handle, item.younger, whom);
    if (item.kind === "returned") return returned(handle);
    if (item.kind === "message" && item.closing && (await noteClosing(handle, turnSeq, item))) return;
    if (item.kind === "taken-over" && handle.record.conversationId === null) return;
    const { conversationId } = await resolver.conversationOf(handle, whom);
    switch (item.kind) {
      case "message":
        heard(handle, item.messageId, await post(handle, conversationId, await messageFrom(item, handle)));
        if (item.from === "phone") await answered(handle);
        return;
      case "sent": {
        const mark = botMark(turnSeq, item.index);
        const as = item.by === "bot" ? "bot" : "user";
        const posted = await post(handle, conversationId, { content: item.text, type: "outgoing", mark, as });
        return followed(handle, { turnSeq, index: item.index, conversationId, deskMessageId: posted });
      }
      case "labels":
        return changeLabels(handle, conversationId, item.add, item.remove);
      case "request":
        return openForTeam(handle, turn, item, { conversationId, mark: noteMark(turnSeq, `request-${item.index}`) });
      case "with-a-person":
        if (handle.record.desk?.status === "pending") await setStatus(handle, conversationId, "open");
        return;
      case "taken-over":
        await changeLabels(handle, conversationId, [], [settings.returnLabel]);
        await setStatus(handle, conversationId, "open");
        return answered(handle);
    }
  };

  /** The bot may go on answering meanwhile: only a person's words, or the return, end the wait that begins here. */
  async function openForTeam(
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
    await changeLabels(handle, conversationId, [reasonLabel(request.reason)], [settings.returnLabel], "own-opening");
    await setStatus(handle, conversationId, "open", "own-opening");
    const flow = turn.versions.flow;
    const waiting = withRequest(before, request, { at: turn.event.at, conversationId, flow });
    await records.put(waitingKey(handle.ref), JSON.stringify(waiting));
  }

  async function waitingOf({ ref }: Handle): Promise<Waiting | null> {
    const entry = await records.get(waitingKey(ref));
    return entry?.operation === "PUT" ? (Waiting.safeParse(entry.json()).data ?? null) : null;
  }

  /** What is said after the last word stays with it: as a message it would open the conversation again, or a new one. */
  async function noteClosing(handle: Handle, turnSeq: number, item: Message): Promise<boolean> {
    const { conversationId } = handle.record;
    if (conversationId === null) return false;
    await reports.apply(handle, { ...(await desk.conversation(conversationId)), conversationId }, "reading");
    if (handle.record.desk?.status !== "resolved") return false;
    const content = `💬 Depois de encerrada, o paciente respondeu: ${item.text || item.media?.name || ""}`.trim();
    const mark = noteMark(turnSeq, "closing");
    await post(handle, conversationId, { content, type: "outgoing", private: true, as: "bot", mark });
    return true;
  }

  /** The number at the desk of the message that has this id at the gateway. */
  function numberOf({ record }: Handle, messageId: string): number | undefined {
    return [...record.sent, ...record.heard].findLast((one) => one.messageId === messageId)?.deskMessageId;
  }

  function heard(handle: Handle, messageId: string | undefined, deskMessageId: number): void {
    if (messageId === undefined) return;
    const others = handle.record.heard.filter((one) => one.messageId !== messageId);
    handle.record = { ...handle.record, heard: [...others, { messageId, deskMessageId }] };
  }

  async function messageFrom(item: Message, handle: Handle): Promise<NewMessage> {
    const { eventId, from, at, media } = item;
    const text = from === "other-system" ? `${OTHER_SYSTEM}\n${item.text}`.trim() : item.text;
    const inReplyTo = item.about === undefined ? undefined : numberOf(handle, item.about);
    const base: Omit<NewMessage, "content"> = {
      mark: whatsappMark(eventId),
      at,
      ...WRITTEN_BY[from],
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
    };
    if (!media) return { ...base, content: text };
    let bytes = await files.read(eventId, media);
    if (bytes === "later") {
      if (now() - at < FILE_WAIT_MS) throw new FileNotYet("the file is still being copied");
      bytes = "never";
    }
    if (bytes === "never")
      return { ...base, content: `[${media.name}: o arquivo não está disponível]\n${text}`.trim() };
    return { ...base, content: text, file: { name: media.fileName, mimeType: media.mimeType, bytes } };
  }

  function followed(
    handle: Handle,
    sent: { turnSeq: number; index: number; conversationId: number; deskMessageId: number },
  ): void {
    const { record } = handle;
    const others = record.sent.filter((one) => one.turnSeq !== sent.turnSeq || one.index !== sent.index);
    handle.record = { ...record, sent: [...others, { ...sent, messageId: null, status: "sent" }] };
  }

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

  async function returned(handle: Handle): Promise<void> {
    const { conversationId, desk: state } = handle.record;
    await answered(handle);
    if (conversationId !== null && state && state.status !== "resolved")
      await setStatus(handle, conversationId, "pending");
  }

  /** The younger contact is the same person: at the desk, too, there must be one. */
  async function mergeYounger(handle: Handle, younger: string, whom: Addressee): Promise<void> {
    const other = await openRecord(records, { channel: handle.ref.channel, contact: younger as ContactKey });
    const gone = other.record.contactId;
    if (gone === null) return;
    const kept = await resolver.contactOf(handle, whom);
    if (gone === kept) return;
    try {
      await desk.mergeContacts(kept, gone);
    } catch (error) {
      // Merged before the process ended, or deleted at the desk.
      if (!(error instanceof DeskError) || error.kind !== "gone") throw error;
    }
    other.record = { ...other.record, contactId: kept };
    await other.save();
  }

  /** Nobody waits any more. Deleting what is not there would cost a write each time. */
  async function answered(handle: Handle): Promise<void> {
    const key = waitingKey(handle.ref);
    if ((await records.get(key))?.operation === "PUT") await records.delete(key);
  }
}
