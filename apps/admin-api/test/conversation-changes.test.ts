import { insertRow, openFamily } from "@acolhe/database";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LISTENERS_MAX, LISTENERS_OF_USER_MAX } from "../src/limits.ts";
import { type Desk, openDesk } from "./desk.ts";
import { checkpoint, contactOf, projectTurn } from "./projected.ts";

let desk: Desk;
let url: string;
beforeAll(async () => {
  desk = await openDesk();
  url = `http://127.0.0.1:${(await desk.api.listen({ host: "127.0.0.1", port: 0 })).port}`;
  for (let n = 1; n <= 5; n += 1) await projectTurn(desk, n, { minute: n });
});
afterAll(() => desk[Symbol.asyncDispose]());

interface Told {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: {
    readonly conversations?: { contactKey: string }[];
    readonly channels?: string[];
    readonly settings?: string[];
    readonly people?: object[];
    readonly reason?: string;
  };
}

/** A listener as a browser is one. */
async function listen(options: { lastEventId?: string; token?: string } = {}) {
  const leaving = new AbortController();
  const answer = await fetch(`${url}/api/v1/conversations/changes`, {
    signal: leaving.signal,
    headers: {
      authorization: `Bearer ${options.token ?? desk.tokenOf("attendant")}`,
      ...(options.lastEventId ? { "last-event-id": options.lastEventId } : {}),
    },
  });
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  const events: Told[] = [];
  let beats = 0;
  const ended = (async () => {
    let text = "";
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split("\n\n");
      text = parts.pop() ?? "";
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(part)?.[1];
        if (part === ":") beats += 1;
        if (field("event")) events.push({ id: field("id"), event: field("event"), data: JSON.parse(field("data")!) });
      }
    }
  })().catch(() => undefined);
  const until = (event: string, count = 1) =>
    eventually(() => events.filter((one) => one.event === event)[count - 1], { deadlineMs: 20_000, what: event });
  const untilBeat = (count: number) => eventually(() => beats >= count, { deadlineMs: 20_000, what: "a heartbeat" });
  return { events, until, untilBeat, ended, leave: () => leaving.abort() };
}

/** Of one more attendant. */
async function newToken(n: number): Promise<string> {
  const row = { email: `more${n}@clinica.example`, name: `Mais ${n}`, role: "attendant", passwordHash: "x" } as const;
  const { id } = await insertRow(desk.api.db, "users", { ...row, mustChangePassword: false });
  const login = { userId: id, tokenHash: Buffer.alloc(32, n), expiresAt: "2100-01-01T00:00:00Z" };
  const fam = await desk.api.db
    .transaction()
    .execute((trx) => openFamily(trx, { ...login, address: null, userAgent: null }));
  return desk.api.app.jwt.sign({ sub: id, fam }, { expiresIn: "15m" });
}

describe("live changes", () => {
  test("name the conversation that has something new; who comes back is told what was missed", async () => {
    const listener = await listen();
    const ready = await listener.until("ready");
    await projectTurn(desk, 3, { minute: 10 });
    const changed = await listener.until("changed");
    expect(changed.data.conversations).toEqual([{ channel: "main", contactKey: contactOf(3) }]);
    listener.leave();
    await projectTurn(desk, 1, { minute: 11 });
    const again = await listen({ lastEventId: changed.id! });
    expect((await again.until("changed")).data.conversations).toMatchObject([{ contactKey: contactOf(1) }]);
    again.leave();
    const earlier = await listen({ lastEventId: ready.id! });
    const missed = (await earlier.until("changed")).data.conversations!.map(({ contactKey }) => contactKey);
    expect(missed.sort()).toEqual([contactOf(1), contactOf(3)]);
    earlier.leave();
  });

  test("begin where a page began to read: what changes before its first connection is told", async () => {
    const me = await desk.call("GET", "/api/v1/me", { as: "attendant" });
    await projectTurn(desk, 4, { minute: 12 });
    const listener = await listen({ lastEventId: me.body.changesFrom });
    expect((await listener.until("changed")).data.conversations).toEqual([
      { channel: "main", contactKey: contactOf(4) },
    ]);
    listener.leave();
  });

  test("begin where any answer that is asked to say so was read, and where a refusal says nothing", async () => {
    const headers = { "x-changes-from": "tell" };
    const home = await desk.call("GET", "/api/v1/home", { as: "attendant", headers });
    await projectTurn(desk, 4, { minute: 13 });
    const listener = await listen({ lastEventId: String(home.headers["x-changes-from"]) });
    expect((await listener.until("changed")).data.conversations).toEqual([
      { channel: "main", contactKey: contactOf(4) },
    ]);
    listener.leave();
    const silent = [
      desk.call("GET", "/api/v1/home", { as: "attendant" }),
      desk.call("GET", "/api/v1/home", { as: null, headers }),
    ];
    for (const { headers: told } of await Promise.all(silent)) expect(told).not.toHaveProperty("x-changes-from");
  });

  test("who missed too much, or comes from other streams, is told to read everything again", async () => {
    for (let n = 0; n < 201; n += 1) await projectTurn(desk, 2, { minute: 20 });
    const long = await listen({ lastEventId: "0-0-0" });
    const reset = await long.until("reset");
    expect(reset.id).toMatch(new RegExp(`^${await checkpoint(desk)}-${await checkpoint(desk)}-0-\\d+$`));
    long.leave();
    const foreign = await listen({ lastEventId: "999999999-0-0" });
    await foreign.until("reset");
    foreign.leave();
    const [inbound, turns, delivery] = reset.id!.split("-");
    const older = await listen({ lastEventId: `${inbound}-${turns}-${delivery}` });
    await older.until("reset");
    older.leave();
  });

  test("without any, a heartbeat keeps the connection, at which a login that ended is noticed", async () => {
    const { sub } = desk.api.app.jwt.decode<{ sub: string }>(desk.tokenOf("attendant"))!;
    const quiet = await listen();
    await quiet.until("ready");
    await quiet.untilBeat(2);
    expect(
      quiet.events.map(({ event }) => event),
      "no news",
    ).toEqual(["ready"]);
    const switchTo = (active: boolean) =>
      desk.api.db.updateTable("users").set({ active }).where("id", "=", sub).execute();
    await switchTo(false);
    expect((await quiet.until("end")).data).toEqual({ reason: "session-ended" });
    await quiet.ended;
    await switchTo(true);
  });

  test("end with the access token, and with the login", async () => {
    const claims = desk.api.app.jwt.decode<{ sub: string; fam: string }>(desk.tokenOf("analyst"))!;
    const { sub, fam } = desk.api.app.jwt.decode<{ sub: string; fam: string }>(desk.tokenOf("admin"))!;
    const short = await listen({ token: desk.api.app.jwt.sign({ sub, fam }, { expiresIn: "2s" }) });
    expect((await short.until("end")).data).toEqual({ reason: "token-expired" });
    await short.ended;
    await desk.api.db.updateTable("users").set({ role: "attendant" }).where("id", "=", claims.sub).execute();
    const out = await listen({ token: desk.tokenOf("analyst") });
    await out.until("ready");
    await desk.api.db.updateTable("users").set({ active: false }).where("id", "=", claims.sub).execute();
    await projectTurn(desk, 5, { minute: 30 });
    expect((await out.until("end")).data).toEqual({ reason: "session-ended" });
  });

  test.each([
    ["has a role that may not listen", 201, { role: "analyst" }],
    ["must choose another password first", 202, { mustChangePassword: true }],
  ] as const)("end for a user who meanwhile %s, before anything more is told", async (_what, n, change) => {
    const token = await newToken(n);
    const { sub } = desk.api.app.jwt.decode<{ sub: string }>(token)!;
    const listener = await listen({ token });
    await listener.until("ready");
    await desk.api.db.updateTable("users").set(change).where("id", "=", sub).execute();
    await projectTurn(desk, 4, { minute: 40 });
    expect((await listener.until("end")).data).toEqual({ reason: "session-ended" });
    await listener.ended;
    expect(listener.events.map(({ event }) => event)).toEqual(["ready", "end"]);
  });

  test("tell of leads, appointments, numbers, settings and assignments by name, once they are committed", async () => {
    const listener = await listen();
    await listener.until("ready");
    const { db } = desk.api;
    await desk.call("PUT", `/api/v1/settings/clinic`, { version: 0, body: { name: "Clínica" } });
    expect((await listener.until("changed", 1)).data).toMatchObject({ settings: ["clinic"], conversations: [] });
    await db.updateTable("channels").set({ name: "Recepção" }).where("id", "=", "main").execute();
    expect((await listener.until("changed", 2)).data).toMatchObject({ channels: ["main"], settings: [] });
    const userId = desk.users.attendant;
    await desk.call("POST", `/api/v1/conversations/main/${contactOf(1)}/assign`, { body: { userId } });
    const [conversation] = (await listener.until("changed", 3)).data.conversations!;
    expect(conversation).toEqual({ channel: "main", contactKey: contactOf(1) });
    // One that is open longer than what was begun after it is told when it is there, and not skipped.
    const open = await db.startTransaction().execute();
    await open.updateTable("channels").set({ name: "Aberta" }).where("id", "=", "main").execute();
    await desk.call("POST", `/api/v1/conversations/main/${contactOf(2)}/assign`, { body: { userId } });
    await open.commit().execute();
    await eventually(() => listener.events.some(({ data }) => data.conversations?.[0]?.contactKey === contactOf(2)));
    const later = listener.events.slice(listener.events.findIndex(({ data }) => data.settings?.length) + 2);
    expect(later.flatMap(({ data }) => data.channels ?? [])).toEqual(["main"]);
    listener.leave();
  });

  test("tell who looks at a conversation or types in it, whole and until they leave or their time is over", async () => {
    const listener = await listen();
    await listener.until("ready");
    const be = (state: string) =>
      desk.call("POST", `/api/v1/conversations/main/${contactOf(1)}/presence`, { body: { state } });
    const people = async (count: number) => (await listener.until("presence", count)).data.people;
    expect((await be("looking")).status).toBe(204);
    const admin = { channel: "main", contactKey: contactOf(1), userId: desk.users.admin, name: "admin" };
    expect(await people(1)).toEqual([{ ...admin, state: "looking" }]);
    await be("typing");
    expect(await people(2)).toEqual([{ ...admin, state: "typing" }]);
    const late = await listen();
    expect((await late.until("presence")).data.people, "who comes later hears it, too").toHaveLength(1);
    await be("gone");
    expect(await people(3)).toEqual([]);
    await be("looking");
    await people(4);
    await desk.api.db.updateTable("conversationPresence").set({ until: "2020-01-01T00:00:00Z" }).execute();
    expect(await people(5)).toEqual([]);
    for (const one of [listener, late]) one.leave();
  });

  test("are for so many windows of one person, and so many listeners; who leaves makes room", async () => {
    const own = await Promise.all(Array.from({ length: LISTENERS_OF_USER_MAX }, () => listen()));
    const refused = await desk.call("GET", "/api/v1/conversations/changes", { as: "attendant" });
    expect(refused).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
    const others: typeof own = [];
    for (let n = LISTENERS_OF_USER_MAX; n < LISTENERS_MAX; n += LISTENERS_OF_USER_MAX) {
      const token = await newToken(n);
      const more = Array.from({ length: Math.min(LISTENERS_OF_USER_MAX, LISTENERS_MAX - n) }, () => listen({ token }));
      others.push(...(await Promise.all(more)));
    }
    const full = await desk.call("GET", "/api/v1/conversations/changes");
    expect(full).toMatchObject({ status: 503, body: { code: "unavailable" } });
    for (const one of [...own, ...others]) one.leave();
    for (const as of ["admin", "attendant"] as const)
      await eventually(async () => (await desk.call("GET", "/api/v1/conversations/changes", { as })).status === 200, {
        deadlineMs: 20_000,
      });
  });

  test("do not keep the server from stopping", async () => {
    const listener = await listen();
    await listener.until("ready");
    await desk.api.app.close();
    expect((await listener.until("end")).data).toEqual({ reason: "closing" });
  });
});
