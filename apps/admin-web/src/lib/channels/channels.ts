import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";

type Schemas = components["schemas"];
type Home = Schemas["Home"];
/** With its state, as the first page tells it. */
export type Channel = Home["channels"][number];
/** With its version, for editing. */
export type ChannelRow = Schemas["Channel"];
export type Talk = Schemas["ConversationListed"];

const ROWS_MAX = 100;

/** The longest first. */
export const listWaiting = () =>
  answer(
    api.GET("/api/v1/conversations", {
      params: { query: { waiting: "true", sort: "waitingSince", limit: ROWS_MAX } },
    }),
  );

export async function readChannel(id: string): Promise<ChannelRow | undefined> {
  const { items } = await answer(api.GET("/api/v1/channels"));
  return items.find((channel) => channel.id === id);
}

export const renameChannel = (id: string, version: number, name: string): Promise<ChannelRow> =>
  answer(
    api.PATCH("/api/v1/channels/{id}", {
      params: { path: { id }, header: ifMatch(version) },
      body: { name },
    }),
  );
