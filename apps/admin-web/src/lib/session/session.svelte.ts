import type { components } from "@acolhe/admin-client";
import { api, onLoginEnded } from "#lib/api/client.ts";
import { forgetReads } from "#lib/api/early.ts";
import { ApiProblem, answer } from "#lib/api/problem.ts";
import { queryClient } from "#lib/api/query.ts";
import { getLocale, setLocale } from "#lib/paraglide/runtime.js";
import { paths } from "#lib/paths.ts";
import { lastLists } from "#lib/shell/last-lists.svelte.ts";
import { goto } from "$app/navigation";
import { theme } from "./theme.svelte.ts";

export type Me = components["schemas"]["Me"];

/** Who is logged in. Nothing is hidden by trust in it: the API refuses what a role may not, buttons only follow. */
class Session {
  me = $state.raw<Me>();
  readonly #may = $derived(new Set(this.me?.permissions));

  /** @returns who is logged in; undefined: nobody */
  async load(): Promise<Me | undefined> {
    if (this.me) return this.me;
    try {
      this.me = await answer(api.GET("/api/v1/me"));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return undefined;
      throw error;
    }
    this.#follow(this.me);
    return this.me;
  }

  /** Whether the role may call an operation of the API, by its `operationId`. */
  can(operation: string): boolean {
    return this.#may.has(operation);
  }

  get timeZone(): string {
    return this.me?.clinic.timeZone ?? "America/Sao_Paulo";
  }

  /** What was saved of it and is shown at once. */
  saved(change: Partial<Me>): void {
    if (this.me) this.me = { ...this.me, ...change };
  }

  async logout(): Promise<void> {
    await answer(api.POST("/api/v1/auth/logout")).catch(() => undefined);
    this.#forget();
    await goto(paths.login());
  }

  /** The login is over for the server, too: what was read goes, what was typed stays in its draft. */
  end(): void {
    if (!this.me) return;
    this.#forget();
    void goto(paths.login(location.pathname + location.search));
  }

  #forget(): void {
    this.me = undefined;
    queryClient.clear();
    lastLists.forget();
    forgetReads();
  }

  #follow({ preferences }: Me): void {
    theme.set(preferences.theme);
    if (preferences.language && preferences.language !== getLocale()) setLocale(preferences.language);
  }
}

export const session = new Session();
onLoginEnded(() => session.end());
