import { type Broker, lastOf, openObjects, publish } from "@acolhe/bus";
import {
  type AttendantNotified,
  type AttendantReplied,
  anyTurnOf,
  type ContactKey,
  type ConversationRef,
  composeControl,
  composeMerge,
  eventSubject,
  MEDIA,
  type OperatorControl,
  stableId,
  storedFileUrl,
  TURNS,
  Turn,
} from "@acolhe/events";
import { TRACE_HEADER } from "@acolhe/runtime";
import type { ApiMetrics } from "./api-metrics.ts";
import { Problem } from "./http/problem.ts";
import { withBroker } from "./with-broker.ts";

const NOT_A_SURVIVOR = "A outra conversa não existe, ou já continua numa terceira.";

/** Why something is put into a conversation's log: the same cause gives it the same id. */
interface Origin {
  readonly cause: string;
  readonly traceparent: string;
}

interface Said {
  readonly text: string;
  readonly file?: { readonly bytes: Buffer; readonly mimeType: string; readonly fileName: string };
  /** The gateway's id of the message that is answered. */
  readonly quotedMessageId?: string | undefined;
}

export interface Conversations {
  /** Puts a control into the conversation's ordered log; resolves once it is stored. */
  control(ref: ConversationRef, control: OperatorControl, origin: Origin): Promise<{ seq: number }>;
  /**
   * The younger conversation goes on in the survivor.
   *
   * @throws Problem not-allowed-now when the survivor has itself gone on in another: two would wait for each other
   */
  merge(younger: ConversationRef, survivor: ContactKey, origin: Origin): Promise<{ seq: number }>;
  /** Says something as a member of staff, who thereby takes the conversation over. */
  say(ref: ConversationRef, said: Said, by: string, origin: Origin): Promise<{ seq: number; id: string }>;
  /** Lets a patient know something in the name of a member of staff; the conversation stays with whom it is. */
  notify(ref: ConversationRef, text: string, by: string, origin: Origin): Promise<{ seq: number; id: string }>;
}

/**
 * Commands of staff are events like any other: they go into the conversation's log, where they cannot race with a
 * message. What has the same cause has the same id, so it is stored once.
 */
export function createConversations(deps: { broker: Broker; metrics: ApiMetrics; now: () => number }): Conversations {
  const { broker, metrics, now } = deps;

  async function store(subject: string, body: object, id: string, { traceparent }: Origin) {
    return withBroker(broker, (bus) => publish(bus, subject, body, { id, headers: { [TRACE_HEADER]: traceparent } }));
  }

  async function control(ref: ConversationRef, type: OperatorControl, origin: Origin) {
    const { subject, event } = composeControl(ref, type, { source: "panel", at: now(), cause: origin.cause });
    const { seq } = await store(subject, event, event.id, origin);
    metrics.controls.inc({ type: event.type });
    return { seq };
  }

  async function storeEvent(ref: ConversationRef, event: AttendantReplied | AttendantNotified, origin: Origin) {
    const { seq } = await store(eventSubject(ref), event, event.id, origin);
    metrics.controls.inc({ type: event.type });
    return { seq };
  }

  /** Kept before it is spoken of; under the name of its event, so that a repeat writes the same. */
  async function keepFile(ref: ConversationRef, name: string, file: NonNullable<Said["file"]>): Promise<void> {
    const { mimeType, fileName } = file;
    const metadata = { channel: ref.channel, contact: ref.contact, mimeType, fileName };
    const bytes = new Uint8Array(file.bytes);
    await withBroker(broker, (bus) => openObjects(bus, MEDIA.name).write(name, { bytes, metadata }));
  }

  return {
    control,
    async merge(younger, survivor, origin) {
      const itsTurns = anyTurnOf({ ...younger, contact: survivor });
      const last = await withBroker(broker, (bus) => lastOf(bus, TURNS.name, itsTurns));
      const state = last && Turn.parse(last.json()).state;
      if (!state || state.merged) throw new Problem("not-allowed-now", { detail: NOT_A_SURVIVOR });
      const { subject, event } = composeMerge(younger, survivor, now());
      const { seq } = await store(subject, event, event.id, origin);
      metrics.controls.inc({ type: event.type });
      return { seq };
    },
    async say(ref, said, by, origin) {
      // Behind the takeover, so that the bot is silent before the person's words.
      await control(ref, "takeover", origin);
      const event = repliedBy(ref, said, { by, cause: origin.cause, at: now() });
      if (said.file) await keepFile(ref, event.id, said.file);
      return { ...(await storeEvent(ref, event, origin)), id: event.id };
    },
    async notify(ref, text, by, origin) {
      const event = notifiedBy(ref, text, { by, cause: origin.cause, at: now() });
      return { ...(await storeEvent(ref, event, origin)), id: event.id };
    },
  };
}

interface Saying {
  /** The member of staff. */
  readonly by: string;
  readonly cause: string;
  readonly at: number;
}

function repliedBy(ref: ConversationRef, { text, file, quotedMessageId }: Said, saying: Saying): AttendantReplied {
  const named = eventOf(ref, "attendant-replied", saying);
  const content: AttendantReplied["content"] = file
    ? {
        kind: "media",
        url: storedFileUrl(named.id),
        mimeType: file.mimeType,
        fileName: file.fileName,
        ...(text === "" ? {} : { caption: text }),
      }
    : { kind: "text", text };
  return { ...named, ...(quotedMessageId === undefined ? {} : { quotedMessageId }), content };
}

const notifiedBy = (ref: ConversationRef, text: string, saying: Saying): AttendantNotified => ({
  ...eventOf(ref, "attendant-notified", saying),
  text,
});

function eventOf<T extends string>(ref: ConversationRef, type: T, { by, cause, at }: Saying) {
  const id = stableId("panel", type, ref.channel, ref.contact, cause);
  return { type, ...ref, id, at, receivedAt: at, source: "panel" as const, attendantId: by, externalId: id };
}
