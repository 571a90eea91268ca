import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { ApiProblem, answer } from "#lib/api/problem.ts";
import { listQuery, PAGE_ROWS_MAX } from "#lib/catalog/catalog.ts";
import { releasing } from "#lib/ui/in-use.svelte.ts";

type Schemas = components["schemas"];
export type Service = Schemas["Service"];
export type Professional = Schemas["Professional"];

export const listServices = (wanted: Parameters<typeof listQuery>[0]) =>
  answer(api.GET("/api/v1/services", { params: { query: listQuery(wanted) } }));

export const readService = (id: string): Promise<Service> =>
  answer(api.GET("/api/v1/services/{id}", { params: { path: { id } } }));

export const createService = (body: Schemas["NewService"]): Promise<Service> =>
  answer(api.POST("/api/v1/services", { body }));

export const updateService = (id: string, version: number, body: Schemas["ServicePatch"]): Promise<Service> =>
  answer(api.PATCH("/api/v1/services/{id}", { params: { path: { id }, header: ifMatch(version) }, body }));

export const deleteService = ({ id, version }: Service): Promise<unknown> =>
  releasing((query) =>
    answer(api.DELETE("/api/v1/services/{id}", { params: { path: { id }, query, header: ifMatch(version) } })),
  );

export const restoreService = (id: string, version: number): Promise<Service> =>
  answer(api.POST("/api/v1/services/{id}/restore", { params: { path: { id }, header: ifMatch(version) } }));

export const listProfessionals = async (): Promise<readonly Professional[]> =>
  (await answer(api.GET("/api/v1/professionals", { params: { query: { limit: PAGE_ROWS_MAX } } }))).items;

/**
 * Who gives a service is kept with each professional. Only this one service is put in or taken out, so that what a
 * colleague changed meanwhile stays.
 */
export async function setGivenBy(serviceId: string, professionalIds: readonly string[]): Promise<void> {
  const gives = ({ serviceIds }: Professional) => serviceIds.includes(serviceId);
  for (const row of await listProfessionals()) {
    if (gives(row) !== professionalIds.includes(row.id)) await toggleGiven(row, serviceId);
  }
}

async function toggleGiven(row: Professional, serviceId: string, triesLeft = 2): Promise<void> {
  const path = { id: row.id };
  const others = row.serviceIds.filter((id) => id !== serviceId);
  const body = { serviceIds: row.serviceIds.includes(serviceId) ? others : [...others, serviceId] };
  try {
    await answer(api.PATCH("/api/v1/professionals/{id}", { params: { path, header: ifMatch(row.version) }, body }));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 412 || triesLeft === 0) throw error;
    const now = await answer(api.GET("/api/v1/professionals/{id}", { params: { path } }));
    if (now.serviceIds.includes(serviceId) === row.serviceIds.includes(serviceId))
      await toggleGiven(now, serviceId, triesLeft - 1);
  }
}
