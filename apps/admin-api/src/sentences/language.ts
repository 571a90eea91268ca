import { AsyncLocalStorage } from "node:async_hooks";
import type { FastifyInstance, FastifyRequest } from "fastify";

/** What the API speaks to people. The code says Portuguese; the other two are in the catalogue beside this. */
export const LANGUAGES = ["pt", "es", "en"] as const;
export type ReaderLanguage = (typeof LANGUAGES)[number];
/** The same said in each. */
export type InEach = Readonly<Record<ReaderLanguage, string>>;

/** The language that a reader likes best of those spoken here: RFC 9110, 12.5.4. Portuguese where none is named. */
export function languageOf(acceptLanguage: string | undefined): ReaderLanguage {
  let best: ReaderLanguage = "pt";
  let bestWeight = 0;
  for (const range of (acceptLanguage ?? "").split(",")) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const language = LANGUAGES.find((one) => one === tag.split("-")[0]);
    const weight = Number(parameters.find((one) => one.startsWith("q="))?.slice(2) ?? 1);
    if (!language || !(weight > bestWeight)) continue;
    best = language;
    bestWeight = weight;
  }
  return best;
}

export const languageOfRequest = ({ headers }: FastifyRequest) => languageOf(headers["accept-language"]);

/*
 * What a schema has to say of a value is said deep inside of its check, which knows of no request. The language goes
 * along with the work instead.
 */
const reader = new AsyncLocalStorage<ReaderLanguage>();
/** Of the request that is worked on. */
export const readerLanguage = (): ReaderLanguage => reader.getStore() ?? "pt";

/** From the check of a request on: what was set before its body came would be lost with the body's events. */
export function followReader(app: FastifyInstance): void {
  app.addHook("preValidation", (request, _reply, done) => reader.run(languageOfRequest(request), done));
}
