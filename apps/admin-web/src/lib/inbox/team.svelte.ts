import { createQuery } from "@tanstack/svelte-query";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { keys } from "#lib/live/keys.ts";
import { session } from "#lib/session/session.svelte.ts";

/** Those a conversation can be given to. To be called while a component is made. */
export function createTeam(isWanted: () => boolean = () => true) {
  const team = createQuery(() => ({
    queryKey: keys.team(),
    enabled: isWanted() && session.can("listTeam"),
    queryFn: () => answer(api.GET("/api/v1/team")),
  }));
  return {
    get people() {
      return team.data?.items ?? [];
    },
  };
}
