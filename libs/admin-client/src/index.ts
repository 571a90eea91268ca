import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./generated/schema.ts";

export type { components, operations, paths } from "./generated/schema.ts";

export type AdminClient = Client<paths>;

export interface AdminClientOptions {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Asked before each request; absent before a login. */
  readonly accessToken?: () => string | undefined;
  readonly fetch?: typeof fetch;
}

/**
 * A client whose paths, bodies and answers are typed by the API's document: `client.GET("/api/v1/patients", …)` resolves
 * to `{ data }` or, with a problem, `{ error }`.
 */
export function createAdminClient({ baseUrl, accessToken, fetch: ask }: AdminClientOptions): AdminClient {
  const client = createFetchClient<paths>({ baseUrl, ...(ask ? { fetch: ask } : {}) });
  client.use({
    onRequest({ request }) {
      const token = accessToken?.();
      if (token) request.headers.set("authorization", `Bearer ${token}`);
      return request;
    },
  });
  return client;
}
