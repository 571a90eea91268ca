import type { components, operations } from "@acolhe/admin-client";
import { addDays, startOfDay } from "#lib/format/calendar.ts";
import { paths } from "#lib/paths.ts";

export type Entry = components["schemas"]["AuditEntry"];
type Asked = Required<NonNullable<operations["listAudit"]["parameters"]["query"]>>;
export type AuditAction = Asked["action"];
export type AuditEntity = Asked["entity"];

/** The names that filters have in the page's address. */
export const FILTERS = ["pessoa", "acao", "area", "registro", "de", "ate"] as const;

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** What the API is asked, from what stands in the address. Days are the clinic's, the last one included. */
export function auditQuery(param: (name: string) => string, timeZone: string): Record<string, string> {
  const query = {
    userId: param("pessoa"),
    action: param("acao"),
    entity: param("area"),
    entityId: param("registro"),
    from: isDay(param("de")) ? startOfDay(param("de"), timeZone) : "",
    to: isDay(param("ate")) ? startOfDay(addDays(param("ate"), 1), timeZone) : "",
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));
}

/** The page of what an entry is about, where there is one. */
export function pathOf({ entity, entityId }: Pick<Entry, "entity" | "entityId">): string | undefined {
  if (entityId === null) return undefined;
  switch (entity) {
    case "patient":
      return paths.patient(entityId);
    case "guardian":
      return paths.guardian(entityId);
    case "lead":
      return paths.lead(entityId);
    case "appointment":
      return paths.appointment(entityId);
    case "erasure":
      return paths.erasure(entityId);
    case "user":
      return `${paths.users()}?usuario=${encodeURIComponent(entityId)}`;
    case "conversation": {
      const [channel, contact] = entityId.split(":");
      return channel && contact ? paths.conversation({ channel, contact }) : undefined;
    }
    default:
      return undefined;
  }
}
