import { createParser, type EventSourceMessage } from "eventsource-parser";
import { ask } from "#lib/api/client.ts";

/**
 * Follows the API's stream of changes and comes back when it breaks, from where it was.
 *
 * Modes: following → (broken) waiting → following; ended by the signal. What `onEvent` gets is in the stream's order.
 */

const WAIT_MS_FIRST = 1_000;
const WAIT_MS_MAX = 15_000;

export interface Follow {
  /** Where to begin: behind what was on the screen before the first connection. */
  readonly from: string | undefined;
  readonly signal: AbortSignal;
  readonly onEvent: (event: { readonly id: string | undefined; readonly type: string; readonly data: unknown }) => void;
  /** True with the first byte, false when it broke. */
  readonly onConnected: (isConnected: boolean) => void;
}

export async function followChanges({ from, signal, onEvent, onConnected }: Follow): Promise<void> {
  let lastId = from;
  let waitMs = WAIT_MS_FIRST;
  const parser = createParser({
    onEvent(event: EventSourceMessage) {
      if (event.id !== undefined) lastId = event.id;
      onEvent({ id: event.id, type: event.event ?? "message", data: read(event.data) });
    },
  });

  while (!signal.aborted) {
    try {
      const headers: HeadersInit = lastId === undefined ? {} : { "last-event-id": lastId };
      const response = await ask("/api/v1/conversations/changes", { headers, signal });
      if (response.ok && response.body) {
        onConnected(true);
        waitMs = WAIT_MS_FIRST;
        const text = response.body.pipeThrough(new TextDecoderStream());
        for await (const chunk of text as unknown as AsyncIterable<string>) parser.feed(chunk);
      }
      if (response.status === 401 || response.status === 403) return;
    } catch {
      // The connection broke: come back below.
    }
    parser.reset();
    if (signal.aborted) return;
    onConnected(false);
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 2, WAIT_MS_MAX);
  }
}

function read(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
