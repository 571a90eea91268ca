import type { NewMessage } from "@acolhe/chatwoot";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import { writeOnce } from "./write-once.ts";

/** How far back a message of unknown outcome is looked for, beyond the instant it was begun. */
const CLOCKS_APART_MS = 120_000;

/**
 * Posts a message once, and gives its number at the desk. One that no turn shows is `besideTurns`: nothing says that it was
 * shown, so it is looked for each time.
 */
export type Post = (
  handle: Handle,
  conversationId: number,
  message: NewMessage,
  options?: { readonly besideTurns: true },
) => Promise<number>;

export function createPost(deps: Pick<MirrorDeps, "desk" | "settings" | "metrics" | "now">): Post {
  const { desk, metrics } = deps;

  return async (handle, conversationId, message, options) => {
    const posted = await writeOnce(deps, handle, message.mark, {
      ...(options?.besideTurns ? { mayExist: true, isBeside: true } : {}),
      look: (begunAt) => find(conversationId, message.mark, begunAt),
      write: async () => (await desk.postMessage(conversationId, message)).id,
    });
    metrics.written.inc({ what: message.private ? "note" : message.type });
    return posted;
  };

  /** Backwards through the conversation, until before the write can have been begun. */
  async function find(conversationId: number, mark: string, begunAt: number): Promise<number | null> {
    for (let before: number | undefined; ; ) {
      const page = await desk.messages(conversationId, before === undefined ? {} : { before });
      const found = page.find((one) => one.source_id === mark);
      if (found) return found.id;
      const oldest = page[0];
      if (!oldest || oldest.created_at * 1000 < begunAt - CLOCKS_APART_MS) return null;
      before = oldest.id;
    }
  }
}
