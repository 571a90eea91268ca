import type { Db } from "@acolhe/database";
import {
  AmbiguousPerson,
  decideErasure,
  type ErasureRow,
  findErasure,
  findPerson,
  listErasures,
  requestErasure,
} from "@acolhe/database/privacy";
import { type Certificate, certificateText, STEPS, type StepName } from "@acolhe/privacy";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import { addRoute } from "../../http/route.ts";
import { Id, line, Version } from "../../schemas/common.ts";
import { listQuery, pageAnswer, pageOf, pageRequest } from "../../schemas/page.ts";
import type { Deps } from "../deps.ts";
import { ById } from "../records.ts";
import { Subject, subjectKey } from "./subject.ts";

const tag = "Privacidade";
const State = z.enum(["requested", "approved", "running", "done", "refused"]);
const Erasure = z
  .object({
    id: Id,
    state: State,
    kind: z.enum(["patient", "guardian", "contact"]),
    subject: z.string().nullable().describe("Whom; null once it is done or refused"),
    reason: z.string(),
    requestedBy: Id.nullable().describe("Null: on the operators' command line"),
    decidedBy: Id.nullable(),
    decidedAt: z.string().nullable(),
    step: z.enum(STEPS).nullable().describe("The step that was begun last"),
    problem: z.string().nullable().describe("Why that step failed; it is made again by itself"),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
    version: Version,
  })
  .meta({ id: "Erasure" });
const ErasureCertificate = z
  .object({
    certificate: z.record(z.string(), z.unknown()),
    page: z.string().describe("The same as a page in Portuguese, in Markdown"),
  })
  .meta({ id: "ErasureCertificate" });

/** A person is erased when one administrator asked for it and another agreed. */
export function addErasureRoutes(app: FastifyInstance, deps: Deps): void {
  addRequestErasure(app, deps);
  addListErasures(app, deps);
  addGetErasure(app, deps);
  addGetErasureCertificate(app, deps);
  for (const approve of [true, false]) addDecideErasure(app, deps, approve);
}

function addRequestErasure(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/erasures",
    id: "requestErasure",
    summary: "Ask for a person to be erased everywhere; another administrator has to approve",
    tag,
    status: 201,
    body: z.object({ subject: Subject, reason: line(500) }).meta({ id: "NewErasure" }),
    answer: Erasure,
    async handle({ body: { subject, reason }, db, audit, account }) {
      const key = subjectKey(subject);
      await assertKnown(db, subject.kind, key);
      const row = await requestErasure(db, { kind: subject.kind, subject: key, reason, requestedBy: account.userId });
      if (!row)
        throw new Problem("not-allowed-now", { detail: "Já há um pedido de apagamento desta pessoa em andamento." });
      audit({ action: "request-erasure", entity: "erasure", entityId: row.id });
      return shown(row);
    },
  });
}

function addListErasures(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/erasures",
    id: "listErasures",
    summary: "Requests to erase people, and how far each is; newest first",
    tag,
    query: listQuery({ state: State.optional() }, "createdAt").extend({
      sort: z.enum(["-createdAt", "createdAt"]).default("-createdAt"),
    }),
    answer: pageOf(Erasure, "ErasurePage"),
    async handle({ query, db }) {
      const page = await listErasures(db, query, pageRequest(query));
      return pageAnswer({ ...page, items: page.items.map(shown) }, query);
    },
  });
}

function addGetErasure(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/erasures/:id",
    id: "getErasure",
    summary: "One request: its state, and the step it is at",
    tag,
    params: ById,
    answer: Erasure,
    handle: async ({ params: { id }, db }) => shown(await one(db, id)),
  });
}

function addGetErasureCertificate(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/erasures/:id/certificate",
    id: "getErasureCertificate",
    summary: "What was deleted, what is kept by law, and what was looked for afterwards; it names no person",
    tag,
    params: ById,
    answer: ErasureCertificate,
    async handle({ params: { id }, db }) {
      const { certificate } = await one(db, id);
      if (!certificate) throw new Problem("not-found");
      return { certificate, page: certificateText(certificate as unknown as Certificate) } as z.input<
        typeof ErasureCertificate
      >;
    },
  });
}

function addDecideErasure(app: FastifyInstance, deps: Deps, approve: boolean): void {
  addRoute(app, deps, {
    method: "POST",
    url: `/api/v1/erasures/:id/${approve ? "approve" : "refuse"}`,
    id: approve ? "approveErasure" : "refuseErasure",
    summary: approve
      ? "Agree to another administrator's request; it is carried out at once"
      : "Turn a request down: nothing is erased",
    tag,
    versioned: true,
    params: ById,
    answer: Erasure,
    async handle({ params: { id }, version, db, audit, account }) {
      const row = await decideErasure(db, { id, version, by: account.userId, approve });
      if (!row) throw await whyNotDecided(db, { id, version, by: account.userId });
      audit({ action: approve ? "approve-erasure" : "refuse-erasure", entity: "erasure", entityId: id });
      return shown(row);
    },
  });
}

const shown = ({ subjectKind, ...row }: ErasureRow): z.input<typeof Erasure> => ({
  ...row,
  kind: subjectKind as z.input<typeof Erasure>["kind"],
  state: row.state as z.input<typeof State>,
  step: row.step as StepName | null,
});

async function one(db: Db, id: string): Promise<ErasureRow> {
  const row = await findErasure(db, id);
  if (!row) throw new Problem("not-found");
  return row;
}

/** @throws Problem where no such person is known, and for a contact from which several people write */
async function assertKnown(db: Db, kind: z.output<typeof Subject>["kind"], key: string): Promise<void> {
  try {
    if (!(await findPerson(db, kind, key))) throw new Problem("unknown-reference");
  } catch (error) {
    if (!(error instanceof AmbiguousPerson)) throw error;
    throw new Problem("not-allowed-now", {
      detail: "Várias pessoas escrevem deste contato. Peça o apagamento pelo cadastro de cada uma.",
    });
  }
}

async function whyNotDecided(db: Db, { id, version, by }: { id: string; version: number; by: string }) {
  const row = await one(db, id);
  if (row.state !== "requested")
    return new Problem("not-allowed-now", { detail: "Este pedido de apagamento já foi decidido." });
  if (row.requestedBy === by)
    return new Problem("not-allowed-now", { detail: "Outra pessoa da administração precisa decidir este pedido." });
  if (row.version !== version) return new Problem("version-mismatch");
  return new Error("a request that nothing stands against was not decided");
}
