import type { FastifyRequest } from "fastify";
import { Problem } from "../http/problem.ts";
import { bringsCookie, isBearer } from "./tokens.ts";

/** What a browser says of the page a request comes from. Pages cannot write either header. */
export interface Page {
  readonly origin: string | undefined;
  /** Sec-Fetch-Site. */
  readonly site: string | undefined;
}

/** Of pages: our own, and others that may call us. */
export interface Origins {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/** Whether the request comes from a page that may use the cookies; null where the browser, or what is none, does not say. */
export function isAllowedPage({ origin, site }: Page, { own, others }: Origins): boolean | null {
  if (origin === undefined && site === undefined) return null;
  if (origin !== undefined && others.includes(origin)) return true;
  const isOurs = origin === undefined || own.includes(origin);
  return isOurs && (site === undefined || site === "same-origin" || site === "none");
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Browsers send cookies by themselves, also for a page that means harm; a token in `Authorization` only our own code
 * can send. So a request with only a cookie must come from one of our pages. Where it may change something, it must
 * also say so.
 *
 * @throws Problem cross-site
 */
export function assertOurPage(
  request: FastifyRequest,
  { others, isSilenceFine }: { readonly others: readonly string[]; readonly isSilenceFine: boolean },
): void {
  if (isBearer(request) || !bringsCookie(request)) return;
  const { origin, "sec-fetch-site": site } = request.headers;
  const page = { origin, site: typeof site === "string" ? site : undefined };
  // A proxy in front may have ended TLS without our knowing.
  const own = [`${request.protocol}://${request.host}`, `https://${request.host}`];
  const isAllowed = isAllowedPage(page, { own, others }) ?? (isSilenceFine || SAFE.has(request.method));
  if (!isAllowed) throw new Problem("cross-site");
}
