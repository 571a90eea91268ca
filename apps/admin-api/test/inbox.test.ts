import { ensureContact, insertRow, linkContact, linkGuardian } from "@acolhe/database";
import { type ConversationRow, LIVE, type MessageRow, type ReadTable, writeRows } from "@acolhe/database/projection";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filled, VARIABLES, variablesIn } from "../src/quick-replies.ts";
import { type Desk, openDesk } from "./desk.ts";

/** After the accounts of these tests were made, whenever they run. */
const at = (minute: number) => new Date(Date.UTC(2100, 0, 1, 12, minute)).toISOString();
const contactOf = (n: number) => String(5511900000000 + n);
const refOf = (n: number) => ({ channel: "main", contactKey: contactOf(n) });
const pathOf = (n: number) => `/api/v1/conversations/main/${contactOf(n)}`;

let desk: Desk;
const write = <T extends ReadTable>(table: T, row: object) =>
  writeRows({ db: desk.api.db, schema: LIVE }, table, [row as never]);

const conversation = (n: number, more: Partial<ConversationRow> = {}) =>
  write("conversations", {
    ...refOf(n),
    ...{
      firstTurnSeq: n,
      turnSeq: 100 + n,
      turnCount: 1,
      name: `Nome ${n}`,
      step: null,
      mode: "bot",
      humanUntil: null,
    },
    ...{ language: "pt", flowVersion: "1", optedOut: false, parkedSince: null, mergedInto: null, sessionSeq: null },
    ...{ lastMessageAt: at(n), lastPatientAt: at(n), lastAnswerAt: null, unansweredSince: null, waitingSince: null },
    collected: null,
    ...more,
  } satisfies ConversationRow);

const message = (n: number, more: Partial<MessageRow>) =>
  write("messages", {
    ...refOf(n),
    ...{ id: "m", author: "patient", at: at(n), kind: "text", text: "oi", media: null, details: null, messageId: null },
    ...{ inboundSeq: 1, turnSeq: null, commandIndex: null, editedAt: null, revokedAt: null },
    ...more,
  } satisfies MessageRow);

beforeAll(async () => {
  desk = await openDesk();
  await conversation(1, { mode: "human", waitingSince: at(1), unansweredSince: at(1) });
  await conversation(2, { unansweredSince: at(2) });
  await conversation(3);
  await conversation(4, { optedOut: true, lastPatientAt: null });
  for (const n of [1, 2, 3]) await message(n, { text: n === 2 ? "quanto custa a avaliação?" : "oi", inboundSeq: n });
});
afterAll(() => desk[Symbol.asyncDispose]());

describe("the inbox", () => {
  const TABS = {
    all: "",
    waiting: "waiting=true",
    unanswered: "unanswered=true",
    unread: "unread=true",
    mine: "assignee=me",
    unassigned: "assignee=none",
  };

  test("counts each tab as the list lists it, under the same other filters, for the user who looks", async () => {
    const { attendant } = desk.users;
    await desk.call("POST", `${pathOf(3)}/assign`, { body: { userId: attendant }, as: "attendant" });
    await desk.call("POST", `${pathOf(3)}/read`, { body: { upTo: at(9) }, as: "attendant" });
    for (const filter of ["", "q=avaliacao", "mode=human", `from=${at(2)}`, "optedOut=false", "open=true", "team=x"])
      for (const as of ["attendant", "admin"] as const) {
        const { body: counts } = await desk.call("GET", `/api/v1/conversations/counts?${filter}`, { as });
        for (const [tab, query] of Object.entries(TABS)) {
          const { body: page } = await desk.call("GET", `/api/v1/conversations?${filter}&${query}`, { as });
          expect(counts[tab], `${tab} under ${filter} for ${as}`).toEqual({
            total: page.items.length,
            totalIsExact: true,
          });
        }
      }
    const { body } = await desk.call("GET", "/api/v1/conversations/counts", { as: "attendant" });
    expect(
      Object.entries(body as Record<string, { total: number }>)
        .map(([tab, { total }]) => `${tab} ${total}`)
        .sort(),
    ).toEqual(["all 4", "mine 1", "unanswered 2", "unassigned 3", "unread 2", "waiting 1"]);
  });

  test("gives a conversation only to a user who answers patients", async () => {
    const { analyst, admin } = desk.users;
    const assign = (userId: string | null, n = 2) => desk.call("POST", `${pathOf(n)}/assign`, { body: { userId } });
    expect(await assign(analyst)).toMatchObject({ status: 422, body: { code: "unknown-reference" } });
    expect(await assign(admin, 99)).toMatchObject({ status: 404 });
    expect((await assign(admin)).body).toEqual({ assignee: { id: admin, name: "admin" }, before: null });
    expect((await desk.call("GET", pathOf(2))).body.assignee).toEqual({ id: admin, name: "admin" });
    expect((await assign(null)).body).toEqual({ assignee: null, before: { id: admin, name: "admin" } });
  });

  test("tells what is unread to each by their own mark", async () => {
    const unread = async (as: "admin" | "attendant") => (await desk.call("GET", pathOf(2), { as })).body.unread;
    expect([await unread("admin"), await unread("attendant")]).toEqual([1, 1]);
    const { body } = await desk.call("POST", `${pathOf(2)}/read`, { body: { upTo: at(2) } });
    expect(body).toEqual({ unread: 0 });
    expect([await unread("admin"), await unread("attendant")]).toEqual([0, 1]);
    await message(2, { id: "next", at: at(3), text: "e aí?", inboundSeq: 9 });
    expect(await unread("admin")).toBe(1);
    expect(await desk.call("POST", `${pathOf(99)}/read`, { body: { upTo: at(2) } })).toMatchObject({ status: 404 });
  });

  test("notes of the team stand in the timeline; only who wrote one takes it away", async () => {
    const body = { text: "Ligar amanhã para a mãe" };
    const note = (await desk.call("POST", `${pathOf(1)}/notes`, { body, as: "attendant" })).body;
    const { items } = (await desk.call("GET", `${pathOf(1)}/timeline`)).body;
    expect(items).toContainEqual({ ...note, author: { id: desk.users.attendant, name: "attendant" }, ...body });
    const remove = (as: "admin" | "attendant", n = 1) => desk.call("DELETE", `${pathOf(n)}/notes/${note.id}`, { as });
    expect(await remove("admin")).toMatchObject({ status: 403, body: { detail: expect.stringContaining("Só quem") } });
    expect((await remove("attendant", 2)).status, "of another conversation").toBe(404);
    expect((await remove("attendant")).status).toBe(204);
    expect((await remove("attendant")).status).toBe(404);
    expect(JSON.stringify(desk.logged)).not.toContain("Ligar amanhã");
  });
});

describe("a conversation", () => {
  test("says what the bot learned, whom it is about, and what to know before writing", async () => {
    const { db } = desk.api;
    const patient = await insertRow(db, "patients", { name: "Théo" });
    const guardian = await insertRow(db, "guardians", { name: "Lívia" });
    await linkGuardian(db, { patientId: patient.id, guardianId: guardian.id, relation: "mother", custody: "none" });
    for (const n of [4, 3]) {
      const { id } = await ensureContact(db, refOf(n));
      await linkContact(db, id, "guardians", guardian.id);
    }
    const collected = { service: "psicologia", name: "Lívia", step: "menu", first_words: "oi, é para meu filho" };
    await conversation(4, { optedOut: true, collected });
    const { body } = await desk.call("GET", pathOf(4));
    expect(body).toMatchObject({
      writer: { kind: "guardian", id: guardian.id, name: "Lívia" },
      patients: [{ id: patient.id, relation: "mother", custody: "none", guardianId: guardian.id }],
      values: [
        { name: "name", label: "Nome", value: "Lívia" },
        { name: "service", label: "Quer", value: "psicologia" },
      ],
      firstWords: "oi, é para meu filho",
      others: [{ contactKey: contactOf(3) }],
      leads: [],
      appointments: [],
      deskUrl: null,
    });
    expect(body.warnings.map(({ code }: { code: string }) => code)).toEqual(["no-custody", "opted-out"]);
  });

  test("whose number has no person linked is called what the bot learned", async () => {
    expect((await desk.call("GET", pathOf(1))).body.writer).toEqual({ kind: "contact", id: null, name: "Nome 1" });
  });
});

test("a message in the timeline says what it answers, who wrote it, what was chosen and where its file is", async () => {
  const n = 5;
  await conversation(n);
  const ours = { author: "attendant", inboundSeq: null, turnSeq: 50, commandIndex: 0 } as const;
  const attendant = { source: "panel", id: desk.users.attendant };
  const options = [{ id: "yes", label: "Sim" }];
  const rows: Partial<MessageRow>[] = [
    { id: "first", messageId: "WA1", text: "quanto custa?" },
    { id: "turn-000000000050-000", ...ours, text: "R$ 200", details: { quotes: "WA1", attendant } },
    { id: "heart", kind: "reaction", text: "❤️", messageId: "R1", details: { reactsTo: "WA9" } },
    {
      id: "menu",
      author: "bot",
      kind: "buttons",
      inboundSeq: null,
      turnSeq: 51,
      commandIndex: 0,
      details: { options },
    },
    { id: "tap", kind: "button-reply", text: "Sim", details: { choiceId: "yes" } },
    { id: "place", kind: "location", details: { latitude: -23.5, longitude: -46.6 } },
    { id: "photo", kind: "image", media: { url: "https://gateway.example/x", mimeType: "image/png" } },
    { id: "sent", ...ours, kind: "image", commandIndex: 1, media: { url: "media:abc", mimeType: "image/png" } },
  ];
  for (const [index, row] of rows.entries()) await message(n, { at: at(index), inboundSeq: 70 + index, ...row });
  const { items } = (await desk.call("GET", `${pathOf(n)}/timeline`)).body;
  const of = (id: string) => items.find((one: { id: string }) => one.id === id);
  expect(of("turn-000000000050-000")).toMatchObject({
    attendant: { ...attendant, name: "attendant" },
    quote: { id: "first", author: "patient", kind: "text", text: "quanto custa?" },
  });
  expect(of("heart")).toMatchObject({ reactsTo: { id: null, text: null }, text: "❤️" });
  expect(of("menu").options).toEqual([{ id: "yes", label: "Sim", description: null }]);
  expect(of("tap")).toMatchObject({ choiceId: "yes", text: "Sim" });
  expect(of("place").location).toEqual({ latitude: -23.5, longitude: -46.6 });
  expect(of("photo").media).toMatchObject({ path: `${pathOf(n)}/media/photo`, url: null, mimeType: "image/png" });
  expect(of("sent").media).toMatchObject({ path: `${pathOf(n)}/media/abc`, url: null });
  expect(of("first")).toMatchObject({ attendant: null, quote: null, options: [], media: null, location: null });
  const since = await desk.call("GET", `${pathOf(n)}/timeline?after=${at(5)}`);
  expect(since.body.items.map(({ id }: { id: string }) => id)).toEqual(["sent", "photo"]);
  expect((await desk.call("GET", `${pathOf(n)}/timeline?after=${at(5)}&before=${at(6)}`)).status).toBe(400);
});

describe("quick replies", () => {
  const reply = { title: "Preços", shortcut: "precos", text: "Olá, {first_name}! Aqui é a {clinic}." };

  test("are kept by attendants, found by title or shortcut, and changed by version", async () => {
    const made = await desk.call("POST", "/api/v1/quick-replies", { body: reply, as: "attendant" });
    expect(made).toMatchObject({ status: 201, body: { ...reply, version: 1 } });
    const again = await desk.call("POST", "/api/v1/quick-replies", { body: reply });
    expect(again).toMatchObject({ status: 409, body: { detail: "Já existe uma resposta pronta com este atalho." } });
    const unknown = { ...reply, shortcut: "outra", text: "Oi {nome}" };
    expect(await desk.call("POST", "/api/v1/quick-replies", { body: unknown })).toMatchObject({ status: 400 });
    const url = `/api/v1/quick-replies/${made.body.id}`;
    const changed = await desk.call("PATCH", url, { body: { title: "Valores" }, version: 1 });
    expect(changed.body).toMatchObject({ title: "Valores", version: 2 });
    expect((await desk.call("DELETE", url, { version: 1 })).status).toBe(412);
    for (const q of ["valor", "preco", ""])
      expect((await desk.call("GET", `/api/v1/quick-replies?q=${q}`)).body.items, q).toHaveLength(1);
    await desk.call("PUT", "/api/v1/settings/clinic", { body: { name: "Clínica Sol" }, version: 0 });
    const { items } = (await desk.call("GET", `${pathOf(1)}/quick-replies`, { as: "attendant" })).body;
    expect(items).toEqual([
      { id: made.body.id, title: "Valores", shortcut: "precos", text: "Olá, Nome! Aqui é a Clínica Sol." },
    ]);
    expect((await desk.call("DELETE", url, { version: 2 })).status).toBe(204);
  });

  test.each([
    ["Olá, {first_name}!", { name: "Ana Reis", clinic: "" }, "Olá, Ana!"],
    ["Olá, {first_name}!", { name: "", clinic: "" }, "Olá!"],
    ["{name}, aqui é a {clinic}.", { name: "Ana Reis", clinic: "Sol" }, "Ana Reis, aqui é a Sol."],
    ["Sem nada {constructor}", { name: "Ana", clinic: "Sol" }, "Sem nada"],
    ["{name}", { name: "$& {clinic}", clinic: "Sol" }, "$& {clinic}"],
  ])("%s for %j reads %s", (text, values, read) => {
    expect(filled(text, values)).toBe(read);
  });

  test("name what they leave open", () => {
    expect(variablesIn(VARIABLES.map((name) => `{${name}}`).join(" "))).toEqual([...VARIABLES]);
    expect(variablesIn("chaves { soltas } e {}")).toEqual([""]);
  });
});
