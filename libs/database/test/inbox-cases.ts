import type { Transaction } from "kysely";
import { expect } from "vitest";
import * as database from "../src/index.ts";
import { type Clinic, CONTACT, hour } from "./clinic.ts";
import { openHistory } from "./history.ts";
import { contactOf, openInbox } from "./inbox.ts";

type Trx = Transaction<database.DB>;
const PAGE = { limit: 10, descending: false };
const READER = { channel: "main", contactKey: contactOf(1).contactKey };

/** Cases of what staff do with conversations. */
export const INBOX_CASES: Record<string, (trx: Trx, clinic: Clinic) => Promise<void>> = {
  async findAssignable(trx, { other }) {
    expect(await database.findAssignable(trx, other.id)).toEqual({ id: other.id, name: "Bia" });
    await trx.updateTable("users").set({ role: "analyst" }).where("id", "=", other.id).execute();
    expect(await database.findAssignable(trx, other.id)).toBeUndefined();
  },
  async assignConversation(trx, { user, other }) {
    const whom = async () => (await trx.selectFrom("conversationAssignments").select("userId").execute())[0]?.userId;
    for (const { id } of [user, other]) {
      await database.assignConversation(trx, CONTACT, { userId: id, by: user.id });
      expect(await whom()).toBe(id);
    }
    await database.assignConversation(trx, CONTACT, { userId: null, by: user.id });
    expect(await whom()).toBeUndefined();
  },
  async markRead(trx, clinic) {
    await openInbox(trx, clinic);
    const { id } = clinic.user;
    const unread = async () => (await database.findConversation(trx, "main", READER.contactKey, id))?.unread;
    expect(await unread()).toBe(1);
    expect(await database.markRead(trx, id, READER, hour(4))).toBe(true);
    expect(await unread()).toBe(1);
    await database.markRead(trx, id, READER, hour(900));
    expect(await unread()).toBe(0);
    await database.markRead(trx, id, READER, hour(1));
    expect(await unread(), "what was read stays read").toBe(0);
    const later = { id: "later", author: "patient", at: hour(6), kind: "text", text: "e agora?", inboundSeq: 50 };
    await trx
      .insertInto("read.messages")
      .values({ ...READER, ...later })
      .execute();
    expect(await unread(), "a mark lies no further than the patient has written").toBe(1);
    expect(await database.markRead(trx, id, CONTACT, hour(1)), "no such conversation").toBe(false);
  },
  async addConversationNote(trx, { user }) {
    const note = await database.addConversationNote(trx, { ...CONTACT, authorId: user.id, text: "ligar" });
    expect(note).toEqual({ id: expect.any(String), createdAt: expect.stringMatching(/Z$/) });
  },
  async deleteConversationNote(trx, { user, other }) {
    const { id } = await database.addConversationNote(trx, { ...CONTACT, authorId: user.id, text: "ligar" });
    const by = (authorId: string, ref: database.ContactRef = CONTACT) =>
      database.deleteConversationNote(trx, ref, { id, authorId });
    expect(await by(other.id)).toBe("of-another");
    expect(await by(user.id, contactOf(1))).toBe("not-found");
    expect(await by(user.id)).toBe("deleted");
    expect(await by(user.id)).toBe("not-found");
  },
  async listQuickReplies(trx) {
    for (const [title, shortcut] of [
      ["Preços", "precos"],
      ["Endereço", "onde"],
    ] as const)
      await database.insertRow(trx, "quickReplies", { title, shortcut, text: "Olá, {first_name}!" });
    const titles = async (search?: string) =>
      (await database.listQuickReplies(trx, { search }, PAGE)).items.map(({ title }) => title);
    expect(await titles()).toEqual(["Endereço", "Preços"]);
    expect([await titles("preco"), await titles("onde")]).toEqual([["Preços"], ["Endereço"]]);
  },
  async deleteQuickReply(trx) {
    const { id } = await database.insertRow(trx, "quickReplies", { title: "x", shortcut: "x", text: "x" });
    expect(await database.deleteQuickReply(trx, { id, version: 2 })).toBe(false);
    expect(await database.deleteQuickReply(trx, { id, version: 1 })).toBe(true);
  },
  async notePresence(trx, { user }) {
    const note = (state: database.PresenceState | null, seconds: number) =>
      database.notePresence(trx, { userId: user.id, ...CONTACT }, state, seconds);
    const now = async () => (await database.readPresence(trx)).map(({ state }) => state);
    await note("looking", 30);
    await note("typing", 30);
    expect(await now()).toEqual(["typing"]);
    await note("typing", -1);
    expect(await now(), "its time is over").toEqual([]);
    await note("looking", 30);
    await note(null, 30);
    expect(await now()).toEqual([]);
  },
  async readPresence(trx, { user }) {
    await database.notePresence(trx, { userId: user.id, ...CONTACT }, "looking", 30);
    expect(await database.readPresence(trx)).toEqual([
      { ...CONTACT, userId: user.id, name: "Ana Admin", state: "looking" },
    ]);
  },
  async forgetDeskChanges(trx, { user }) {
    await openHistory(trx);
    await database.assignConversation(trx, CONTACT, { userId: user.id, by: user.id });
    const kept = async () => (await trx.selectFrom("deskChanges").select(["kind", "what"]).execute()).length;
    const all = await kept();
    await database.forgetDeskChanges(trx);
    expect(await kept(), "of today").toBe(all);
    await trx.updateTable("deskChanges").set({ at: "2020-01-01T00:00:00Z" }).execute();
    await database.forgetDeskChanges(trx);
    expect(await kept(), "the last transaction's stay").toBeLessThan(all);
    expect(await kept()).toBeGreaterThan(0);
  },
  async userNames(trx, { user }) {
    expect(await database.userNames(trx, [user.id, "7", "' or 1"])).toEqual(new Map([[user.id, "Ana Admin"]]));
    expect(await database.userNames(trx, [])).toEqual(new Map());
  },
};
