import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { keys } from "#lib/live/keys.ts";

/** What is looked at live is asked again this often while the page is open. */
const EVERY_MS = 5_000;

export const setupQuery = (enabled: boolean, isWatched: boolean) => ({
  queryKey: keys.setup(),
  enabled,
  queryFn: () => answer(api.GET("/api/v1/setup")),
  ...(isWatched ? { refetchInterval: EVERY_MS } : {}),
});
