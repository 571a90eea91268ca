import type { Transaction } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as database from "../src/index.ts";
import { type Clinic, hour, openClinic } from "./clinic.ts";
import { type Desk, openDesk } from "./desk.ts";
import { contactOf, openInbox } from "./inbox.ts";

const PAGE = { limit: 10, descending: true };

let desk: Desk;
let trx: Transaction<database.DB> & { rollback(): { execute(): Promise<void> } };
let clinic: Clinic;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(async () => {
  trx = (await desk.db.startTransaction().execute()) as typeof trx;
  clinic = await openClinic(trx);
  await openInbox(trx, clinic);
});
afterEach(() => trx.rollback().execute());

const list = async (filter: database.ConversationFilter) =>
  (await database.listConversations(trx, filter, "firstTurnSeq", { ...PAGE, descending: false })).items;
const names = async (filter: database.ConversationFilter) => (await list(filter)).map(({ name }) => name?.[0]).join("");

describe("conversations are filtered", () => {
  test.each([
    ["by who waits", { waiting: true }, "A"],
    ["by who does not", { waiting: false }, "BCD"],
    ["by what has no answer", { unanswered: true }, "B"],
    ["by being with people", { open: true }, "AC"],
    ["by team, as open calls have it", { team: "finance" }, "A"],
    ["by a team whose call is resolved", { team: "urgent" }, ""],
    ["by service", { service: "psicologia" }, "C"],
    ["by time of the last message", { from: hour(2), to: hour(3) }, "ABCD"],
    ["by time, the end not included", { from: hour(1), to: hour(2) }, ""],
    ["by who opted out", { optedOut: true }, "B"],
    ["by who is blocked", { blocked: true }, "D"],
    ["by having no assignee", { assignee: "none" }, "BD"],
    ["by a word of a message, without accents", { search: "oculos" }, "A"],
    ["by a word that several wrote, not by what the bot says to all", { search: "receita" }, "AB"],
    ["by words of one message in any order", { search: "favor receita" }, "B"],
    ["by a name", { search: "celia" }, "C"],
    ["by a part of a number", { search: "900000004" }, "D"],
  ] satisfies [string, database.ConversationFilter, string][])("%s", async (_what, filter, found) => {
    expect(await names(filter)).toBe(found);
  });

  test("by person, and by what that person has not read", async () => {
    expect(await names({ assignee: clinic.user.id })).toBe("A");
    expect(await names({ viewerId: clinic.user.id, unread: true })).toBe("AB");
    const { id: userId } = clinic.user;
    const until = { userId, readTo: hour(5) };
    await trx
      .insertInto("conversationReads")
      .values({ ...until, ...contactOf(1) })
      .execute();
    expect(await names({ viewerId: userId, unread: true })).toBe("B");
    expect(await names({ viewerId: clinic.other.id, unread: true }), "marks are one's own").toBe("AB");
  });

  test("by a word in so many messages that they are not named", async () => {
    for (let n = 0; n < 2_001; n += 1)
      await trx
        .insertInto("read.messages")
        .values({
          ...contactOf(2),
          id: `m${n}`,
          at: hour(1),
          author: "patient",
          kind: "text",
          text: "óculos",
          inboundSeq: 100 + n,
        })
        .execute();
    expect(await names({ search: "oculos" })).toBe("AB");
    const counts = await database.countConversations(trx, { search: "oculos" }, clinic.user.id);
    expect(counts).toMatchObject({ all: 2, mine: 1, unassigned: 1 });
  });
});

test("a row says who writes for whom, who has it, what is unread, what was said last and what the team is asked for", async () => {
  const { guardian, patient, user } = clinic;
  await database.linkGuardian(trx, {
    patientId: patient.id,
    guardianId: guardian.id,
    relation: "mother",
    custody: "none",
  });
  const contact = await database.ensureContact(trx, contactOf(1));
  await database.linkContact(trx, contact.id, "guardians", guardian.id);
  const [alda] = await list({ search: "alda", viewerId: user.id });
  expect(alda).toMatchObject({
    assignee: { id: user.id, name: "Ana Admin" },
    unread: 1,
    blocked: false,
    handoff: { reason: "asked", team: "reception", priority: "high", askedAt: hour(1) },
    last: { id: "a", author: "patient", text: "Quero a RECEITA de óculos", status: null },
    people: [{ kind: "guardian", id: guardian.id, name: "Márcia Conceição" }],
    patients: [
      { id: patient.id, name: "João Conceição", guardianId: guardian.id, relation: "mother", custody: "none" },
    ],
  });
  expect(alda?.last?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
  expect((await list({ search: "davi" }))[0]).toMatchObject({
    assignee: null,
    blocked: true,
    handoff: null,
    last: null,
  });
});
