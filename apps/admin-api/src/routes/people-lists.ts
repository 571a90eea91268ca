import { listGuardians, listPatients } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertListed } from "../access/deleted.ts";
import { addRoute } from "../http/route.ts";
import { Day, Deleted, Flag, Id, Instant, line, Search, TypedContactKey } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageRequest, sortOf } from "../schemas/page.ts";
import { GuardiansPage, PatientsPage } from "../schemas/people.ts";
import type { Deps } from "./deps.ts";

const peopleFilters = {
  q: Search.describe("Parts of a name in any order, without accents; part of a phone; a CPF"),
  bornFrom: Day.optional(),
  bornTo: Day.optional(),
  contactKey: TypedContactKey.optional(),
  noContactSince: Instant.optional().describe("Those with whom nothing was said since, or never"),
  deleted: Deleted,
};
export const patientFilters = {
  ...peopleFilters,
  tagId: Id.optional(),
  insurance: line(120).optional().describe("Words of the insurance's name, without accents"),
  guardianId: Id.optional().describe("Those this guardian answers for"),
  nextAppointment: Flag.describe("Whether an appointment is to come"),
  missing: z
    .enum(["cpf", "birthDate", "phone", "guardian", "insurance"])
    .optional()
    .describe("Those whose record lacks this"),
};
export const guardianFilters = {
  ...peopleFilters,
  missing: z.enum(["cpf", "birthDate", "phone", "patient"]).optional().describe("Those whose record lacks this"),
};

/** Rows of the desk: people with what is around them. */
export function addPeopleListRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/patients",
    id: "listPatients",
    summary: "List and search patients, with guardians, tags, last contact and next appointment",
    tag: "Pacientes",
    query: listQuery(patientFilters, "name", "created", "updated"),
    answer: PatientsPage,
    async handle({ query, db, account }) {
      assertListed(account, "patients", query.deleted);
      const page = await listPatients(db, { ...query, search: query.q }, sortOf(query), pageRequest(query));
      return pageAnswer(page, query);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/guardians",
    id: "listGuardians",
    summary: "List and search guardians, with the patients they answer for",
    tag: "Responsáveis",
    query: listQuery(guardianFilters, "name", "created", "updated"),
    answer: GuardiansPage,
    async handle({ query, db, account }) {
      assertListed(account, "guardians", query.deleted);
      const page = await listGuardians(db, { ...query, search: query.q }, sortOf(query), pageRequest(query));
      return pageAnswer(page, query);
    },
  });
}
