import { setTimeout as sleep } from "node:timers/promises";
import type { Channel } from "@acolhe/events";

export interface Call {
  readonly at: number;
  readonly phone: string;
  readonly text: string;
  readonly messageId: string | null;
  readonly outcome: string;
}

const POLL_MS = 50;
/** Calls are listed by the time they came and once they were handled, which takes a busy machine a while. */
const OVERLAP_MS = 1_000;

/** The patients' phones and the gateway's list of calls, over the sandbox's control API. */
export function createPhones(url: string) {
  const calls = new Map<string, Call[]>();
  const known = new Set<string>();
  let since = Date.now();
  let stopped = false;

  async function poll(): Promise<void> {
    const now = Date.now();
    const body = (await json(`/sandbox/calls?since=${since - OVERLAP_MS}`)) as { calls: Call[] };
    since = now;
    for (const call of body.calls) {
      if (!call.messageId || known.has(call.messageId)) continue;
      known.add(call.messageId);
      const list = calls.get(call.phone);
      if (list) list.push(call);
      else calls.set(call.phone, [call]);
    }
  }

  const polling = (async () => {
    while (!stopped) {
      await poll().catch(() => {});
      await sleep(POLL_MS);
    }
  })();

  async function json(path: string, method = "GET", body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} for ${path}: ${await response.text()}`);
    return response.json();
  }

  return {
    callCount: (): number => known.size,
    /** Calls that reached the gateway for this phone, oldest first. */
    callsOf: (phone: string): readonly Call[] => calls.get(phone) ?? [],
    async say(channel: Channel, phone: string, message: { text: string; repeat?: number; messageId?: string }) {
      const order = { ...message, instanceId: channel.instanceId };
      const { messageId } = (await json(`/sandbox/chats/${phone}/messages`, "POST", order)) as { messageId: string };
      return messageId;
    },
    /** What the clinic's bot said, as the phone shows it. */
    async heard(channel: Channel, phone: string): Promise<string[]> {
      const chat = (await json(`/sandbox/chats/${phone}?instanceId=${channel.instanceId}`)) as {
        messages: { from: string; text: string }[];
      };
      return chat.messages.filter((message) => message.from === "clinic").map((message) => message.text);
    },
    faults: (faults: Record<string, number>) => json("/sandbox/faults", "PUT", faults),
    async stop() {
      stopped = true;
      await polling;
    },
  };
}
export type Phones = ReturnType<typeof createPhones>;
