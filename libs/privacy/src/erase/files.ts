import { allFrom, type Bus, openObjects } from "@acolhe/bus";
import { anyEventOf, type ConversationRef, INBOUND, MEDIA } from "@acolhe/events";
import { names } from "../needles.ts";
import type { Plan } from "./plan.ts";

/**
 * Files of the person's conversations that nothing in the log names any more: a file has the name of its event, or is
 * named in it, so that one which comes with a new message stays. Of a conversation that stays, files that are called
 * like the person.
 */
export async function eraseFiles(
  bus: Bus,
  { refs, shared, needles }: Pick<Plan, "refs" | "shared" | "needles">,
): Promise<number> {
  const store = openObjects(bus, MEDIA.name);
  const written = await wordsInLog(bus, refs);
  let erased = 0;
  for (const { name, metadata } of await store.list()) {
    const isOf = (conversations: readonly ConversationRef[]) =>
      conversations.some(({ channel, contact }) => metadata.channel === channel && metadata.contact === contact);
    const isGone = isOf(refs) && !written.includes(name);
    if (!isGone && !(isOf(shared) && names(needles, JSON.stringify(metadata)))) continue;
    await store.forget(name);
    erased += 1;
  }
  return erased;
}

/** What the log has of these conversations now: nothing, or what came after the purge. */
export async function wordsInLog(bus: Bus, refs: readonly ConversationRef[]): Promise<string> {
  const texts: string[] = [];
  for (const ref of refs)
    for await (const stored of allFrom(bus, INBOUND.name, anyEventOf(ref), 1))
      texts.push(JSON.stringify(stored.json()));
  return texts.join("\n");
}

/** `$O.<store>.M.<name in base64>` → the name; null: not the subject of a file. */
export function fileNameOf(subject: string): string | null {
  const [head, , kind, name] = subject.split(".");
  return head === "$O" && kind === "M" && name ? Buffer.from(name, "base64url").toString() : null;
}
