import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { ApiProblem, answer } from "#lib/api/problem.ts";
import { PAGE_ROWS_MAX } from "#lib/catalog/catalog.ts";

type Schemas = components["schemas"];
export type Reply = Schemas["QuickReply"];
type Body = Schemas["NewQuickReply"];

export const listReplies = ({ search, cursor }: { readonly search: string; readonly cursor: string }) => {
  const query = { limit: PAGE_ROWS_MAX, ...(search ? { q: search } : {}), ...(cursor ? { cursor } : {}) };
  return answer(api.GET("/api/v1/quick-replies", { params: { query } }));
};

export async function readReply(id: string): Promise<Reply> {
  for (let cursor = ""; ; ) {
    const { items, next } = await listReplies({ search: "", cursor });
    const found = items.find((one) => one.id === id);
    if (found) return found;
    if (next === null) throw new ApiProblem({ code: "not-found", status: 404 });
    cursor = next;
  }
}

export const createReply = (body: Body): Promise<Reply> => answer(api.POST("/api/v1/quick-replies", { body }));

export const updateReply = (id: string, version: number, body: Body): Promise<Reply> =>
  answer(api.PATCH("/api/v1/quick-replies/{id}", { params: { path: { id }, header: ifMatch(version) }, body }));

export const deleteReply = ({ id, version }: Reply): Promise<unknown> =>
  answer(api.DELETE("/api/v1/quick-replies/{id}", { params: { path: { id }, header: ifMatch(version) } }));
