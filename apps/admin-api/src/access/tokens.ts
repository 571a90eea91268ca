import { createHash, randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ACCESS_TOKEN_SECONDS, REFRESH_DAYS } from "../limits.ts";
import type { AccessToken } from "./authenticate.ts";

const COOKIE = "acolhe_refresh";
/** Only these routes are ever sent the cookie. */
const PATH = "/api/v1/auth";

/** A secret handed out once; of it only the hash is kept. 256 random bits need no slow hash. */
export function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

export const refreshExpiry = (): string => new Date(Date.now() + REFRESH_DAYS * 24 * 3600_000).toISOString();

/** The answer of whoever logged in: a short token in the body, the next refresh token in the cookie. */
export async function handOut(reply: FastifyReply, token: AccessToken, refresh: { secret: string; expiresAt: string }) {
  reply.setCookie(COOKIE, refresh.secret, {
    path: PATH,
    httpOnly: true,
    secure: true,
    sameSite: "strict",
    expires: new Date(refresh.expiresAt),
  });
  const accessToken = await reply.jwtSign(token, { expiresIn: ACCESS_TOKEN_SECONDS });
  return { accessToken, tokenType: "Bearer" as const, expiresIn: ACCESS_TOKEN_SECONDS };
}

export const refreshSecretOf = (request: FastifyRequest): string | undefined => request.cookies[COOKIE];
export const clearCookie = (reply: FastifyReply) => reply.clearCookie(COOKIE, { path: PATH });
