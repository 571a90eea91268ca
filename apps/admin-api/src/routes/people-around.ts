import {
  type AppointmentAround,
  appointmentsAround,
  conversationsAround,
  type Db,
  historyAround,
  leadsAround,
  mergesOf,
  namesOfPeople,
  type PersonKind,
  readSetting,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { assertSeen } from "../access/deleted.ts";
import { changedFields, type HistoryContext, historySentence } from "../history-sentences.ts";
import { addRoute } from "../http/route.ts";
import { MERGE_UNDO_DAYS } from "../limits.ts";
import { GuardianRecord, PatientRecord, type Writer as WriterSchema } from "../schemas/people-record.ts";
import type { Deps } from "./deps.ts";
import { wholeGuardian, wholePatient } from "./people-records.ts";
import { ById } from "./records.ts";

const TIME_ZONE = "America/Sao_Paulo";

/** Everything a desk looks for about one person, in one request. */
export function addPeopleRecordRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/patients/:id/record",
    id: "getPatientRecord",
    summary: "A patient's record with conversations, appointments, leads and history; the audit notes it",
    tag: "Pacientes",
    params: ById,
    answer: PatientRecord,
    async handle({ params: { id }, db, account }) {
      const patient = await wholePatient(db, id);
      assertSeen(account, "patients", patient.deletedAt);
      const self: Writer = { kind: "patient", id, name: patient.socialName ?? patient.name };
      const guardians = patient.guardians.map(
        ({ id, name, socialName, relation, custody, contactPreference }): Writer => ({
          ...{ kind: "guardian", id, name: socialName ?? name, relation, custody, contactPreference },
        }),
      );
      return { patient, ...(await around(db, "patients", id, [self, ...guardians])) };
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/guardians/:id/record",
    id: "getGuardianRecord",
    summary: "A guardian's record with conversations, leads, history, and the appointments of their patients",
    tag: "Responsáveis",
    params: ById,
    answer: GuardianRecord,
    async handle({ params: { id }, db, account }) {
      const guardian = await wholeGuardian(db, id);
      assertSeen(account, "guardians", guardian.deletedAt);
      const self: Writer = { kind: "guardian", id, name: guardian.socialName ?? guardian.name };
      return { guardian, ...(await around(db, "guardians", id, [self])) };
    },
  });
}

type Writer = z.output<typeof WriterSchema>;

async function around(db: Db, kind: PersonKind, id: string, writers: readonly Writer[]) {
  const conversations = await conversationsAround(db, kind, id);
  const appointments = await appointmentsAround(db, kind, id);
  return {
    conversations: conversations.map(({ writerIds, ...talk }) => ({
      ...talk,
      writers: writers.filter((writer) => writerIds.includes(writer.id)),
    })),
    appointments,
    leads: await leadsAround(db, kind, id),
    merges: (await mergesOf(db, kind, id)).map(({ hasSnapshot, ...merge }) => ({
      ...merge,
      undoableUntil: hasSnapshot && merge.undoneAt === null ? undoableUntil(merge.mergedAt) : null,
    })),
    history: await historyOf(db, kind, id, [...appointments.upcoming, ...appointments.past]),
  };
}

/** Null: the time is over. */
function undoableUntil(mergedAt: string): string | null {
  const until = Date.parse(mergedAt) + MERGE_UNDO_DAYS * 24 * 3600_000;
  return until > Date.now() ? new Date(until).toISOString() : null;
}

async function historyOf(db: Db, kind: PersonKind, id: string, appointments: readonly AppointmentAround[]) {
  const entries = await historyAround(db, kind, id);
  const named = entries.flatMap(({ changes }) => (changes as { guardian?: string } | null)?.guardian ?? []);
  const { timeZone = TIME_ZONE } = ((await readSetting(db, "business-hours"))?.value ?? {}) as { timeZone?: string };
  const context: HistoryContext = {
    timeZone,
    now: new Date(),
    names: await namesOfPeople(db, "guardians", [...new Set(named)]),
    appointments: new Map(appointments.map((one) => [one.id, one])),
  };
  return entries.flatMap((entry) => {
    const sentence = historySentence(entry, context);
    const { at, by, entity, entityId, action } = entry;
    return sentence === null ? [] : [{ at, by, entity, entityId, action, fields: changedFields(entry), sentence }];
  });
}
