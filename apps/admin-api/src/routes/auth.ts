import {
  endFamily,
  familyOfToken,
  findDevice,
  findUserByEmail,
  holdUser,
  openFamily,
  recordAudit,
  rememberDevice,
  rotateToken,
} from "@acolhe/database";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { isPassword } from "../access/password.ts";
import {
  clearCookies,
  deviceExpiry,
  deviceSecretOf,
  handOut,
  hashSecret,
  loginsOf,
  nameDevice,
  newSecret,
  refreshExpiry,
  refreshSecretOf,
} from "../access/tokens.ts";
import { auditRow } from "../audit/entries.ts";
import { Problem } from "../http/problem.ts";
import { addressOf } from "../http/request-context.ts";
import { addRoute } from "../http/route.ts";
import { Email, GivenPassword, Nothing } from "../schemas/common.ts";
import type { Sentence } from "../sentences/catalogue.ts";
import type { Deps } from "./deps.ts";

const Token = z
  .object({ accessToken: z.string(), tokenType: z.literal("Bearer"), expiresIn: z.number() })
  .meta({ id: "AccessToken" });
const tag = "Acesso";

export function addAuthRoutes(app: FastifyInstance, deps: Deps): void {
  addLogin(app, deps);
  addRefresh(app, deps);
  addLogout(app, deps);
}

const EXPIRED = "Esta senha de um só uso venceu. Peça um link novo à administração.";

function addLogin(app: FastifyInstance, deps: Deps): void {
  const { db, lockout, metrics } = deps;

  async function refuse(request: FastifyRequest, userId: string | undefined, detail?: Sentence): Promise<never> {
    metrics.logins.inc({ outcome: "refused" });
    await recordAudit(db, [auditRow({ action: "login-refused", entity: "user", entityId: userId }, request)]);
    throw new Problem("wrong-credentials", detail === undefined ? {} : { detail });
  }

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/login",
    id: "login",
    summary: "Log in; the refresh token comes as a cookie",
    tag,
    reads: true,
    body: z.object({ email: Email, password: GivenPassword }).meta({ id: "Credentials" }),
    answer: Token,
    async handle({ body: { email, password }, request, reply }) {
      const device = await deviceOf(deps, request, email);
      const known = device.isKnownToUser ? device.hash : undefined;
      const found = await findUserByEmail(db, email);
      const guess = { at: "password", email, address: addressOf(request), device: known } as const;
      const user = await lockout.guess(guess, async () => {
        const isRight = await isPassword(found?.passwordHash, password);
        return isRight && found?.active ? found : undefined;
      });
      if (!user) return refuse(request, found?.id);
      if (user.passwordExpiresAt !== null && Date.parse(user.passwordExpiresAt) <= Date.now())
        return refuse(request, user.id, EXPIRED);
      const { secret, hash } = newSecret();
      const expiresAt = refreshExpiry();
      const familyId = await db.transaction().execute(async (trx) => {
        // Another password, or an end, that came while this one was looked at ends this login, too.
        if (!(await holdUser(trx, user))) return undefined;
        // What this browser had before it cannot use any more: the cookies are written over.
        const before = refreshSecretOf(request);
        const replaced = before === undefined ? undefined : await familyOfToken(trx, hashSecret(before));
        if (replaced !== undefined) await endFamily(trx, replaced, "logout");
        const entry = { action: "login", entity: "user", entityId: user.id } as const;
        await recordAudit(trx, [{ ...auditRow(entry, request), userId: user.id }]);
        await rememberDevice(trx, { hash: device.hash, userId: user.id, expiresAt: deviceExpiry() });
        const userAgent = request.headers["user-agent"]?.slice(0, 300) ?? null;
        return openFamily(trx, { userId: user.id, tokenHash: hash, expiresAt, address: addressOf(request), userAgent });
      });
      if (familyId === undefined) return refuse(request, user.id);
      metrics.logins.inc({ outcome: "ok" });
      nameDevice(reply, device.secret);
      return handOut(reply, { sub: user.id, fam: familyId }, { secret, expiresAt });
    },
  });
}

/** The browser as it names itself, if anyone has logged in there before; else a new name for it. */
async function deviceOf({ db }: Deps, request: FastifyRequest, email: string) {
  const given = deviceSecretOf(request);
  if (given !== undefined) {
    const hash = hashSecret(given);
    const { isKnown, isKnownToUser } = await findDevice(db, hash, email);
    if (isKnown) return { secret: given, hash, isKnownToUser };
  }
  return { ...newSecret(), isKnownToUser: false };
}

function addRefresh(app: FastifyInstance, deps: Deps): void {
  const { db, lockout } = deps;

  async function end(request: FastifyRequest, reply: FastifyReply, reusedBy?: string): Promise<never> {
    clearCookies(reply);
    if (reusedBy !== undefined) {
      const entry = { action: "token-reused", entity: "user", entityId: reusedBy } as const;
      await recordAudit(db, [{ ...auditRow(entry, request), userId: reusedBy }]);
    }
    throw new Problem("session-ended");
  }

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
      // Another tab may just have logged in: who sent no token has none to lose.
      if (given === undefined) throw new Problem("session-ended");
      const { secret, hash } = newSecret();
      const rotation = await lockout.guess({ at: "refresh", address: addressOf(request) }, async () => {
        const rotated = await db.transaction().execute((trx) => rotateToken(trx, hashSecret(given), hash));
        return rotated.outcome === "unknown" ? undefined : rotated;
      });
      if (rotation === undefined) return end(request, reply);
      if (rotation.outcome === "reused") return end(request, reply, rotation.userId);
      const { userId, familyId, expiresAt } = rotation;
      return handOut(reply, { sub: userId, fam: familyId }, { secret, expiresAt });
    },
  });
}

function addLogout(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/auth/logout",
    id: "logout",
    summary: "End the login of the refresh cookie, and that of the access token in `Authorization` or in its cookie",
    tag,
    reads: true,
    status: 204,
    answer: Nothing,
    async handle({ request, reply }) {
      const given = refreshSecretOf(request);
      clearCookies(reply);
      const refreshed = given === undefined ? undefined : await familyOfToken(db, hashSecret(given));
      for (const familyId of new Set([...(refreshed ? [refreshed] : []), ...(await loginsOf(request))])) {
        const userId = await endFamily(db, familyId, "logout");
        if (!userId) continue;
        const entry = { action: "logout", entity: "user", entityId: userId } as const;
        await recordAudit(db, [{ ...auditRow(entry, request), userId }]);
      }
    },
  });
}
