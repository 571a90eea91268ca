import { createHash, randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ACCESS_TOKEN_SECONDS, REFRESH_DAYS } from "../limits.ts";
import type { AccessToken } from "./authenticate.ts";

/** The prefix has browsers refuse it from any other host, and without TLS; `http://127.0.0.1` counts as safe for them. */
export const ACCESS_COOKIE = "__Host-acolhe_access";
const REFRESH_COOKIE = "acolhe_refresh";
const hidden = { httpOnly: true, secure: true, sameSite: "strict" } as const;
const ACCESS = { ...hidden, path: "/" };
/** Only these routes are ever sent the refresh token. */
const REFRESH = { ...hidden, path: "/api/v1/auth" };

/** A secret handed out once; of it only the hash is kept. 256 random bits need no slow hash. */
export function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

export const refreshExpiry = (): string => new Date(Date.now() + REFRESH_DAYS * 24 * 3600_000).toISOString();

/**
 * The answer of whoever logged in: a short token in the body for machines, and in a cookie for the panel, whose scripts
 * never see it; the next refresh token in another cookie.
 */
export async function handOut(reply: FastifyReply, token: AccessToken, refresh: { secret: string; expiresAt: string }) {
  const accessToken = await reply.jwtSign(token, { expiresIn: ACCESS_TOKEN_SECONDS });
  reply.setCookie(REFRESH_COOKIE, refresh.secret, { ...REFRESH, expires: new Date(refresh.expiresAt) });
  reply.setCookie(ACCESS_COOKIE, accessToken, { ...ACCESS, maxAge: ACCESS_TOKEN_SECONDS });
  return { accessToken, tokenType: "Bearer" as const, expiresIn: ACCESS_TOKEN_SECONDS };
}

export const refreshSecretOf = (request: FastifyRequest): string | undefined => request.cookies[REFRESH_COOKIE];

export function clearCookies(reply: FastifyReply): void {
  reply.clearCookie(REFRESH_COOKIE, REFRESH);
  // Without all its attributes a browser would not take this either.
  reply.clearCookie(ACCESS_COOKIE, ACCESS);
}

export const isBearer = ({ headers }: FastifyRequest): boolean => /^Bearer\s/i.test(headers.authorization ?? "");
export const bringsCookie = ({ cookies }: FastifyRequest): boolean =>
  cookies[ACCESS_COOKIE] !== undefined || cookies[REFRESH_COOKIE] !== undefined;

/** The login that the access cookie stands for, by its signature alone. */
export async function loginOfCookie(request: FastifyRequest): Promise<string | undefined> {
  if (request.cookies[ACCESS_COOKIE] === undefined) return undefined;
  const token = await request.jwtVerify<AccessToken>({ onlyCookie: true }).catch(() => undefined);
  return token?.fam;
}
