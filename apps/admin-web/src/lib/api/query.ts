import { MutationCache, QueryCache, QueryClient } from "@tanstack/svelte-query";
import { reachable } from "#lib/session/reachable.svelte.ts";
import { ApiProblem } from "./problem.ts";

const RETRIES_MAX = 2;
const STALE_MS = 10_000;

const mayPass = (error: Error) => error instanceof ApiProblem && (error.isOffline || error.status === 503);
const waitMs = (attempt: number, error: Error) =>
  error instanceof ApiProblem && error.retryAfterSeconds ? error.retryAfterSeconds * 1000 : 500 * 2 ** attempt;

/** What was read is kept for all pages; live changes say what has become old. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: () => reachable.heard(),
    onError: (error) => reachable.failed(error),
  }),
  mutationCache: new MutationCache({ onError: (error) => reachable.failed(error) }),
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      retry: (failures, error) => failures < RETRIES_MAX && mayPass(error),
      retryDelay: waitMs,
      networkMode: "always",
    },
    mutations: { networkMode: "always", retry: false },
  },
});
