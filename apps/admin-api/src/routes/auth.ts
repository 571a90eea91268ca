import {
  addPasswordLink,
  endFamiliesOf,
  endFamily,
  familyOfToken,
  findRow,
  findUserByEmail,
  openFamily,
  recordAudit,
  rotateToken,
  takePasswordLink,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertStrong, hashPassword, isPassword } from "../access/password.ts";
import {
  clearCookies,
  handOut,
  hashSecret,
  loginOfCookie,
  newSecret,
  refreshExpiry,
  refreshSecretOf,
} from "../access/tokens.ts";
import { auditRow } from "../audit/entries.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { PASSWORD_LINK_HOURS } from "../limits.ts";
import { Email, Id, Nothing, Password } from "../schemas/common.ts";
import type { Deps } from "./deps.ts";

const Token = z
  .object({ accessToken: z.string(), tokenType: z.literal("Bearer"), expiresIn: z.number() })
  .meta({ id: "AccessToken" });
const GivenPassword = z.string().min(1).max(1024);
const tag = "Acesso";

export function addAuthRoutes(app: FastifyInstance, deps: Deps): void {
  addLoginRoutes(app, deps);
  addPasswordRoutes(app, deps);
}

function addLoginRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, lockout, metrics } = deps;

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/login",
    id: "login",
    summary: "Log in; the refresh token comes as a cookie",
    tag,
    reads: true,
    body: z.object({ email: Email, password: GivenPassword }).meta({ id: "Credentials" }),
    answer: Token,
    async handle({ body, request, reply }) {
      await lockout.check(body.email, request.ip);
      const user = await findUserByEmail(db, body.email);
      const isRight = await isPassword(user?.passwordHash, body.password);
      if (!user?.active || !isRight) {
        await lockout.failed(body.email, request.ip);
        metrics.logins.inc({ outcome: "refused" });
        const entry = { action: "login-refused", entity: "user", entityId: user?.id };
        await recordAudit(db, [auditRow(entry, request)]);
        throw new Problem("wrong-credentials");
      }
      await lockout.succeeded(body.email, request.ip);
      metrics.logins.inc({ outcome: "ok" });
      const { secret, hash } = newSecret();
      const expiresAt = refreshExpiry();
      const familyId = await db.transaction().execute(async (trx) => {
        const entry = { action: "login", entity: "user", entityId: user.id };
        await recordAudit(trx, [{ ...auditRow(entry, request), userId: user.id }]);
        return openFamily(trx, {
          userId: user.id,
          tokenHash: hash,
          expiresAt,
          address: request.ip,
          userAgent: request.headers["user-agent"]?.slice(0, 300) ?? null,
        });
      });
      return handOut(reply, { sub: user.id, fam: familyId }, { secret, expiresAt });
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/refresh",
    id: "refresh",
    summary: "Exchange the refresh cookie for new tokens; one used before, but for some seconds ago, ends its login",
    tag,
    reads: true,
    answer: Token,
    async handle({ request, reply }) {
      const given = refreshSecretOf(request);
      const { secret, hash } = newSecret();
      const rotation = given
        ? await db.transaction().execute((trx) => rotateToken(trx, hashSecret(given), hash))
        : ({ outcome: "unknown" } as const);
      if (rotation.outcome === "rotated") {
        const { userId, familyId, expiresAt } = rotation;
        return handOut(reply, { sub: userId, fam: familyId }, { secret, expiresAt });
      }
      // Another tab may just have logged in: who sent no token has none to lose.
      if (given) clearCookies(reply);
      if (rotation.outcome === "reused") {
        const entry = { action: "token-reused", entity: "user", entityId: rotation.userId };
        await recordAudit(db, [{ ...auditRow(entry, request), userId: rotation.userId }]);
      }
      throw new Problem("session-ended");
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/logout",
    id: "logout",
    summary: "End this login",
    tag,
    reads: true,
    status: 204,
    answer: Nothing,
    async handle({ request, reply }) {
      const given = refreshSecretOf(request);
      clearCookies(reply);
      const familyId = (given && (await familyOfToken(db, hashSecret(given)))) ?? (await loginOfCookie(request));
      const userId = familyId && (await endFamily(db, familyId, "logout"));
      if (userId) {
        const entry = { action: "logout", entity: "user", entityId: userId };
        await recordAudit(db, [{ ...auditRow(entry, request), userId }]);
      }
    },
  });
}

function addPasswordRoutes(app: FastifyInstance, deps: Deps): void {
  const { lockout } = deps;

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/password",
    id: "changePassword",
    summary: "Change one's own password; other logins end",
    tag,
    secret: true,
    status: 204,
    body: z.object({ current: GivenPassword, password: Password }).meta({ id: "PasswordChange" }),
    answer: Nothing,
    async handle({ body, db, account, audit, request }) {
      const user = await findRow(db, "users", account.userId);
      if (!user) throw new Problem("session-ended");
      await lockout.check(user.email, request.ip);
      if (!(await isPassword(user.passwordHash, body.current))) {
        await lockout.failed(user.email, request.ip);
        throw new Problem("wrong-credentials", { detail: "A senha atual não confere." });
      }
      assertStrong(body.password, [user.email, user.name, body.current]);
      const passwordHash = await hashPassword(body.password);
      await updateRow(db, "users", user, { passwordHash, mustChangePassword: false });
      await endFamiliesOf(db, user.id, "password", account.familyId);
      audit({ action: "password-changed", entity: "user", entityId: user.id });
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/users/:id/password-link",
    id: "createPasswordLink",
    summary: "A link with which a user sets a new password, good once",
    tag: "Usuários",
    secret: true,
    status: 201,
    params: z.object({ id: Id }),
    answer: z.object({ token: z.string(), expiresAt: z.string() }).meta({ id: "PasswordLink" }),
    async handle({ params, db, account, audit }) {
      if (!(await findRow(db, "users", params.id))) throw new Problem("not-found");
      const { secret, hash } = newSecret();
      const expiresAt = new Date(Date.now() + PASSWORD_LINK_HOURS * 3600_000).toISOString();
      await addPasswordLink(db, { hash, userId: params.id, createdBy: account.userId, expiresAt });
      audit({ action: "password-link-created", entity: "user", entityId: params.id });
      return { token: secret, expiresAt };
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/password-reset",
    id: "resetPassword",
    summary: "Set a password with a link; every login of the user ends",
    tag,
    status: 204,
    body: z.object({ token: z.string().min(1).max(128), password: Password }).meta({ id: "PasswordReset" }),
    answer: Nothing,
    async handle({ body, db, audit }) {
      const userId = await takePasswordLink(db, hashSecret(body.token));
      const user = userId === undefined ? undefined : await findRow(db, "users", userId);
      if (!user?.active)
        throw new Problem("not-found", { detail: "Este link não vale mais. Peça outro à administração." });
      // A refusal undoes the use of the link.
      assertStrong(body.password, [user.email, user.name]);
      const passwordHash = await hashPassword(body.password);
      await updateRow(db, "users", user, { passwordHash, mustChangePassword: false });
      await endFamiliesOf(db, user.id, "password");
      audit({ action: "password-reset", entity: "user", entityId: user.id });
    },
  });
}
