import { createAdminClient } from "@acolhe/admin-client";
import { getLocale } from "#lib/paraglide/runtime.js";
import { earlyAnswer, noteRead } from "./early.ts";
import { refreshLogin } from "./refresh.ts";

let loginEnded: () => void = () => undefined;

/** What happens when the server no longer knows the login; set once by the session. */
export function onLoginEnded(then: () => void): void {
  loginEnded = then;
}

const isAboutLogin = (url: string) => new URL(url).pathname.startsWith("/api/v1/auth/");

/** Asks the API on our own origin. An access token that ran out is renewed and the request repeated, once. */
export async function ask(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  request.headers.set("accept-language", getLocale());
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || isAboutLogin(request.url)) return response;
  if (await refreshLogin()) {
    const second = await fetch(again);
    if (second.status !== 401) return second;
  }
  loginEnded();
  return response;
}

/** A read may have been asked for already; the page's next load then asks for it as early. */
async function askOrTake(request: Request): Promise<Response> {
  if (request.method !== "GET") return ask(request);
  const { pathname, search } = new URL(request.url);
  noteRead(pathname + search);
  return (await earlyAnswer(pathname + search)) ?? ask(request);
}

/** Typed by the API's document: `answer(api.GET("/api/v1/patients", …))` resolves to its rows or throws a problem. */
export const api = createAdminClient({
  baseUrl: location.origin,
  fetch: (input, init) => askOrTake(new Request(input, init)),
});
