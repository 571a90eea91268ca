import type { ConversationRef } from "@acolhe/events";
import type { MirrorDeps } from "./ports.ts";
import { type Handle, openRecord } from "./record.ts";

/** One contact is worked on by one piece of code at a time in this process; between processes the record decides. */
export function createContactWork(deps: Pick<MirrorDeps, "records">) {
  const tails = new Map<string, Promise<unknown>>();

  return async function work<T>(ref: ConversationRef, run: (handle: Handle) => Promise<T>): Promise<T> {
    const key = `${ref.channel}.${ref.contact}`;
    const start = async () => run(await openRecord(deps.records, ref));
    const mine = (tails.get(key) ?? Promise.resolve()).then(start, start);
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
    }
  };
}
export type ContactWork = ReturnType<typeof createContactWork>;
