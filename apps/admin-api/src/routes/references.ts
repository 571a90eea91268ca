import {
  type AppointmentParty,
  assignmentsOf,
  cancelComing,
  comingAppointments,
  type Db,
  giveBack,
  patientsLeftAlone,
} from "@acolhe/database";
import { z } from "zod";
import type { AuditEntry } from "../audit/entries.ts";
import { Problem, type Reference } from "../http/problem.ts";
import { REFERENCES_TOLD } from "../limits.ts";
import { Flag } from "../schemas/common.ts";

export const Release = Flag.describe(
  "Do with what still points to it what the refusal tells: call off visits that are to come, give work back",
);
export const ReleaseQuery = z.object({ release: Release });

/** What keeps something from going, and what becomes of that where it goes all the same. */
export interface References {
  /** Asked after the row itself is held, so that none comes in between. */
  find(db: Db, id: string): Promise<readonly Reference[]>;
  /** @returns what the audit is to note */
  release(db: Db, id: string, by: string): Promise<readonly AuditEntry[]>;
}

/** @throws Problem still-in-use, unless what points to it is to be released */
export async function assertReleased(
  { find, release }: References,
  { db, id, by, isMeant }: { readonly db: Db; readonly id: string; readonly by: string; readonly isMeant: boolean },
): Promise<readonly AuditEntry[]> {
  const references = await find(db, id);
  if (references.length === 0) return [];
  if (isMeant) return release(db, id, by);
  throw new Problem("still-in-use", {
    references: references.slice(0, REFERENCES_TOLD),
    referenceCount: references.length,
  });
}

/** Visits that are to come; they are called off. */
export const visitsOf = (party: AppointmentParty, reason: string): References => ({
  async find(db, id) {
    const found = await comingAppointments(db, party, id);
    return found.map((row) => ({ kind: "appointment", id: row.id, name: row.name, at: row.startsAt }));
  },
  async release(db, id, by) {
    const cancelled = await cancelComing(db, { party, id, reason, by });
    return cancelled.map((entityId) => ({
      ...{ action: "set-state" as const, entity: "appointment" as const, entityId, changes: { state: "cancelled" } },
    }));
  },
});

/** Patients for whom no one else answers; nothing is done to them, but it is seen. */
export const wardsOf: References = {
  async find(db, id) {
    const found = await patientsLeftAlone(db, id);
    return found.map((row) => ({ kind: "patient", id: row.id, name: row.name, at: null }));
  },
  release: async () => [],
};

/** Conversations and leads of a user; they are given back. */
export const workOf: References = {
  async find(db, id) {
    const { conversations, leads } = await assignmentsOf(db, id);
    return [
      ...conversations.map(({ channel, contactKey, name }) => ({
        ...{ kind: "conversation" as const, id: `${channel}:${contactKey}`, name: name ?? "", at: null },
      })),
      ...leads.map((lead) => ({ kind: "lead" as const, id: lead.id, name: lead.name ?? "", at: null })),
    ];
  },
  async release(db, id, by) {
    const { talks, leads } = await giveBack(db, id, by);
    return [
      ...talks.map(({ channel, contactKey }) => ({
        ...{ action: "assign" as const, entity: "conversation" as const, entityId: `${channel}:${contactKey}` },
      })),
      ...leads.map((entityId) => ({ action: "unassign" as const, entity: "lead" as const, entityId })),
    ];
  },
};
