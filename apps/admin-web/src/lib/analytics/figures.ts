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
type Query = Span & { channel?: string; service?: string };

interface Figure<T> {
  readonly name: string;
  /** The operation that the role must be allowed. */
  readonly needs: string;
  readonly ask: (query: Query) => Promise<T>;
  /** Refused for a service: what is counted belongs to none. */
  readonly forAllServices?: boolean;
}

/** A figure of the period and of the one before, asked together so that the two are shown together. */
function figure<T>({ name, needs, ask, forAllServices = false }: Figure<T>) {
  return ({ now, former, channel, service }: Filter) => {
    const only = { ...(channel ? { channel } : {}), ...(service && !forAllServices ? { service } : {}) };
    return {
      queryKey: keys.analytics(name, now, only),
      enabled: session.can(needs),
      placeholderData: keepPreviousData,
      queryFn: async () => {
        const [ofNow, ofFormer] = await Promise.all([ask({ ...now, ...only }), ask({ ...former, ...only })]);
        return { now: ofNow, former: ofFormer };
      },
    };
  };
}

export const days = figure({
  name: "days",
  needs: "analyseDays",
  ask: (query) => answer(api.GET("/api/v1/analytics/days", { params: { query } })),
});
export const funnel = figure({
  name: "funnel",
  needs: "analyseFunnel",
  ask: (query) => answer(api.GET("/api/v1/analytics/funnel", { params: { query } })),
});
export const responses = figure({
  name: "responses",
  needs: "analyseResponses",
  ask: (query) => answer(api.GET("/api/v1/analytics/responses", { params: { query } })),
});
export const services = figure({
  name: "services",
  needs: "analyseServices",
  forAllServices: true,
  ask: (query) => answer(api.GET("/api/v1/analytics/services", { params: { query } })),
});
export const peakHours = figure({
  name: "peak-hours",
  needs: "analysePeakHours",
  forAllServices: true,
  ask: (query) => answer(api.GET("/api/v1/analytics/peak-hours", { params: { query } })),
});
export const deliveries = figure({
  name: "deliveries",
  needs: "analyseDeliveries",
  forAllServices: true,
  ask: (query) => answer(api.GET("/api/v1/analytics/deliveries", { params: { query } })),
});
