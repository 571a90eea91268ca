import { type Db, findLead, type Likeness, listLeads, listPeople, type PersonKind } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { guardianOf, patientOf } from "../lead-likeness.ts";
import { NAMESAKES_MAX } from "../limits.ts";
import { LEAD_STATUSES, LeadBoard, LeadCards, LeadDuplicates, LeadLikeness } from "../schemas/leads.ts";
import { pageAnswer } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";
import { leadFilters } from "./leads.ts";
import { duplicatesOf } from "./people-records.ts";
import { ById } from "./records.ts";

const tag = "Leads";
/** Of a name that is looked for: more tell no two people apart. */
const NAME_WORDS_MAX = 4;
const { status: _status, ...boardFilters } = leadFilters;
/** The board shows the newest; the list finds the one who waits longest. */
const SORT = "-capturedAt";

/** Leads as a desk works through them. */
export function addLeadBoardRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/leads/board",
    id: "readLeadBoard",
    summary: "Leads by what became of them: of each how many there are, and the newest",
    tag,
    query: z.object({ ...boardFilters, limit: LeadCards }),
    answer: LeadBoard,
    async handle({ query: { q, limit, ...filter }, db, audit }) {
      const columns = [];
      // One after the other: a desk may have twenty boards open, and the pool no more connections than that.
      for (const status of LEAD_STATUSES) {
        const page = await listLeads(db, { ...filter, search: q, status }, { limit, descending: true });
        columns.push({ status, ...pageAnswer(page, { sort: SORT, limit }) });
      }
      const rows = columns.reduce((sum, { items }) => sum + items.length, 0);
      audit({ action: "list", entity: "lead", changes: { rows } });
      return { columns };
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/leads/:id/duplicates",
    id: "findLeadDuplicates",
    summary: "Who may be the patient, and who the guardian, that are about to be made of a lead",
    tag,
    reads: true,
    params: ById,
    body: LeadLikeness,
    answer: LeadDuplicates,
    async handle({ params, body, db, audit }) {
      const lead = await findLead(db, params.id);
      if (!lead) throw new Problem("not-found");
      const like = (typed: z.output<typeof LeadLikeness>["patient"], said: Likeness): Likeness =>
        typed ? { ...typed, name: typed.name ?? "" } : said;
      const patients = await alike(db, "patients", like(body.patient, patientOf(lead)));
      const guardians = await alike(db, "guardians", like(body.guardian, guardianOf(lead)));
      const shown = [...patients, ...guardians].map(({ id }) => id);
      audit({ action: "search-duplicates", entity: "lead", entityId: params.id, changes: { shown } });
      return { patients, guardians };
    },
  });
}

/** Those whom saving would call duplicates, and behind them namesakes: while a name is typed there is no more of it yet. */
async function alike(db: Db, kind: PersonKind, like: Likeness) {
  const found = await duplicatesOf(db, kind, like);
  const words = like.name.trim().split(/\s+/).slice(0, NAME_WORDS_MAX);
  // A given name alone would find half the clinic.
  if (words.length < 2) return found;
  const page = { limit: NAMESAKES_MAX, descending: false, countMax: 0 };
  const { items } = await listPeople(db, kind, { search: words.join(" ") }, "name", page);
  const others = items.filter(({ id }) => !found.some((one) => one.id === id));
  return [...found, ...others.map(({ id, name, birthDate }) => ({ id, name, birthDate, because: ["name" as const] }))];
}
