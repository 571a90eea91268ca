import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import { queryClient } from "#lib/api/query.ts";
import { phone } from "#lib/format/text.ts";
import { keys } from "#lib/live/keys.ts";
import { m } from "#lib/paraglide/messages.js";
import { failed, told, undoable } from "#lib/ui/toast.ts";

export type Lead = components["schemas"]["Lead"];
export type Status = Lead["status"];
export type Conversion = components["schemas"]["LeadConversion"];

const at = ({ id, version }: Lead) => ({ path: { id }, header: ifMatch(version) });

export const readLead = (id: string): Promise<Lead> =>
  answer(api.GET("/api/v1/leads/{id}", { params: { path: { id } } }));

/** The best there is to call who writes. */
export const nameOf = ({ name, contact, people, contactKey }: Lead): string =>
  people[0]?.name ?? name ?? contact ?? (phone(contactKey) || m.leads_nameless());

function readAnew(): void {
  void queryClient.invalidateQueries({ queryKey: keys.leads() });
  void queryClient.invalidateQueries({ queryKey: keys.home() });
}

async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    failed(error);
    return undefined;
  } finally {
    readAnew();
  }
}

const postAssign = (lead: Lead, assigneeId: string) =>
  answer(api.POST("/api/v1/leads/{id}/assign", { params: at(lead), body: { assigneeId } }));
const postUnassign = (lead: Lead) => answer(api.POST("/api/v1/leads/{id}/unassign", { params: at(lead) }));

export async function assign(lead: Lead, assigneeId: string): Promise<void> {
  const saved = await tried(() => postAssign(lead, assigneeId));
  if (saved) told(m.leads_assigned({ name: nameOf(saved), assignee: saved.assignee ?? "" }));
}

export async function unassign(lead: Lead): Promise<void> {
  const saved = await tried(() => postUnassign(lead));
  if (saved) told(m.leads_unassigned({ name: nameOf(saved) }));
}

export async function reopen(lead: Lead): Promise<void> {
  const saved = await tried(() => answer(api.POST("/api/v1/leads/{id}/reopen", { params: at(lead) })));
  if (saved) told(m.leads_reopened({ name: nameOf(saved) }));
}

/** Taken back, it goes to who had it before. */
async function takeBack(discarded: Lead, assigneeId: string | null): Promise<void> {
  await tried(async () => {
    const open = await answer(api.POST("/api/v1/leads/{id}/reopen", { params: at(discarded) }));
    if (assigneeId) await postAssign(open, assigneeId);
    told(m.leads_reopened({ name: nameOf(open) }));
  });
}

/** @returns whether it was put aside */
export async function discard(lead: Lead, reason: string): Promise<boolean> {
  const saved = await tried(() =>
    answer(api.POST("/api/v1/leads/{id}/discard", { params: at(lead), body: { reason } })),
  );
  if (saved) undoable(m.leads_discarded({ name: nameOf(saved) }), () => void takeBack(saved, lead.assigneeId));
  return saved !== undefined;
}

export async function convert(lead: Lead, body: Conversion): Promise<Lead> {
  const saved = await answer(api.POST("/api/v1/leads/{id}/convert", { params: at(lead), body }));
  readAnew();
  void queryClient.invalidateQueries({ queryKey: keys.patients() });
  void queryClient.invalidateQueries({ queryKey: keys.guardians() });
  return saved;
}
