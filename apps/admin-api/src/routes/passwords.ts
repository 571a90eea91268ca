import {
  type AuditAction,
  addPasswordLink,
  type Database,
  type Db,
  endAccessOf,
  findPasswordLink,
  findRow,
  recordAudit,
  takePasswordLink,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { hashPassword, isPassword } from "../access/password.ts";
import { deviceSecretOf, hashSecret, newSecret } from "../access/tokens.ts";
import { auditRow } from "../audit/entries.ts";
import { clinicNameOf } from "../clinic.ts";
import { Problem } from "../http/problem.ts";
import { addressOf } from "../http/request-context.ts";
import { addRoute } from "../http/route.ts";
import { PASSWORD_LINK_HOURS } from "../limits.ts";
import { GivenPassword, Nothing, Password } from "../schemas/common.ts";
import type { Deps } from "./deps.ts";
import { ById } from "./records.ts";

/** Both ways to a new password commit by themselves: comparing and hashing take long, and no connection waits for them. */
export function addPasswordRoutes(app: FastifyInstance, deps: Deps): void {
  addChange(app, deps);
  addLink(app, deps);
  addReset(app, deps);
}

interface Person {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly name: string;
}

/** @throws Problem version-mismatch where the user was changed meanwhile */
async function setPassword(trx: Db, user: Person, passwordHash: string): Promise<void> {
  const chosen = { passwordHash, mustChangePassword: false, passwordExpiresAt: null };
  if (!(await updateRow(trx, "users", user, chosen))) throw new Problem("version-mismatch");
}

/** What an attacker who knows the clinic would try for this user. */
const knownOf = async (db: Database, user: Person) => [user.email, user.name, (await clinicNameOf(db)) ?? ""];

const done = (action: AuditAction, user: Person, request: FastifyRequest) =>
  auditRow({ action, entity: "user", entityId: user.id }, request);

function addChange(app: FastifyInstance, deps: Deps): void {
  const { db, lockout } = deps;

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/password",
    id: "changePassword",
    summary: "Change one's own password; other logins, links to a new one and known devices end",
    tag: "Acesso",
    reads: true,
    status: 204,
    body: z.object({ current: GivenPassword, password: Password }).meta({ id: "PasswordChange" }),
    answer: Nothing,
    async handle({ body, account, request }) {
      const user = await findRow(db, "users", account.userId);
      if (!user) throw new Problem("session-ended");
      // A browser that is let in already is no proof of a person: it has no count of its own here.
      const guess = { at: "password", email: user.email, address: addressOf(request), device: undefined } as const;
      const isRight = await lockout.guess(
        guess,
        async () => (await isPassword(user.passwordHash, body.current)) || undefined,
      );
      if (!isRight) throw new Problem("wrong-credentials", { detail: "A senha atual não confere." });
      await deps.passwordJudge.assertStrong(body.password, [...(await knownOf(db, user)), body.current]);
      const passwordHash = await hashPassword(body.password);
      const given = deviceSecretOf(request);
      const device = given === undefined ? undefined : hashSecret(given);
      await db.transaction().execute(async (trx) => {
        await setPassword(trx, user, passwordHash);
        await endAccessOf(trx, user.id, "password", { familyId: account.familyId, device });
        await recordAudit(trx, [done("password-changed", user, request)]);
      });
    },
  });
}

function addLink(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/users/:id/password-link",
    id: "createPasswordLink",
    summary: "A link with which a user sets a new password, good once, and no longer than the user stays as they are",
    tag: "Usuários",
    secret: true,
    status: 201,
    params: ById,
    answer: z.object({ token: z.string(), expiresAt: z.string() }).meta({ id: "PasswordLink" }),
    async handle({ params, db, account, audit }) {
      const user = await findRow(db, "users", params.id);
      if (!user) throw new Problem("not-found");
      if (!user.active)
        throw new Problem("not-allowed-now", { detail: "Este usuário está desativado. Ative o acesso primeiro." });
      const { secret, hash } = newSecret();
      const expiresAt = new Date(Date.now() + PASSWORD_LINK_HOURS * 3600_000).toISOString();
      await addPasswordLink(db, { hash, userId: params.id, createdBy: account.userId, expiresAt });
      audit({ action: "password-link-created", entity: "user", entityId: params.id });
      return { token: secret, expiresAt };
    },
  });
}

const WORTHLESS = "Este link não vale mais. Peça outro à administração.";

function addReset(app: FastifyInstance, deps: Deps): void {
  const { db, lockout } = deps;

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/password-reset",
    id: "resetPassword",
    summary: "Set a password with a link; every login of the user ends",
    tag: "Acesso",
    reads: true,
    status: 204,
    body: z.object({ token: z.string().min(1).max(128), password: Password }).meta({ id: "PasswordReset" }),
    answer: Nothing,
    async handle({ body, request }) {
      const link = hashSecret(body.token);
      const userId = await lockout.guess({ at: "link", address: addressOf(request) }, () => findPasswordLink(db, link));
      const user = userId === undefined ? undefined : await findRow(db, "users", userId);
      if (!user?.active) throw new Problem("not-found", { detail: WORTHLESS });
      await deps.passwordJudge.assertStrong(body.password, await knownOf(db, user));
      const passwordHash = await hashPassword(body.password);
      await db.transaction().execute(async (trx) => {
        // Of two at once one is first.
        if ((await takePasswordLink(trx, link)) === undefined) throw new Problem("not-found", { detail: WORTHLESS });
        await setPassword(trx, user, passwordHash);
        await endAccessOf(trx, user.id, "password");
        await lockout.forgive(trx, user.email);
        await recordAudit(trx, [done("password-reset", user, request)]);
      });
    },
  });
}
