import { type AuditAction, type AuditEntity, conversationName } from "@acolhe/database";
import type { FastifyRequest } from "fastify";
import type { Told } from "../access/tells.ts";
import type { Problem, ProblemCode } from "../http/problem.ts";
import { addressOf, contextOf, routeOf } from "../http/request-context.ts";
import { ChannelId, ContactKey, Id } from "../schemas/common.ts";

/** What a route writes into the audit: names of things and fields, never what a person's record says. */
export interface AuditEntry {
  readonly action: AuditAction;
  readonly entity: AuditEntity;
  readonly entityId?: string | undefined;
  readonly changes?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** The caller did nothing that was refused: the request was no request yet, or we could not. */
const NO_REFUSAL = [
  ...["invalid-request", "payload-too-large", "unsupported-media-type", "version-required", "weak-password"],
  ...["flow-has-problems", "request-under-way", "too-many-requests", "internal", "unavailable"],
] as const satisfies readonly ProblemCode[];
const isRefusal = (code: ProblemCode) => !(NO_REFUSAL as readonly ProblemCode[]).includes(code);

/** What is noted of an answer with someone's data where the route has noted nothing itself. */
export function entryOfAnswer(told: Told, answer: unknown, params: unknown): AuditEntry | undefined {
  if (told === "nothing" || told === "self") return undefined;
  const { items, results } = (answer ?? {}) as { items?: unknown; results?: unknown };
  // What became of rows tells no more of them than the request.
  if (answer === undefined || answer === null || results !== undefined) return undefined;
  const entityId = idIn(params);
  return Array.isArray(items) && entityId === undefined
    ? { action: "list", entity: told, changes: { rows: items.length } }
    : { action: "read", entity: told, entityId };
}

/** Rows of a bulk action that were refused, by why. */
export function entryOfRefusedRows(told: Told, answer: unknown): AuditEntry | undefined {
  const { failed, results } = (answer ?? {}) as { failed?: unknown; results?: readonly { code?: ProblemCode }[] };
  if (!failed || !Array.isArray(results)) return undefined;
  const codes = (results as { code?: ProblemCode }[]).flatMap(({ code }) => (code && isRefusal(code) ? [code] : []));
  if (codes.length === 0) return undefined;
  return {
    action: "refused",
    entity: entityOf(told),
    changes: { rows: codes.length, code: [...new Set(codes)].sort() },
  };
}

/**
 * What is noted of a refusal. `shown` says that the refusal itself told of people: who may be the same person, or whose
 * appointment is in the way.
 */
export function entryOfRefusal(told: Told, request: FastifyRequest, problem: Problem) {
  if (!isRefusal(problem.code)) return undefined;
  const { candidates = [], clashes = [], references = [] } = problem.extras;
  const shown = [...[...candidates, ...references].map(({ id }) => id), ...clashes.map(({ patientId }) => patientId)];
  const entry: AuditEntry = {
    action: "refused",
    entity: entityOf(told),
    entityId: idIn(request.params),
    changes: {
      code: problem.code,
      route: routeOf(request),
      ...(shown.length > 0 ? { shown: [...new Set(shown)] } : {}),
    },
  };
  return { entry, hasShown: shown.length > 0 };
}

const entityOf = (told: Told) => (told === "nothing" || told === "self" ? "request" : told);

/** Of a path that was not checked yet only what has the form of an id: anything else may be a number or a name. */
function idIn(params: unknown): string | undefined {
  const { id, channel, contact } = (params ?? {}) as Record<string, unknown>;
  if (Id.safeParse(id).success) return id as string;
  const [place, key] = [ChannelId.safeParse(channel), ContactKey.safeParse(contact)];
  return place.success && key.success ? conversationName({ channel: place.data, contact: key.data }) : undefined;
}

export function auditRow(entry: AuditEntry, request: FastifyRequest) {
  const { requestId, traceId } = contextOf(request);
  return {
    action: entry.action,
    entity: entry.entity,
    entityId: entry.entityId ?? null,
    changes: entry.changes ? JSON.stringify(entry.changes) : null,
    userId: request.account?.userId ?? request.formerUser ?? null,
    address: addressOf(request),
    requestId,
    traceId,
  };
}
