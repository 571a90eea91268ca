import { execFile } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connectBus } from "@acolhe/bus";
import { migrate } from "@acolhe/database";
import type { Channel } from "@acolhe/events";
import { clinicFolder } from "@acolhe/flows";
import { eventually, freePort, rootDirectory, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { setUp } from "../chaos/parts.ts";
import { untilBegun } from "./begun.ts";

/*
 * What an operator sees of a conversation that went through the real processes: a patient is answered, a person takes over
 * on the phone, the patient writes on and the bot is silent.
 */

const PHONE = "5511990000001";
const WORDS = "Quanto custa a consulta com a psicóloga Fulana?";
const DEADLINE = { deadlineMs: 60_000, everyMs: 200 };
const ends = new AsyncDisposableStack();
let env: Record<string, string>;
let sandbox: string;

beforeAll(async () => {
  const directory = ends.use(await temporaryDirectory("acolhe-operators-")).path;
  const natsUrl = await guardedNats(ends, { dir: join(directory, "nats") });
  const redisUrl = await guardedRedis(ends, join(directory, "redis"));
  const [channel] = makeChannels(["main"], { paceMs: 0, window: 64, callbackWaitMs: 0 }) as [Channel];
  const shared = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    CHANNELS_FILE: await writeChannels(directory, [channel]),
    SPOOL_DIR: join(directory, "spool"),
    INPUT_WINDOW_MS: "0",
    LOG_LEVEL: "warn",
  };
  await setUp(shared);
  const pace = { SANDBOX_PACE_MS_MIN: "0", SANDBOX_PACE_MS_MAX: "0" };
  const stand = ends.use(await spawnAs("sandbox", { ...shared, ...pace }));
  sandbox = stand.url;
  env = { ...shared, ZAPI_BASE_URL: sandbox };
  const port = String(await freePort());
  const own = { INGRESS_PORT: port, PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${port}` };
  const ingress = ends.use(await spawnAs("ingress", { ...env, ...own }));
  for (const app of ["conversation-worker", "outbound-sender"] as const)
    ends.use(await spawnAs(app, { ...env, ...own }));
  const bus = await connectBus({ url: natsUrl, name: "test" });
  ends.defer(() => bus.close());
  await untilBegun(ingress);
  await talk();
}, 120_000);
afterAll(() => ends.disposeAsync());

/** Runs a command as an operator does; what it says as JSON where that is asked for. */
function ops(...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { cwd: rootDirectory, env: { PATH: process.env.PATH, NO_COLOR: "1", LANG: "pt_BR.UTF-8", ...env } };
    execFile(process.execPath, ["apps/ops/src/main.ts", ...args], options, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}
async function json<T>(...args: string[]): Promise<T> {
  const { out, err } = await ops("--json", ...args);
  if (out === "") throw new Error(err);
  return JSON.parse(out) as T;
}

async function post(path: string, text: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${sandbox}${path}`, { method: "POST", headers, body: JSON.stringify({ text }) });
  expect(response.ok).toBe(true);
}

type Item = { kind: string; stream: string; seq: number; outcome?: { status: string } };
const history = () => json<Item[]>("history", PHONE);

/** Answered once, then taken over on the phone, then written to again. */
async function talk(): Promise<void> {
  await post(`/sandbox/chats/${PHONE}/messages`, WORDS);
  await eventually(async () => {
    const sent = await ops("--json", "history", PHONE);
    return sent.code === 0 && (JSON.parse(sent.out) as Item[]).some(({ outcome }) => outcome?.status === "accepted");
  }, DEADLINE);
  await post(`/sandbox/phone/${PHONE}/messages`, "Oi, aqui é a recepção");
  await eventually(async () => (await history()).some(({ kind }) => kind === "control"), DEADLINE);
  const decided = async () => (await history()).filter(({ kind }) => kind === "turn").length;
  const before = await decided();
  await post(`/sandbox/chats/${PHONE}/messages`, "obrigada!");
  await eventually(async () => (await decided()) > before, DEADLINE);
}

test("history shows the way of a message, and not what it says", async () => {
  const { out } = await ops("history", PHONE);
  const kinds = (await history()).map(({ kind }) => kind);
  const way = ["event", "turn", "attempt", "outcome"].map((kind) => kinds.indexOf(kind));
  expect(way).toEqual(way.toSorted((a, b) => a - b));
  expect(way[0]).toBe(0);
  expect(kinds).toContain("receipt");
  expect(out).toMatch(/INBOUND \d+ +wrote text, \d+ characters/);
  expect(out).not.toContain("Fulana");
  expect(JSON.stringify(await history())).not.toContain("Fulana");
});

test("explain tells why there is no reply now, and why there was one before", async () => {
  const now = await ops("explain", PHONE);
  expect(now.out).toContain("POR QUÊ Sem resposta, porque a conversa estava com uma pessoa");
  expect(now.out).toContain("(por phone)");
  expect(now.out).toContain(`npm run ops -- return ${PHONE}`);
  const [first] = (await history()).filter(({ kind }) => kind === "turn");
  const [message] = await json<{ messageId: string }[]>("history", PHONE).then((items) =>
    items.flatMap((item) =>
      "outcome" in item ? [(item as unknown as { outcome: { messageId: string } }).outcome] : [],
    ),
  );
  const before = await json<{ cause: { kind: string; afterMs: number }; decided: { turnSeq: number }[] }>(
    ...["explain", PHONE, "--message", message!.messageId],
  );
  expect(before.cause).toMatchObject({ kind: "answered", onceMore: false });
  expect(before.decided.map(({ turnSeq }) => turnSeq)).toEqual([first!.seq]);
  const drawn = await ops("explain", PHONE, "--message", message!.messageId, "--mermaid");
  expect(drawn.out).toMatch(/^flowchart TD\n/);
  expect(drawn.out).toMatch(/inbound\d+ --> turns\d+/);
  const english = await ops("explain", PHONE, "--lang", "en");
  expect(english.out).toContain("No reply, because a person had the conversation");
});

test("what people wrote is shown with a reason that the audit has, and not otherwise", async () => {
  const without = await ops("history", PHONE, "--reveal");
  expect(without).toMatchObject({ code: 2, out: "" });
  expect(without.err).toContain("--reason");
  const unrecorded = await ops("history", PHONE, "--reveal", "--reason", "queixa da paciente");
  expect(unrecorded).toMatchObject({ code: 1, out: "" });
  await using database = await temporaryDatabase();
  await migrate(database.url);
  env.DATABASE_URL = database.url;
  const shown = await ops("history", PHONE, "--reveal", "--reason", "queixa da paciente");
  delete env.DATABASE_URL;
  expect(shown.err).toBe("");
  expect(shown.out).toContain(WORDS);
});

test("W2: replay makes every decision again, the same; with another flow it says where patients would have heard otherwise", async () => {
  const tally = await json<{ turns: number; same: number; different: number; rate: number }>("replay");
  expect(tally.turns).toBeGreaterThanOrEqual(3);
  expect(tally).toMatchObject({ same: tally.turns, different: 0 });
  const other = join(ends.use(await temporaryDirectory("acolhe-flow-")).path, "flow");
  await cp(clinicFolder, other, { recursive: true });
  const texts = join(other, "messages", "pt.yaml");
  await writeFile(texts, (await readFile(texts, "utf8")).replaceAll("boas-vindas", "que bom ver você"));
  const draft = await ops("--json", "replay", "--flow", other);
  expect(draft.code).toBe(1);
  const found = JSON.parse(draft.out) as { different: number; byRule: { fields: string[] }[] };
  expect(found.different).toBeGreaterThanOrEqual(1);
  expect(found.byRule.flatMap(({ fields }) => fields)).toContain("commands");
});

test("verify finds every invariant kept, time-travel the state before the takeover", async () => {
  expect(await json("verify")).toMatchObject({ unreadable: 0, violations: [] });
  const [first] = await json<{ kind: string; storedAtMs: number }[]>("history", PHONE).then((items) =>
    items.filter(({ kind }) => kind === "turn"),
  );
  const then = await json<{ state: Record<string, unknown> }>(
    ...["time-travel", PHONE, new Date(first!.storedAtMs).toISOString()],
  );
  expect(then.state).toMatchObject({ mode: "bot", optedOut: false });
  expect(then.state).not.toHaveProperty("address");
  expect((await ops("time-travel", PHONE, "2020-01-01T00:00:00Z")).code).toBe(1);
});

test("status has a verdict for all, and lists are empty where all is well", async () => {
  const status = await json<{ verdicts: { name: string; ok: boolean }[] }>("status");
  // The desk's mirror does not run here: on a slow machine its records have waited for a minute by now.
  const others = status.verdicts.filter(({ name }) => !/^(?:mirror-|media$)/.test(name));
  expect(others.filter(({ ok }) => !ok)).toEqual([]);
  expect(status.verdicts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["worker", "number main", "dead letters"]),
  );
  for (const list of ["parked", "unknown", "dead-letters"]) expect(await json(list)).toEqual([]);
  expect((await json<unknown[]>("timers")).length).toBeGreaterThan(0);
});

test("an order goes only to a contact that exists, however the number is written", async () => {
  for (const args of [
    ["return", PHONE, "--channel", "mian"],
    ["return", "5511988887777"],
  ]) {
    const refused = await ops(...args);
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/there is no channel mian; known are: main|no conversation with this contact/);
  }
  const before = (await history()).length;
  expect(await json("return", "+55 11 9000-0001", "--dry-run")).toMatchObject({ contact: PHONE, dryRun: true });
  expect(await history()).toHaveLength(before);
  expect(await json("return", "+55 (11) 99000-0001")).toMatchObject({ order: "return", contact: PHONE });
  await eventually(async () => (await ops("explain", PHONE)).out.includes("AGORA   O robô responde."), DEADLINE);
});
