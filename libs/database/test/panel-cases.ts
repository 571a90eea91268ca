import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import type { Clinic } from "./clinic.ts";

type Trx = Transaction<database.DB>;
const VIEW = { page: "conversas", name: "Minhas", query: "assignee=me&sort=waitingSince", position: 1 };
const SOME_ID = "0190a000-0000-7000-8000-00000000ffff";

/** What a person at the panel keeps, and whom the panel names. */
export const PANEL_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async readPreferences(trx, { user }) {
    expect(await database.readPreferences(trx, user.id)).toBeUndefined();
  },
  async writePreferences(trx, { user }) {
    const preferences = {
      language: "es",
      theme: "dark",
      sound: true,
      notifications: false,
      choices: { a_b: 1 },
    } as const;
    await database.writePreferences(trx, user.id, { ...preferences, language: "pt" });
    await database.writePreferences(trx, user.id, preferences);
    expect(await database.readPreferences(trx, user.id)).toEqual(preferences);
  },
  async listViews(trx, { user }) {
    await database.addView(trx, user.id, { ...VIEW, name: "Depois", position: 2 });
    await database.addView(trx, user.id, VIEW);
    expect((await database.listViews(trx, user.id)).map(({ name }) => name)).toEqual(["Minhas", "Depois"]);
  },
  async lockViews(trx, { user }) {
    await database.lockViews(trx, user.id);
  },
  async addView(trx, { user }) {
    expect(await database.addView(trx, user.id, VIEW)).toMatchObject({ ...VIEW, version: 1 });
  },
  async findView(trx, { user }) {
    const { id } = await database.addView(trx, user.id, VIEW);
    expect(await database.findView(trx, { id, userId: user.id })).toMatchObject(VIEW);
    expect(await database.findView(trx, { id, userId: SOME_ID }), "of another user").toBeUndefined();
  },
  async updateView(trx, { user }) {
    const { id } = await database.addView(trx, user.id, VIEW);
    const key = { id, userId: user.id, version: 1 };
    expect(await database.updateView(trx, { ...key, userId: SOME_ID }, { name: "Delas" })).toBeUndefined();
    expect(await database.updateView(trx, key, { name: "Nossas" })).toMatchObject({ name: "Nossas", version: 2 });
    expect(await database.updateView(trx, key, {}), "an old version").toBeUndefined();
  },
  async deleteView(trx, { user }) {
    const { id } = await database.addView(trx, user.id, VIEW);
    const key = { id, userId: user.id, version: 1 };
    expect(await database.deleteView(trx, { ...key, userId: SOME_ID })).toBe(false);
    expect(await database.deleteView(trx, key)).toBe(true);
    expect(await database.listViews(trx, user.id)).toEqual([]);
  },
  async listTeam(trx, { user }) {
    const team = await database.listTeam(trx);
    expect(team.map(({ name }) => name)).toEqual(["Ana Admin", "Bia"]);
    await database.updateRow(trx, "users", { id: user.id, version: 1 }, { active: false });
    expect(await database.listTeam(trx), "without who was switched off").toEqual(team.slice(1));
  },
};
