import type { UserRole } from "@acolhe/database";

const admin = ["admin"] as const;
const desk = ["admin", "attendant"] as const;
const control = ["admin", "attendant", "operator"] as const;
/** Who keeps the installation running. */
const keepers = ["admin", "operator"] as const;
const figures = ["admin", "analyst"] as const;
const everybody = ["admin", "attendant", "analyst", "operator"] as const;

export type Access = "anyone" | readonly UserRole[];

/**
 * Who may do what. Analysts see figures and no person's record; operators keep conversations going and see no records
 * either. A route that is missing here does not start; a test walks every row with every role and without a token.
 */
export const ROUTE_ACCESS: Readonly<Record<string, Access>> = {
  "POST /api/v1/auth/login": "anyone",
  "POST /api/v1/auth/refresh": "anyone",
  "POST /api/v1/auth/logout": "anyone",
  "POST /api/v1/auth/password-reset": "anyone",
  "POST /api/v1/auth/password": everybody,
  "GET /api/v1/me": everybody,
  "PUT /api/v1/me/preferences": everybody,
  "GET /api/v1/me/views": everybody,
  "POST /api/v1/me/views": everybody,
  "PATCH /api/v1/me/views/:id": everybody,
  "DELETE /api/v1/me/views/:id": everybody,
  "GET /api/v1/team": desk,
  "GET /api/v1/home": everybody,
  "GET /api/v1/setup": admin,
  "GET /api/v1/system": keepers,
  "POST /api/v1/system/alerts/acknowledge": keepers,

  "GET /api/v1/users": admin,
  "GET /api/v1/users/export": admin,
  "POST /api/v1/users": admin,
  "GET /api/v1/users/:id": admin,
  "PATCH /api/v1/users/:id": admin,
  "POST /api/v1/users/:id/password-link": admin,
  "POST /api/v1/users/:id/unlock": admin,
  "GET /api/v1/audit": admin,
  "GET /api/v1/audit/export": admin,
  "POST /api/v1/erasures": admin,
  "GET /api/v1/erasures": admin,
  "GET /api/v1/erasures/:id": admin,
  "GET /api/v1/erasures/:id/certificate": admin,
  "POST /api/v1/erasures/:id/approve": admin,
  "POST /api/v1/erasures/:id/refuse": admin,

  ...people("patients"),
  ...people("guardians"),
  "PUT /api/v1/patients/:id/guardians/:guardianId": desk,
  "DELETE /api/v1/patients/:id/guardians/:guardianId": desk,
  "PUT /api/v1/patients/:id/tags": desk,
  "POST /api/v1/patients/bulk/tags": desk,
  "POST /api/v1/patients/import": admin,
  "POST /api/v1/patients/import/inspect": admin,
  "GET /api/v1/patients/import/template": admin,
  "GET /api/v1/imports/:id": admin,
  "GET /api/v1/exports/:id": admin,
  "POST /api/v1/patients/:id/notes": desk,
  "GET /api/v1/notes": desk,
  "GET /api/v1/notes/export": admin,
  "GET /api/v1/notes/:id": desk,
  "PATCH /api/v1/notes/:id": desk,
  ...deletion("notes", desk),
  "GET /api/v1/contacts": desk,
  "GET /api/v1/contacts/export": admin,
  "POST /api/v1/contacts": desk,
  "GET /api/v1/contacts/:id": desk,
  "PATCH /api/v1/contacts/:id": desk,
  ...deletion("contacts", admin),
  "GET /api/v1/tags": desk,
  "POST /api/v1/tags": desk,
  "PATCH /api/v1/tags/:id": desk,
  "DELETE /api/v1/tags/:id": admin,

  "GET /api/v1/services": everybody,
  "GET /api/v1/services/export": admin,
  "POST /api/v1/services": admin,
  "GET /api/v1/services/:id": everybody,
  "PATCH /api/v1/services/:id": admin,
  ...deletion("services", admin),
  "GET /api/v1/professionals": everybody,
  "GET /api/v1/professionals/export": admin,
  "POST /api/v1/professionals": admin,
  "GET /api/v1/professionals/:id": everybody,
  "PATCH /api/v1/professionals/:id": admin,
  ...deletion("professionals", admin),

  "GET /api/v1/appointments": desk,
  "GET /api/v1/appointments/export": admin,
  "POST /api/v1/appointments": desk,
  "GET /api/v1/appointments/range": desk,
  "GET /api/v1/slots": desk,
  "GET /api/v1/appointments/:id": desk,
  "PATCH /api/v1/appointments/:id": desk,
  "POST /api/v1/appointments/:id/state": desk,
  "POST /api/v1/appointments/:id/message/preview": desk,
  "POST /api/v1/appointments/message/preview": desk,
  "POST /api/v1/appointments/bulk/state": desk,

  "GET /api/v1/leads": desk,
  "GET /api/v1/leads/export": admin,
  "GET /api/v1/leads/board": desk,
  "GET /api/v1/leads/:id": desk,
  "POST /api/v1/leads/:id/assign": desk,
  "POST /api/v1/leads/:id/unassign": desk,
  "POST /api/v1/leads/:id/reopen": desk,
  "POST /api/v1/leads/:id/duplicates": desk,
  "POST /api/v1/leads/:id/convert": desk,
  "POST /api/v1/leads/:id/discard": desk,
  "POST /api/v1/leads/bulk/assign": desk,
  "POST /api/v1/leads/bulk/discard": desk,

  "GET /api/v1/blocks": control,
  "GET /api/v1/blocks/export": admin,
  "POST /api/v1/blocks": control,
  "POST /api/v1/blocks/:id/lift": control,
  "POST /api/v1/blocks/bulk/block": control,
  "POST /api/v1/blocks/bulk/lift": control,
  "GET /api/v1/quick-replies": desk,
  "POST /api/v1/quick-replies": desk,
  "PATCH /api/v1/quick-replies/:id": desk,
  "DELETE /api/v1/quick-replies/:id": desk,
  "GET /api/v1/conversations": desk,
  "GET /api/v1/conversations/export": admin,
  "GET /api/v1/conversations/changes": desk,
  "GET /api/v1/conversations/counts": desk,
  "GET /api/v1/conversations/:channel/:contact": desk,
  "GET /api/v1/conversations/:channel/:contact/timeline": desk,
  "GET /api/v1/conversations/:channel/:contact/turns/:turnSeq/why": desk,
  "GET /api/v1/conversations/:channel/:contact/media/:message": desk,
  "GET /api/v1/conversations/:channel/:contact/quick-replies": desk,
  "POST /api/v1/conversations/:channel/:contact/assign": desk,
  "POST /api/v1/conversations/:channel/:contact/read": desk,
  "POST /api/v1/conversations/:channel/:contact/notes": desk,
  "DELETE /api/v1/conversations/:channel/:contact/notes/:noteId": desk,
  "POST /api/v1/conversations/:channel/:contact/presence": desk,
  "POST /api/v1/conversations/:channel/:contact/takeover": control,
  "POST /api/v1/conversations/:channel/:contact/return": control,
  "POST /api/v1/conversations/:channel/:contact/pause": control,
  "POST /api/v1/conversations/:channel/:contact/resume": ["admin", "operator"],
  "POST /api/v1/conversations/:channel/:contact/merge": ["admin", "operator"],
  "POST /api/v1/conversations/:channel/:contact/unmerge": ["admin", "operator"],
  "POST /api/v1/conversations/:channel/:contact/messages": desk,
  "POST /api/v1/conversations/:channel/:contact/files": desk,
  "POST /api/v1/conversations/bulk/takeover": control,
  "POST /api/v1/conversations/bulk/return": control,
  "POST /api/v1/conversations/bulk/pause": control,

  "GET /api/v1/analytics/days": figures,
  "GET /api/v1/analytics/peak-hours": figures,
  "GET /api/v1/analytics/services": figures,
  "GET /api/v1/analytics/funnel": figures,
  "GET /api/v1/analytics/responses": figures,
  "GET /api/v1/analytics/deliveries": ["admin", "analyst", "operator"],
  // Each role gets the figures that it may ask for one by one.
  "GET /api/v1/analytics/summary": ["admin", "analyst", "operator"],

  "GET /api/v1/flows": everybody,
  "POST /api/v1/flows": admin,
  "GET /api/v1/flows/:id/draft": everybody,
  "PUT /api/v1/flows/:id/draft": admin,
  "POST /api/v1/flows/:id/draft/try": everybody,
  "POST /api/v1/flows/:id/publish": admin,
  "GET /api/v1/flows/:id/versions": everybody,
  "GET /api/v1/flows/:id/versions/:number": everybody,
  "POST /api/v1/flows/:id/versions/:number/publish": admin,
  "GET /api/v1/flows/:id/diff": everybody,

  "GET /api/v1/bot": everybody,
  "PUT /api/v1/bot": ["admin", "operator"],
  "GET /api/v1/channels": everybody,
  "PATCH /api/v1/channels/:id": ["admin", "operator"],

  "GET /api/v1/settings": everybody,
  "PUT /api/v1/settings/business-hours": admin,
  "PUT /api/v1/settings/clinic": admin,
  "GET /api/v1/holidays": everybody,
  "PUT /api/v1/holidays/:day": admin,
  "DELETE /api/v1/holidays/:day": admin,
};

/** Whether a role may call a route of the table; without one, whether anyone may. */
export const mayCall = (role: UserRole | undefined, route: string): boolean => {
  const access = ROUTE_ACCESS[route];
  if (role === undefined) return access === "anyone";
  return access !== undefined && access !== "anyone" && access.includes(role);
};

function people(kind: "patients" | "guardians"): Record<string, Access> {
  const at = `/api/v1/${kind}`;
  return {
    [`GET ${at}`]: desk,
    [`GET ${at}/export`]: admin,
    [`POST ${at}`]: desk,
    [`POST ${at}/duplicates`]: desk,
    [`GET ${at}/:id`]: desk,
    [`GET ${at}/:id/record`]: desk,
    [`GET ${at}/:id/access`]: admin,
    [`GET ${at}/:id/consents`]: desk,
    [`PATCH ${at}/:id`]: desk,
    ...deletion(kind, admin),
    [`POST ${at}/:id/merge`]: admin,
    [`POST ${at}/:id/merge/preview`]: admin,
    [`POST ${at}/merges/:mergeId/undo`]: admin,
    [`PUT ${at}/:id/contacts/:channel/:contact`]: desk,
    [`DELETE ${at}/:id/contacts/:channel/:contact`]: desk,
  };
}

function deletion(kind: string, access: Access): Record<string, Access> {
  const at = `/api/v1/${kind}`;
  return {
    [`DELETE ${at}/:id`]: access,
    [`POST ${at}/bulk/delete`]: access,
    [`POST ${at}/:id/restore`]: access,
  };
}
