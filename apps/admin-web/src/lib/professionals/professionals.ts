import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import { listQuery, PAGE_ROWS_MAX } from "#lib/catalog/catalog.ts";
import { releasing } from "#lib/ui/in-use.svelte.ts";

type Schemas = components["schemas"];
export type Professional = Schemas["Professional"];
export type Service = Schemas["Service"];

export const listProfessionals = (wanted: Parameters<typeof listQuery>[0]) =>
  answer(api.GET("/api/v1/professionals", { params: { query: listQuery(wanted) } }));

export const readProfessional = (id: string): Promise<Professional> =>
  answer(api.GET("/api/v1/professionals/{id}", { params: { path: { id } } }));

export const createProfessional = (body: Schemas["NewProfessional"]): Promise<Professional> =>
  answer(api.POST("/api/v1/professionals", { body }));

export const updateProfessional = (
  id: string,
  version: number,
  body: Schemas["ProfessionalPatch"],
): Promise<Professional> =>
  releasing((query) =>
    answer(
      api.PATCH("/api/v1/professionals/{id}", { params: { path: { id }, query, header: ifMatch(version) }, body }),
    ),
  );

export const deleteProfessional = ({ id, version }: Professional): Promise<unknown> =>
  releasing((query) =>
    answer(api.DELETE("/api/v1/professionals/{id}", { params: { path: { id }, query, header: ifMatch(version) } })),
  );

export const restoreProfessional = (id: string, version: number): Promise<Professional> =>
  answer(api.POST("/api/v1/professionals/{id}/restore", { params: { path: { id }, header: ifMatch(version) } }));

export const listServices = async (): Promise<readonly Service[]> =>
  (await answer(api.GET("/api/v1/services", { params: { query: { limit: PAGE_ROWS_MAX } } }))).items;
