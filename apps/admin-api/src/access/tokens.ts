import { createHash, randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ACCESS_TOKEN_SECONDS, DEVICE_DAYS, REFRESH_DAYS } from "../limits.ts";
import type { AccessToken } from "./authenticate.ts";

/* The prefix has browsers refuse them from any other host, and without TLS; `http://127.0.0.1` counts as safe for them. */
export const ACCESS_COOKIE = "__Host-acolhe_access";
const REFRESH_COOKIE = "__Host-acolhe_refresh";
const DEVICE_COOKIE = "__Host-acolhe_device";
/** The prefix asks for the whole site as path. */
const COOKIE = { httpOnly: true, secure: true, sameSite: "strict", path: "/" } as const;
const DEVICE = { ...COOKIE, maxAge: DEVICE_DAYS * 24 * 3600 };

/** What an access token is, beyond who: of another kind, for others, or without an end it is none. */
const AUDIENCE = "acolhe-admin-api";
const ISSUER = "acolhe";
const TYPE = "at+jwt";
const ALGORITHM = "HS256" as const;
export const SIGNING = { algorithm: ALGORITHM, aud: AUDIENCE, iss: ISSUER, header: { alg: ALGORITHM, typ: TYPE } };
export const VERIFYING = {
  algorithms: [ALGORITHM],
  allowedAud: AUDIENCE,
  allowedIss: ISSUER,
  checkTyp: TYPE,
  requiredClaims: ["aud", "iss", "exp", "iat", "sub", "fam"],
};

/** A secret handed out once; of it only the hash is kept. 256 random bits need no slow hash. */
export function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}
export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();

const inDays = (days: number): string => new Date(Date.now() + days * 24 * 3600_000).toISOString();
export const refreshExpiry = (): string => inDays(REFRESH_DAYS);
export const deviceExpiry = (): string => inDays(DEVICE_DAYS);

/**
 * The answer to a login: a short-lived token, in the body for machines and in a cookie for the panel, whose scripts
 * never see it. The next refresh token goes into another cookie.
 */
export async function handOut(reply: FastifyReply, token: AccessToken, refresh: { secret: string; expiresAt: string }) {
  const accessToken = await reply.jwtSign(token, { expiresIn: ACCESS_TOKEN_SECONDS });
  reply.setCookie(REFRESH_COOKIE, refresh.secret, { ...COOKIE, expires: new Date(refresh.expiresAt) });
  reply.setCookie(ACCESS_COOKIE, accessToken, { ...COOKIE, maxAge: ACCESS_TOKEN_SECONDS });
  return { accessToken, tokenType: "Bearer" as const, expiresIn: ACCESS_TOKEN_SECONDS };
}

/** Marks the browser as known from now on. A log-out leaves this cookie: it opens no session. */
export const nameDevice = (reply: FastifyReply, secret: string): void =>
  void reply.setCookie(DEVICE_COOKIE, secret, DEVICE);

export const refreshSecretOf = (request: FastifyRequest): string | undefined => request.cookies[REFRESH_COOKIE];
export const deviceSecretOf = (request: FastifyRequest): string | undefined => request.cookies[DEVICE_COOKIE];

export function clearCookies(reply: FastifyReply): void {
  reply.clearCookie(REFRESH_COOKIE, COOKIE);
  // Without all its attributes a browser would not take this either.
  reply.clearCookie(ACCESS_COOKIE, COOKIE);
}

export const isBearer = ({ headers }: FastifyRequest): boolean => /^Bearer\s/i.test(headers.authorization ?? "");
export const bringsCookie = ({ cookies }: FastifyRequest): boolean =>
  cookies[ACCESS_COOKIE] !== undefined || cookies[REFRESH_COOKIE] !== undefined;

/**
 * The logins that the access tokens of a request stand for, by their signature alone: of the one in `Authorization` and of
 * the one in the cookie. Tokens out of time count, too: the login they belong to may go on.
 */
export async function loginsOf(request: FastifyRequest): Promise<string[]> {
  const read = (onlyCookie: boolean) =>
    request.jwtVerify<AccessToken>({ onlyCookie, ignoreExpiration: true }).catch(() => undefined);
  const bearer = isBearer(request) ? await read(false) : undefined;
  const cookie = request.cookies[ACCESS_COOKIE] === undefined ? undefined : await read(true);
  return [bearer, cookie].flatMap((token) => (token ? [token.fam] : []));
}
