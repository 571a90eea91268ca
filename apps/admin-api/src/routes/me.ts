import {
  addView,
  deleteView,
  findView,
  listTeam,
  listViews,
  lockViews,
  readHeard,
  readPreferences,
  type UserRole,
  updateView,
  writePreferences,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { idOf } from "../changes.ts";
import { clinicNameOf, timeZoneOf } from "../clinic.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { VIEWS_MAX } from "../limits.ts";
import { Id, Nothing, Role } from "../schemas/common.ts";
import { Me, PREFERENCES_DEFAULT, Preferences, View, ViewInput, ViewPatch } from "../schemas/me.ts";
import type { Deps } from "./deps.ts";
import { ById, withoutUndefined } from "./records.ts";

const tag = "Acesso";

/**
 * Who is logged in, what the role may do, and what this person keeps for the panel. No other user sees or changes it.
 */
export function addMeRoutes(app: FastifyInstance, deps: Deps): void {
  const permissionsOf = (role: UserRole): string[] =>
    [...app.operations].flatMap(([id, access]) => (access !== "anyone" && access.includes(role) ? id : [])).sort();

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/me",
    id: "me",
    summary: "Who is logged in, what the role may do, and how this person likes the panel",
    tag,
    answer: Me,
    async handle({ db, account: { userId, name, email, role, mustChangePassword } }) {
      return {
        ...{ id: userId, name, email, role, mustChangePassword },
        permissions: permissionsOf(role),
        clinic: { name: await clinicNameOf(db), timeZone: await timeZoneOf(db) },
        preferences: (await readPreferences(db, userId)) ?? PREFERENCES_DEFAULT,
        changesFrom: idOf(await readHeard(db)),
      };
    },
  });

  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/me/preferences",
    id: "putPreferences",
    summary: "How this person likes the panel; the last one written counts",
    tag,
    body: Preferences,
    answer: Preferences,
    async handle({ body, db, account }) {
      await writePreferences(db, account.userId, body);
      return body;
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/team",
    id: "listTeam",
    summary: "Who works here now, by name: to whom something can be given",
    tag,
    answer: z
      .object({ items: z.array(z.object({ id: Id, name: z.string(), role: Role }).meta({ id: "TeamMember" })) })
      .meta({ id: "Team" }),
    handle: async ({ db }) => ({ items: await listTeam(db) }),
  });

  addViewRoutes(app, deps);
}

const VIEWS = "/api/v1/me/views";

function addViewRoutes(app: FastifyInstance, deps: Deps): void {
  addListViews(app, deps);
  addCreateView(app, deps);
  addUpdateView(app, deps);
  addDeleteView(app, deps);
}

function addListViews(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: VIEWS,
    id: "listViews",
    summary: "The lists this person has saved, page by page in their order",
    tag,
    answer: z.object({ items: z.array(View) }).meta({ id: "Views" }),
    handle: async ({ db, account }) => ({ items: await listViews(db, account.userId) }),
  });
}

function addCreateView(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: VIEWS,
    id: "createView",
    summary: "Save a list as it is filtered and sorted now",
    tag,
    status: 201,
    body: ViewInput,
    answer: View,
    async handle({ body, db, account, audit }) {
      await lockViews(db, account.userId);
      if ((await listViews(db, account.userId)).length >= VIEWS_MAX)
        throw new Problem("not-allowed-now", { detail: "Há visões salvas demais. Exclua uma para salvar outra." });
      const view = await addView(db, account.userId, body);
      audit({ action: "create", entity: "view", entityId: view.id });
      return view;
    },
  });
}

function addUpdateView(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: `${VIEWS}/:id`,
    id: "updateView",
    summary: "Change a saved list",
    tag,
    versioned: true,
    params: ById,
    body: ViewPatch,
    answer: View,
    async handle({ params, body, version, db, account: { userId }, audit }) {
      const changed = await updateView(db, { id: params.id, userId, version }, withoutUndefined(body));
      if (!changed)
        throw new Problem((await findView(db, { id: params.id, userId })) ? "version-mismatch" : "not-found");
      audit({ action: "update", entity: "view", entityId: params.id, changes: { fields: Object.keys(body) } });
      return changed;
    },
  });
}

function addDeleteView(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "DELETE",
    url: `${VIEWS}/:id`,
    id: "deleteView",
    summary: "Forget a saved list",
    tag,
    versioned: true,
    status: 204,
    params: ById,
    answer: Nothing,
    async handle({ params, version, db, account: { userId }, audit }) {
      const isDone = await deleteView(db, { id: params.id, userId, version });
      if (!isDone)
        throw new Problem((await findView(db, { id: params.id, userId })) ? "version-mismatch" : "not-found");
      audit({ action: "delete", entity: "view", entityId: params.id });
    },
  });
}
