import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import { addDays } from "#lib/format/calendar.ts";

type Schemas = components["schemas"];
export type Home = Schemas["Home"];
export type Channel = Home["channels"][number];
export type HoursSetting = Schemas["BusinessHoursSetting"];
export type Holiday = Schemas["Holiday"];
export type Block = Schemas["Block"];
export type Talk = Schemas["ConversationListed"];

/** As far ahead as the bot is told of them. */
const HOLIDAYS_AHEAD_DAYS = 400;
const ROWS_MAX = 100;
const FOUND_MAX = 6;

export const switchAll = (enabled: boolean, version: number): Promise<Schemas["Bot"]> =>
  answer(api.PUT("/api/v1/bot", { params: { header: ifMatch(version) }, body: { enabled } }));

/** The state that is wanted counts, not what a colleague changed of the name meanwhile: so its version is read here. */
export async function switchChannel(id: string, botEnabled: boolean): Promise<void> {
  const { items } = await answer(api.GET("/api/v1/channels"));
  const version = items.find((channel) => channel.id === id)?.version ?? 0;
  const params = { path: { id }, header: ifMatch(version) };
  await answer(api.PATCH("/api/v1/channels/{id}", { params, body: { botEnabled } }));
}

/** Null: not set yet. */
export async function readHours(): Promise<HoursSetting | null> {
  const { items } = await answer(api.GET("/api/v1/settings"));
  return items.find((item) => item.key === "business-hours") ?? null;
}

export const saveHours = (value: Schemas["BusinessHours"], version: number): Promise<HoursSetting> =>
  answer(api.PUT("/api/v1/settings/business-hours", { params: { header: ifMatch(version) }, body: value }));

export type Holidays = Schemas["Holidays"];
export const readHolidays = (today: string): Promise<Holidays> =>
  answer(api.GET("/api/v1/holidays", { params: { query: { from: today, to: addDays(today, HOLIDAYS_AHEAD_DAYS) } } }));

export const saveHoliday = (day: string, version: number, body: Schemas["NewHoliday"]): Promise<Holiday> =>
  answer(api.PUT("/api/v1/holidays/{day}", { params: { path: { day }, header: ifMatch(version) }, body }));

export const deleteHoliday = ({ day, version }: Holiday): Promise<unknown> =>
  answer(api.DELETE("/api/v1/holidays/{day}", { params: { path: { day }, header: ifMatch(version) } }));

export const listBlocks = (isPastShown: boolean, cursor: string) =>
  answer(
    api.GET("/api/v1/blocks", {
      params: {
        query: {
          sort: "-blockedAt",
          limit: ROWS_MAX,
          ...(isPastShown ? {} : { inForce: "true" }),
          ...(cursor ? { cursor } : {}),
        },
      },
    }),
  );

export const block = (body: Schemas["NewBlock"]): Promise<Block> => answer(api.POST("/api/v1/blocks", { body }));

export const liftBlock = (id: string): Promise<Block> =>
  answer(api.POST("/api/v1/blocks/{id}/lift", { params: { path: { id } } }));

export const blockedTalks = async (): Promise<readonly Talk[]> =>
  (await answer(api.GET("/api/v1/conversations", { params: { query: { blocked: "true", limit: ROWS_MAX } } }))).items;

export const findTalks = async (q: string): Promise<readonly Talk[]> =>
  (await answer(api.GET("/api/v1/conversations", { params: { query: { q, limit: FOUND_MAX } } }))).items;
