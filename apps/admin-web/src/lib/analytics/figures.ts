import type { components } from "@acolhe/admin-client";
import { keepPreviousData } from "@tanstack/svelte-query";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { keys } from "#lib/live/keys.ts";
import { session } from "#lib/session/session.svelte.ts";
import type { Span } from "./period.ts";

export interface Filter {
  readonly now: Span;
  readonly former: Span;
  readonly channel?: string;
  readonly service?: string;
}

type Summary = components["schemas"]["AnalyticsSummary"];
type Figures = Summary["now"];
interface Sides<K extends keyof Figures> {
  readonly now: NonNullable<Figures[K]>;
  readonly former: NonNullable<Figures[K]>;
}

/** A figure of the period and of the one before. All of them come in one answer, which is asked for once. */
function figure<K extends keyof Figures>(name: K) {
  /** Nothing where the role may not see it. */
  const select = ({ now, former }: Summary): Sides<K> | undefined => {
    const ofNow: Figures[K] = now[name];
    const ofFormer: Figures[K] = former[name];
    return ofNow === null || ofFormer === null ? undefined : { now: ofNow, former: ofFormer };
  };
  return ({ now, channel, service }: Filter) => {
    const query = { ...now, ...(channel ? { channel } : {}), ...(service ? { service } : {}) };
    return {
      queryKey: keys.analytics(query),
      enabled: session.can("analyseSummary"),
      placeholderData: keepPreviousData,
      queryFn: () => answer(api.GET("/api/v1/analytics/summary", { params: { query } })),
      select,
    };
  };
}

export const days = figure("days");
export const funnel = figure("funnel");
export const responses = figure("responses");
export const services = figure("services");
export const peakHours = figure("peakHours");
export const deliveries = figure("deliveries");
