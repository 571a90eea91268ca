import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { type Clinic, CONTACT, hour } from "./clinic.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };
const TOMORROW = new Date(Date.now() + 24 * 3600_000).toISOString();

/** Cases of what staff set for the whole clinic: settings, numbers, blocks and flows. */
export const CLINIC_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async writeSetting(trx, { user }) {
    const setting = { key: "hours", value: ["a"], updatedBy: user.id };
    expect(await database.writeSetting(trx, { ...setting, version: 0 })).toMatchObject({ value: ["a"], version: 1 });
    expect(await database.writeSetting(trx, { ...setting, version: 0 })).toBeUndefined();
    expect(await database.writeSetting(trx, { ...setting, value: 2, version: 1 })).toMatchObject({ version: 2 });
  },
  async readSetting(trx) {
    expect(await database.readSetting(trx, "nothing")).toBeUndefined();
  },
  async readSettings(trx) {
    expect(await database.readSettings(trx)).toEqual([]);
  },
  async putHoliday(trx) {
    const day = { day: "2026-12-25", open: [] };
    await database.putHoliday(trx, { ...day, name: "x" }, 0);
    expect(await database.putHoliday(trx, { ...day, name: "Natal" }, 0), "the first call won").toBeUndefined();
    expect(await database.putHoliday(trx, { ...day, name: "Natal" }, 1)).toMatchObject({ name: "Natal", version: 2 });
    expect(await database.putHoliday(trx, { ...day, name: "Fim" }, 1)).toBeUndefined();
  },
  async listHolidays(trx) {
    const open = [
      { opens: "08:00", closes: "12:00" },
      { opens: "14:00", closes: "24:00" },
    ];
    await database.putHoliday(trx, { day: "2026-12-24", name: "Véspera", open }, 0);
    expect(await database.listHolidays(trx, "2026-12-01", "2026-12-31")).toMatchObject([{ open }]);
  },
  async deleteHoliday(trx) {
    await database.putHoliday(trx, { day: "2026-12-25", name: "Natal", open: [] }, 0);
    expect(await database.deleteHoliday(trx, { day: "2026-12-25", version: 2 })).toBe(false);
    expect(await database.deleteHoliday(trx, { day: "2026-12-25", version: 1 })).toBe(true);
  },
  async ensureChannels(trx) {
    await database.ensureChannels(trx, []);
    await database.ensureChannels(trx, ["main", "other"]);
    await database.ensureChannels(trx, ["main"]);
    expect(await database.listChannels(trx)).toHaveLength(2);
  },
  async listChannels(trx) {
    expect(await database.listChannels(trx)).toEqual([]);
  },
  async updateChannel(trx) {
    await database.ensureChannels(trx, ["main"]);
    const patch = { botEnabled: false };
    expect(await database.updateChannel(trx, { id: "main", version: 1 }, patch)).toMatchObject({ version: 2 });
    expect(await database.updateChannel(trx, { id: "main", version: 1 }, patch)).toBeUndefined();
  },
  async addBlock(trx, { user }) {
    const block = { ...CONTACT, reason: "trote", blockedBy: user.id };
    await database.addBlock(trx, { ...block, until: hour(-99999) });
    const id = await database.addBlock(trx, { ...block, until: null });
    expect(await database.findBlock(trx, id)).toMatchObject({ inForce: true, blockedBy: "Ana Admin" });
  },
  async findBlock(trx, { user }) {
    expect(await database.findBlock(trx, user.id)).toBeUndefined();
  },
  async listBlocks(trx, { user }) {
    await database.addBlock(trx, { ...CONTACT, reason: "trote", blockedBy: user.id, until: hour(-99999) });
    expect((await database.listBlocks(trx, { inForce: true }, PAGE)).items, "over").toEqual([]);
    expect((await database.listBlocks(trx, CONTACT, PAGE)).items).toHaveLength(1);
    expect((await database.listBlocks(trx, { channel: "other" }, PAGE)).items).toEqual([]);
  },
  async takeOverdueBlocks(trx, { user }) {
    const block = { reason: "trote", blockedBy: user.id };
    const over = await database.addBlock(trx, { ...CONTACT, ...block, until: hour(-99999) });
    await database.addBlock(trx, { channel: "main", contactKey: "551100000000", ...block, until: TOMORROW });
    expect(await database.takeOverdueBlocks(trx)).toEqual([{ id: over, ...CONTACT }]);
    expect(await database.takeOverdueBlocks(trx)).toEqual([]);
  },
  async carryBlock(trx, { user }) {
    const [from, to] = ["5511900000001", "5511900000002"];
    const block = (contactKey: string, until: string | null) =>
      database.addBlock(trx, { channel: "main", contactKey, reason: "trote", until, blockedBy: user.id });
    const untilOf = async (contactKey: string) => {
      const page = { limit: 10, descending: false };
      const { items } = await database.listBlocks(trx, { contactKey, inForce: true }, page);
      return items.map(({ until }) => until);
    };
    const carry = () => database.carryBlock(trx, "main", { from, to });
    await carry();
    expect(await untilOf(to)).toEqual([]);
    const soon = "2099-01-01T00:00:00.000Z";
    await block(to, soon);
    const id = await block(from, "2098-01-01T00:00:00Z");
    await carry();
    expect(await untilOf(to), "its own is longer").toEqual([soon]);
    await database.liftBlock(trx, id, user.id);
    await block(from, null);
    await carry();
    expect(await untilOf(to), "for ever").toEqual([null]);
    await database.carryBlock(trx, "main", { from: to, to: "5511900000003" });
    expect(await untilOf("5511900000003")).toEqual([null]);
  },
  async liftBlock(trx, { user }) {
    const id = await database.addBlock(trx, { ...CONTACT, reason: "trote", blockedBy: user.id, until: null });
    expect(await database.liftBlock(trx, id, user.id)).toBe(true);
    expect(await database.liftBlock(trx, id, user.id)).toBe(false);
  },
  async insertFlow(trx) {
    expect(await database.insertFlow(trx, { slug: "clinica", name: "Clínica" })).toMatchObject({ slug: "clinica" });
  },
  async findFlow(trx, { user }) {
    expect(await database.findFlow(trx, user.id)).toBeUndefined();
  },
  async saveDraft(trx, { user }) {
    const { id: flowId } = await database.insertFlow(trx, { slug: "clinica", name: "Clínica" });
    const draft = { flowId, content: { a: 1 }, baseNumber: null, updatedBy: user.id };
    expect(await database.saveDraft(trx, { ...draft, version: 0 })).toMatchObject({ version: 1, content: { a: 1 } });
    expect(await database.saveDraft(trx, { ...draft, version: 0 })).toBeUndefined();
    expect(await database.saveDraft(trx, { ...draft, version: 1 })).toMatchObject({ version: 2 });
  },
  async findDraft(trx, { user }) {
    expect(await database.findDraft(trx, user.id)).toBeUndefined();
  },
  async addFlowVersion(trx, { user }) {
    const { id: flowId } = await database.insertFlow(trx, { slug: "clinica", name: "Clínica" });
    const version = { flowId, hash: "h", content: {}, note: null, publishedBy: user.id };
    expect(await database.addFlowVersion(trx, version)).toMatchObject({ number: 1 });
    expect(await database.addFlowVersion(trx, version)).toMatchObject({ number: 2 });
    const { items } = await database.listFlows(trx, { search: "clinica" }, "name", PAGE);
    expect(items).toMatchObject([{ publishedNumber: 2, draftUpdatedAt: null }]);
    expect((await database.listFlowVersions(trx, flowId)).map(({ number }) => number)).toEqual([2, 1]);
    expect(await database.findFlowVersion(trx, flowId, 1)).toMatchObject({ hash: "h" });
  },
  async findChannel(trx) {
    await database.ensureChannels(trx, ["main"]);
    expect(await database.findChannel(trx, "main")).toMatchObject({ botEnabled: true, version: 1 });
    expect(await database.findChannel(trx, "other")).toBeUndefined();
  },
  async offeredServices(trx, { service }) {
    expect(await database.offeredServices(trx)).toMatchObject([{ slug: "psicologia", priceCents: null }]);
    await database.updateRow(trx, "services", { id: service.id, version: 1 }, { active: false });
    expect(await database.offeredServices(trx)).toEqual([]);
  },
  async inSavepoint(trx, { patient }) {
    const rename = (name: string, fails: boolean) =>
      database.inSavepoint(trx, async () => {
        await trx.updateTable("patients").set({ name }).where("id", "=", patient.id).execute();
        if (fails) await trx.insertInto("tags").values({ name: "" }).execute();
      });
    await rename("Um", false);
    await expect(rename("Dois", true)).rejects.toThrow(/tags_name_check/);
    expect(await database.findRow(trx, "patients", patient.id)).toMatchObject({ name: "Um" });
  },
  async lockClinicFacts(trx) {
    await database.lockClinicFacts(trx);
    await database.lockClinicFacts(trx);
  },
  async listFlows(trx) {
    await database.insertFlow(trx, { slug: "clinica", name: "Clínica" });
    expect((await database.listFlows(trx, { search: "outra" }, "created", PAGE)).items).toEqual([]);
  },
  async listFlowVersions(trx, { user }) {
    expect(await database.listFlowVersions(trx, user.id)).toEqual([]);
  },
  async findFlowVersion(trx, { user }) {
    expect(await database.findFlowVersion(trx, user.id, 1)).toBeUndefined();
  },
};
