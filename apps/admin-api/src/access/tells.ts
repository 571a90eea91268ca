/**
 * Whose data an answer tells: what the audit calls it, `self` for the caller's own, `nothing` for what is about no one:
 * figures, the clinic's own settings, and colleagues as everybody at the desk knows them.
 */
export type Told =
  | "nothing"
  | "self"
  | "appointment"
  | "audit"
  | "block"
  | "contact"
  | "conversation"
  | "erasure"
  | "guardian"
  | "home"
  | "lead"
  | "note"
  | "patient"
  | "user";

/**
 * What the routes answer, or do to whom. A route that is missing here does not start. Each answer of a route that tells of a
 * person is in the audit, and so is each refusal; a test looks for fields of people in answers that say `nothing`.
 */
export const ROUTE_TELLS: Readonly<Record<string, Told>> = {
  "POST /api/v1/auth/login": "self",
  "POST /api/v1/auth/refresh": "self",
  "POST /api/v1/auth/logout": "self",
  "POST /api/v1/auth/password-reset": "self",
  "POST /api/v1/auth/password": "self",
  "GET /api/v1/me": "self",
  "PUT /api/v1/me/preferences": "self",
  "GET /api/v1/me/views": "self",
  "POST /api/v1/me/views": "self",
  "PATCH /api/v1/me/views/:id": "self",
  "DELETE /api/v1/me/views/:id": "self",
  "GET /api/v1/team": "nothing",
  "GET /api/v1/home": "home",
  "GET /api/v1/setup": "nothing",
  "GET /api/v1/system": "nothing",
  "POST /api/v1/system/alerts/acknowledge": "nothing",

  ...all("user", "/api/v1/users", "GET", "GET /export", "POST", "GET /:id", "PATCH /:id", "POST /:id/password-link"),
  "POST /api/v1/users/:id/unlock": "user",
  ...all("audit", "/api/v1/audit", "GET", "GET /export"),
  ...people("patient"),
  ...people("guardian"),
  ...all("patient", "/api/v1/patients/:id", "PUT /guardians/:guardianId", "DELETE /guardians/:guardianId", "PUT /tags"),
  ...all("patient", "/api/v1/patients", "POST /bulk/tags", "POST /import", "POST /import/inspect"),
  ...all(
    "erasure",
    "/api/v1/erasures",
    "GET",
    "POST",
    "GET /:id",
    "GET /:id/certificate",
    "POST /:id/approve",
    "POST /:id/refuse",
  ),
  ...all("patient", "/api/v1/patients/:id", "GET /access", "GET /consents"),
  ...all("guardian", "/api/v1/guardians/:id", "GET /access", "GET /consents"),
  "GET /api/v1/patients/import/template": "nothing",
  "GET /api/v1/imports/:id": "nothing",
  "GET /api/v1/exports/:id": "nothing",
  "POST /api/v1/patients/:id/notes": "note",
  ...all("note", "/api/v1/notes", "GET", "GET /export", "GET /:id", "PATCH /:id"),
  ...deletion("note", "notes"),
  ...all("contact", "/api/v1/contacts", "GET", "GET /export", "POST", "GET /:id", "PATCH /:id"),
  ...deletion("contact", "contacts"),
  ...all("nothing", "/api/v1/tags", "GET", "POST", "PATCH /:id", "DELETE /:id"),
  ...all("nothing", "/api/v1/services", "GET", "GET /export", "POST", "GET /:id", "PATCH /:id"),
  ...deletion("nothing", "services"),
  ...all("nothing", "/api/v1/professionals", "GET", "GET /export", "POST", "GET /:id", "PATCH /:id"),
  ...deletion("nothing", "professionals"),

  ...all("appointment", "/api/v1/appointments", "GET", "GET /export", "POST", "GET /range", "GET /:id", "PATCH /:id"),
  ...all("appointment", "/api/v1/appointments", "POST /:id/state", "POST /:id/message/preview"),
  ...all("appointment", "/api/v1/appointments", "POST /message/preview", "POST /bulk/state"),
  "GET /api/v1/slots": "nothing",

  ...all("lead", "/api/v1/leads", "GET", "GET /export", "GET /board", "GET /:id", "POST /:id/assign"),
  ...all("lead", "/api/v1/leads/:id", "POST /unassign", "POST /reopen", "POST /duplicates", "POST /convert"),
  ...all("lead", "/api/v1/leads", "POST /:id/discard", "POST /bulk/assign", "POST /bulk/discard"),

  ...all(
    "block",
    "/api/v1/blocks",
    "GET",
    "GET /export",
    "POST",
    "POST /:id/lift",
    "POST /bulk/block",
    "POST /bulk/lift",
  ),
  ...all("nothing", "/api/v1/quick-replies", "GET", "POST", "PATCH /:id", "DELETE /:id"),
  ...all("conversation", "/api/v1/conversations", "GET", "GET /export", "GET /changes"),
  "GET /api/v1/conversations/counts": "nothing",
  ...conversations("GET", "GET /timeline", "GET /turns/:turnSeq/why", "GET /media/:message", "GET /quick-replies"),
  ...conversations("POST /assign", "POST /read", "POST /notes", "DELETE /notes/:noteId", "POST /presence"),
  ...conversations("POST /takeover", "POST /return", "POST /pause", "POST /resume", "POST /merge", "POST /unmerge"),
  ...conversations("POST /messages", "POST /files"),
  ...all("conversation", "/api/v1/conversations/bulk", "POST /takeover", "POST /return", "POST /pause"),

  ...all("nothing", "/api/v1/analytics", "GET /days", "GET /peak-hours", "GET /services", "GET /funnel"),
  ...all("nothing", "/api/v1/analytics", "GET /responses", "GET /deliveries", "GET /summary"),
  ...all("nothing", "/api/v1/flows", "GET", "POST", "GET /:id/draft", "PUT /:id/draft", "POST /:id/draft/try"),
  ...all("nothing", "/api/v1/flows/:id", "POST /publish", "GET /versions", "GET /versions/:number", "GET /diff"),
  "POST /api/v1/flows/:id/versions/:number/publish": "nothing",
  ...all("nothing", "/api/v1/bot", "GET", "PUT"),
  ...all("nothing", "/api/v1/channels", "GET", "PATCH /:id"),
  ...all("nothing", "/api/v1/settings", "GET", "PUT /business-hours", "PUT /clinic"),
  ...all("nothing", "/api/v1/holidays", "GET", "PUT /:day", "DELETE /:day"),
};

/** The same of several routes: a method, and what comes behind the path. */
function all(told: Told, at: string, ...routes: readonly string[]): Record<string, Told> {
  return Object.fromEntries(
    routes.map((route) => {
      const [method = "", rest = ""] = route.split(" ");
      return [`${method} ${at}${rest}`, told];
    }),
  );
}

function people(one: "patient" | "guardian"): Record<string, Told> {
  const at = `/api/v1/${one}s`;
  return {
    ...all(one, at, "GET", "GET /export", "POST", "POST /duplicates", "GET /:id", "GET /:id/record", "PATCH /:id"),
    ...all(one, at, "POST /:id/merge", "POST /:id/merge/preview", "POST /merges/:mergeId/undo"),
    ...all(one, `${at}/:id/contacts/:channel/:contact`, "PUT", "DELETE"),
    ...deletion(one, `${one}s`),
  };
}

function deletion(told: Told, kind: string): Record<string, Told> {
  return all(told, `/api/v1/${kind}`, "DELETE /:id", "POST /bulk/delete", "POST /:id/restore");
}

function conversations(...routes: readonly string[]): Record<string, Told> {
  return all("conversation", "/api/v1/conversations/:channel/:contact", ...routes);
}
