import {
  activeAdministrators,
  type Db,
  endAccessOf,
  endLinks,
  findRow,
  insertRow,
  listUsers,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { hashPassword, oneTimePassword } from "../access/password.ts";
import { mayCall } from "../access/roles.ts";
import { whatEnds } from "../access/what-ends.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ONE_TIME_PASSWORD_DAYS } from "../limits.ts";
import { Email, Flag, Id, line, Nothing, Role, Search, stamps } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageOf, pageRequest, sortOf } from "../schemas/page.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";
import { assertReleased, ReleaseQuery, workOf } from "./references.ts";

export const userFilters = { q: Search, role: Role.optional(), active: Flag };

const tag = "Usuários";
const user = {
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  active: z.boolean(),
  mustChangePassword: z.boolean(),
  ...stamps,
};
const User = z.object(user).meta({ id: "User" });
const NewUser = z
  .object({ ...user, oneTimePassword: z.string().describe("Shown once; to be changed at the first login") })
  .meta({ id: "CreatedUser" });
const UserInput = z.object({ email: Email, name: line(120), role: Role }).meta({ id: "NewUser" });
const UserPatch = z
  .object({ email: Email, name: line(120), role: Role, active: z.boolean() })
  .partial()
  .meta({ id: "UserPatch" });

export function addUserRoutes(app: FastifyInstance, deps: Deps): void {
  addUnlock(app, deps);
  addListUsers(app, deps);
  addCreateUser(app, deps);
  addGetUser(app, deps);
  addUpdateUser(app, deps);
}

function addListUsers(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/users",
    id: "listUsers",
    summary: "Who may use the panel",
    tag,
    query: listQuery(userFilters, "name", "created"),
    answer: pageOf(User, "UsersPage"),
    async handle({ query, db }) {
      const { q, role, active } = query;
      const page = await listUsers(db, { search: q, role, active }, sortOf(query), pageRequest(query));
      return pageAnswer(page, query);
    },
  });
}

function addCreateUser(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/users",
    id: "createUser",
    summary: "Create a user with a password for one use",
    tag,
    secret: true,
    status: 201,
    body: UserInput,
    answer: NewUser,
    async handle({ body, db, audit }) {
      const password = oneTimePassword();
      const created = await insertRow(db, "users", {
        ...body,
        passwordHash: await hashPassword(password),
        passwordExpiresAt: new Date(Date.now() + ONE_TIME_PASSWORD_DAYS * 24 * 3600_000).toISOString(),
      });
      audit({ action: "create", entity: "user", entityId: created.id, changes: { role: body.role } });
      return { ...created, oneTimePassword: password };
    },
  });
}

function addGetUser(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/users/:id",
    id: "getUser",
    summary: "Read a user",
    tag,
    params: ById,
    answer: User,
    async handle({ params, db }) {
      const found = await findRow(db, "users", params.id);
      if (!found) throw new Problem("not-found");
      return found;
    },
  });
}

function addUpdateUser(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/users/:id",
    id: "updateUser",
    summary: "Change a user, give another role, switch off",
    tag,
    versioned: true,
    params: ById,
    query: ReleaseQuery,
    body: UserPatch,
    answer: User,
    async handle({ params, query, body, version, db, account, audit }) {
      await assertAdministratorStays(db, params.id, body);
      const before = await findRow(db, "users", params.id);
      const changed = await updateRow(db, "users", { id: params.id, version }, withoutUndefined(body));
      if (!before || !changed) throw await whyNotChanged(db, "users", params.id);
      const ends = whatEnds(before, changed);
      // Who changes their own e-mail goes on here.
      const except = params.id === account.userId ? { familyId: account.familyId } : {};
      if (ends.access) await endAccessOf(db, params.id, "administrator", except);
      else if (ends.links) await endLinks(db, "for", params.id);
      if (ends.linksMade) await endLinks(db, "by", params.id);
      // Who may not answer patients can look after none.
      if (!changed.active || !mayCall(changed.role, "GET /api/v1/conversations")) {
        const left = { db, id: params.id, by: account.userId, isMeant: query.release === true };
        for (const entry of await assertReleased(workOf, left)) audit(entry);
      }
      const { role, active } = body;
      const changes = {
        fields: Object.keys(body),
        ...(role ? { role } : {}),
        ...(active === undefined ? {} : { active }),
      };
      audit({ action: "update", entity: "user", entityId: params.id, changes });
      return changed;
    },
  });
}

function addUnlock(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/users/:id/unlock",
    id: "unlockUser",
    summary: "Forgive wrong passwords at this account: who was closed out may log in again",
    tag,
    status: 204,
    params: ById,
    answer: Nothing,
    async handle({ params, db, audit }) {
      const found = await findRow(db, "users", params.id);
      if (!found) throw new Problem("not-found");
      audit({ action: "unlock", entity: "user", entityId: params.id });
      await deps.lockout.forgive(db, found.email);
    },
  });
}

/** @throws Problem not-allowed-now when no administrator would be left */
async function assertAdministratorStays(db: Db, id: string, patch: z.output<typeof UserPatch>): Promise<void> {
  const leaves = patch.active === false || (patch.role !== undefined && patch.role !== "admin");
  if (!leaves) return;
  const administrators = await activeAdministrators(db);
  if (administrators.length === 1 && administrators[0] === id)
    throw new Problem("not-allowed-now", {
      detail: "É preciso restar ao menos uma pessoa com perfil de administração.",
    });
}
