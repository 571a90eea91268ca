import { noteMark } from "@acolhe/chatwoot";
import { openMs } from "@acolhe/conversation";
import type { ChannelId, ContactKey, ConversationRef } from "@acolhe/events";
import { isWait } from "../failures.ts";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import { type Overdue, overdue, Waiting } from "../translate/waiting.ts";
import type { Post } from "./post.ts";

const WAITING_LABEL = "sem-resposta";
/** So many that failed are no trouble of their own: the desk is away, and each one more may wait as long as a call may take. */
const FAILURES_MAX = 16;

type UnansweredDeps = Pick<MirrorDeps, "records" | "settings" | "now" | "hoursOf" | "desk" | "metrics"> & {
  readonly post: Post;
};

function unansweredNote({ isDanger, ms }: Overdue): string {
  const minutes = Math.round(ms / 60_000);
  return isDanger
    ? `🔴 Possível perigo: a equipe foi chamada há ${minutes} min e ninguém escreveu ainda.`
    : `⏰ A equipe foi chamada há ${minutes} min de expediente e ninguém escreveu ainda.`;
}

/**
 * A request that no person answers: the team is told once more, where it works, and the metric lets an alert reach
 * further. The patient was promised an answer when the team was called; a second promise would bring it no nearer.
 */
export function createUnanswered(
  deps: UnansweredDeps,
  parts: {
    readonly work: (ref: ConversationRef, run: (handle: Handle) => Promise<void>) => Promise<void>;
    readonly complain: (error: unknown) => void;
  },
) {
  const { records, settings, now, hoursOf } = deps;
  /** Where the last look broke off. The next one begins behind it: the same few must not stand before all others for ever. */
  let brokeOffAt = "";

  /** One contact's trouble delays no other contact's reminder. */
  return async (): Promise<void> => {
    if (settings.unansweredMs === 0) return;
    let failures = 0;
    for (const key of await keysBehind(records, brokeOffAt)) {
      const [, channel, contact] = key.split(".");
      try {
        // A first look without the contact's turn: most have not waited long.
        if (!(await tooLong(key))) continue;
        await parts.work({ channel: channel as ChannelId, contact: contact as ContactKey }, (handle) =>
          remind(handle, key),
        );
      } catch (error) {
        parts.complain(error);
        if (isWait(error)) continue;
        failures++;
        brokeOffAt = key;
        if (failures >= FAILURES_MAX) return;
      }
    }
    brokeOffAt = "";
  };

  /** Null: answered, reminded of, or not yet time. */
  async function tooLong(key: string) {
    const entry = await records.get(key);
    const waiting = entry?.operation === "PUT" ? Waiting.safeParse(entry.json()).data : undefined;
    if (!entry || !waiting || waiting.remindedAt !== undefined) return null;
    const hours = await hoursOf(waiting.flow);
    const at = now();
    const found = overdue(waiting, {
      now: at,
      afterMs: settings.unansweredMs,
      // Where the hours cannot be known, every hour counts: an alarm too many is better than none.
      openMs: (since) => (hours === null ? at - since : openMs(hours, since, at)),
    });
    return found && { ...found, waiting, revision: entry.revision };
  }

  async function remind(handle: Handle, key: string): Promise<void> {
    const { desk, metrics, post } = deps;
    const late = await tooLong(key);
    if (!late) return;
    const { waiting, revision, since } = late;
    const { conversationId } = waiting;
    const mark = noteMark(since, "unanswered");
    const note = { content: unansweredNote(late), type: "outgoing", private: true, as: "bot", mark } as const;
    await post(handle, conversationId, note, { besideTurns: true });
    await handle.save();
    await desk.setPriority(conversationId, "urgent");
    await desk.setLabels(conversationId, [...new Set([...(await desk.labels(conversationId)), WAITING_LABEL])]);
    // Reminded by another process meanwhile: then this is refused, and rightly.
    const reminded: Waiting = { ...waiting, priority: "urgent", remindedAt: now() };
    await records.update(key, JSON.stringify(reminded), revision);
    metrics.unanswered.inc();
  }
}

/** All that wait, those behind a place first. */
async function keysBehind(records: MirrorDeps["records"], place: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of await records.keys("waiting.>")) keys.push(key);
  keys.sort();
  return [...keys.filter((key) => key > place), ...keys.filter((key) => key <= place)];
}
