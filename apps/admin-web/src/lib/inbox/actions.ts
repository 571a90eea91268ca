import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { queryClient } from "#lib/api/query.ts";
import { keys } from "#lib/live/keys.ts";
import type { Conversation, Mode, Ref } from "./types.ts";

/** What a person does with a conversation. Each resolves when the API has it; the stream brings what comes of it. */

const BASE = "/api/v1/conversations/{channel}/{contact}";
const at = (ref: Ref) => ({ params: { path: { channel: ref.channel, contact: ref.contact } } });

/** Shown at once; what the API tells later is what stays. */
function expect(ref: Ref, change: Partial<Conversation>): void {
  queryClient.setQueryData<Conversation>(keys.conversation(ref.channel, ref.contact, "one"), (known) =>
    known ? { ...known, ...change } : known,
  );
}

async function changed<T>(ref: Ref, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } finally {
    void queryClient.invalidateQueries({ queryKey: keys.conversation(ref.channel, ref.contact) });
    void queryClient.invalidateQueries({ queryKey: keys.conversations() });
  }
}

/** Ordered, not done: the log decides, and the stream says when it has. */
function control(ref: Ref, mode: Mode, asked: Promise<unknown>): Promise<unknown> {
  expect(ref, { mode });
  return asked.catch((error: unknown) => {
    void queryClient.invalidateQueries({ queryKey: keys.conversation(ref.channel, ref.contact) });
    throw error;
  });
}

export const takeOver = (ref: Ref) => control(ref, "human", answer(api.POST(`${BASE}/takeover`, at(ref))));
export const giveBack = (ref: Ref) => control(ref, "bot", answer(api.POST(`${BASE}/return`, at(ref))));
export const pause = (ref: Ref) => control(ref, "paused", answer(api.POST(`${BASE}/pause`, at(ref))));

export function assign(ref: Ref, to: { readonly id: string; readonly name: string } | null): Promise<unknown> {
  expect(ref, { assignee: to });
  return changed(ref, answer(api.POST(`${BASE}/assign`, { ...at(ref), body: { userId: to?.id ?? null } })));
}

export const markRead = (ref: Ref, upTo: string): Promise<unknown> =>
  answer(api.POST(`${BASE}/read`, { ...at(ref), body: { upTo } })).then(() =>
    queryClient.invalidateQueries({ queryKey: keys.conversations() }),
  );

export const addNote = (ref: Ref, text: string): Promise<unknown> =>
  changed(ref, answer(api.POST(`${BASE}/notes`, { ...at(ref), body: { text } })));

export const deleteNote = (ref: Ref, id: string): Promise<unknown> =>
  changed(ref, answer(api.DELETE(`${BASE}/notes/{noteId}`, { params: { path: { ...ref, noteId: id } } })));

export const block = (ref: Ref, reason: string): Promise<{ id: string }> =>
  changed(ref, answer(api.POST("/api/v1/blocks", { body: { channel: ref.channel, contactKey: ref.contact, reason } })));

/** Lifts the block in force, whoever made it. */
export async function unblock(ref: Ref): Promise<void> {
  const query = { channel: ref.channel, contactKey: ref.contact, inForce: "true" as const };
  const { items } = await answer(api.GET("/api/v1/blocks", { params: { query } }));
  for (const { id } of items)
    await changed(ref, answer(api.POST("/api/v1/blocks/{id}/lift", { params: { path: { id } } })));
}
