import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  connectDatabase,
  insertRow,
  listConversations,
  listLeads,
  listPeople,
  migrate,
  readDays,
  readLabels,
  readLeadOutcomes,
  readPeakHours,
  readServices,
  readStates,
  readTimeline,
} from "@acolhe/database";
import { spawnApp, startLocalNats, startLocalPostgres, startLocalRedis, temporaryDirectory } from "@acolhe/testing";
import { sql } from "kysely";
import { hashPassword } from "../apps/admin-api/src/access/password.ts";
import { commandLine } from "../scripts/command-line.ts";
import { percentiles } from "../tests/chaos/latency.ts";
import { contactOf, fillClinic } from "./clinic.ts";

/*
 * npm run bench -- api [--scale 0.01] [--times 200] [--dir <folder>] [--json]
 *
 * Asks the API over HTTP what the panel asks, one request after the other, of a clinic after a year. `--scale 1`: a million
 * patients and ten million messages, which take some minutes to make; with `--dir` they are kept for the next run. Then
 * reads the plans of the same questions: none may scan a table.
 */

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  args: process.argv.slice(3),
  options: {
    scale: { type: "string", default: "0.01" },
    times: { type: "string", default: "200" },
    dir: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const patients = Math.round(1_000_000 * Number(values.scale));
const contacts = patients;
const times = Number(values.times);
const LIST_MS_MAX = 25;
const FIGURES_MS_MAX = 300;
const USER = { email: "bench@clinica.example", password: "girassol-cadeira-trovao-17" };

await using temporary = await temporaryDirectory("acolhe-bench-");
const folder = values.dir ?? temporary.path;
await mkdir(folder, { recursive: true });
const isFilled = existsSync(join(folder, "postgres"));
await using nats = await startLocalNats({ dir: join(temporary.path, "nats") });
await using redis = await startLocalRedis({ dir: join(temporary.path, "redis") });
await using postgres = await startLocalPostgres({ dir: join(folder, "postgres"), durable: true });
const url = new URL(postgres.url);
url.pathname = "acolhe";
await migrate(url.href);
const asked: { sql: string; parameters: readonly unknown[] }[] = [];
const db = connectDatabase({
  url: url.href,
  name: "bench",
  log: ({ level, query }) => level === "query" && asked.push(query),
});
if (!isFilled) {
  const begun = performance.now();
  const passwordHash = await hashPassword(USER.password);
  const user = { name: "Bench", role: "admin", passwordHash, mustChangePassword: false } as const;
  await insertRow(db, "users", { email: USER.email, ...user });
  await fillClinic(db, { patients, contacts });
  console.log(`filled in ${Math.round((performance.now() - begun) / 1000)} s`);
}
const rowsOf = async (table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]?.n ?? 0;
for (const table of ["patients", "read.conversations", "read.messages", "read.turns", "read.hourly"])
  console.log(`${table.padEnd(24)} ${(await rowsOf(table)).toLocaleString("en")} rows`);

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
const period = { from: day(89), to: day(0) };
const query = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const someone = (n: number) => contactOf(1 + ((n * 7919) % contacts));
const regular = (n: number) =>
  contactOf(Math.min(contacts, 1000 * (1 + (n % Math.max(1, Math.floor(contacts / 1000))))));
const RARE = ["quintela", "uchoa pec", "wanderley g", "zelia nob", "iris yam", "theo xav"];
const MIDDLE = ["liana", "uintel", "ustavo", "arvalh", "anderley", "elo"];
const FREQUENT = ["maria", "silva", "maria silva", "jose santos", "ana", "sou", "oliv"];
const of = <T>(list: readonly T[], n: number) => list[n % list.length] as T;
const people = (fields: Record<string, string>) => `/api/v1/patients?${query(fields)}`;
const talks = (fields: Record<string, string>) => `/api/v1/conversations?${query(fields)}`;
const timeline = ({ channel, contactKey }: ReturnType<typeof contactOf>) =>
  `/api/v1/conversations/${channel}/${contactKey}/timeline`;
const figures = (what: string, fields = {}) => `/api/v1/analytics/${what}?${query({ ...period, ...fields })}`;
const phone = (n: number) => String(10_000_000 + ((n * 7919) % patients)).slice(-7);

/** What the panel asks, and how long the slowest but five of a hundred may take. */
const questions: Record<string, { path: (n: number) => string; msMax: number }> = {
  "patients by name": { path: () => people({}), msMax: LIST_MS_MAX },
  "patients, newest": { path: () => people({ sort: "-created" }), msMax: LIST_MS_MAX },
  "patients, part of a frequent name": { path: (n) => people({ q: of(FREQUENT, n) }), msMax: LIST_MS_MAX },
  "patients, part of a rare name": { path: (n) => people({ q: of(RARE, n) }), msMax: LIST_MS_MAX },
  "patients, part from the middle of a name": { path: (n) => people({ q: of(MIDDLE, n) }), msMax: LIST_MS_MAX },
  "patients, part of a phone": { path: (n) => people({ q: phone(n) }), msMax: LIST_MS_MAX },
  "conversations, newest": { path: () => talks({}), msMax: LIST_MS_MAX },
  "conversations with a person": { path: () => talks({ mode: "human" }), msMax: LIST_MS_MAX },
  "conversations, longest waiting": { path: () => talks({ sort: "waitingSince" }), msMax: LIST_MS_MAX },
  "conversations, part of a frequent name": {
    path: (n) => talks({ q: of(["maria", "silva", "ana"], n) }),
    msMax: LIST_MS_MAX,
  },
  "conversations, part of a rare name": { path: (n) => talks({ q: `uchoa ${10_000 + n}` }), msMax: LIST_MS_MAX },
  "conversations, part of a phone": { path: (n) => talks({ q: someone(n).contactKey.slice(-6) }), msMax: LIST_MS_MAX },
  "leads, newest": { path: () => `/api/v1/leads?${query({ sort: "-capturedAt" })}`, msMax: LIST_MS_MAX },
  timeline: { path: (n) => timeline(someone(n)), msMax: LIST_MS_MAX },
  "timeline of a regular": { path: (n) => timeline(regular(n)), msMax: LIST_MS_MAX },
  "90 days: days": { path: () => figures("days"), msMax: FIGURES_MS_MAX },
  "90 days: days of a channel's service": {
    path: () => figures("days", { channel: "main", service: "nutricao" }),
    msMax: FIGURES_MS_MAX,
  },
  "90 days: peak hours": { path: () => figures("peak-hours"), msMax: FIGURES_MS_MAX },
  "90 days: services": { path: () => figures("services"), msMax: FIGURES_MS_MAX },
  "90 days: funnel": { path: () => figures("funnel"), msMax: FIGURES_MS_MAX },
  "90 days: responses": { path: () => figures("responses"), msMax: FIGURES_MS_MAX },
  "90 days: deliveries": { path: () => figures("deliveries"), msMax: FIGURES_MS_MAX },
};

const result: Record<string, { p50: number; p95: number; msMax: number }> = {};
{
  await using api = await spawnApp("admin-api", {
    DATABASE_URL: url.href,
    NATS_URL: nats.url,
    REDIS_URL: redis.url,
    ADMIN_JWT_SECRET: "a-secret-of-the-bench-with-32-characters",
    API_RATE_LIMIT_PER_MINUTE: "0",
    LOG_LEVEL: "warn",
  });
  const login = await fetch(`${api.url}/api/v1/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(USER),
  });
  const { accessToken } = (await login.json()) as { accessToken: string };
  for (const [name, { path, msMax }] of Object.entries(questions)) {
    const took: number[] = [];
    // The first ones warm the caches, as a clinic's first hour does.
    for (let n = -10; n < times; n += 1) {
      const before = performance.now();
      const answer = await fetch(`${api.url}${path(n + 10)}`, { headers: { authorization: `Bearer ${accessToken}` } });
      const body = await answer.text();
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${body}`);
      if (n >= 0) took.push(performance.now() - before);
    }
    const { p50, p95 } = percentiles(took);
    result[name] = { p50, p95, msMax };
    console.log(`${name.padEnd(40)} p50 ${p50} ms, p95 ${p95} ms${p95 > msMax ? `, more than ${msMax}` : ""}`);
  }
}

const page = { limit: 25, descending: false };
const zoned = { ...period, timeZone: "America/Sao_Paulo" };
const plans: Record<string, () => Promise<unknown>> = {
  patients: () => listPeople(db, "patients", {}, "name", page),
  ...Object.fromEntries(
    [...FREQUENT, ...RARE, ...MIDDLE, "7654321"].map((search) => [
      `patients ${search}`,
      () => listPeople(db, "patients", { search }, "name", page),
    ]),
  ),
  conversations: () => listConversations(db, {}, "lastMessageAt", { ...page, descending: true }),
  ...Object.fromEntries(
    ["maria", "uchoa 12345", "654321"].map((search) => [
      `conversations ${search}`,
      () => listConversations(db, { search }, "lastMessageAt", { ...page, descending: true }),
    ]),
  ),
  waiting: () => listConversations(db, {}, "waitingSince", page),
  leads: () => listLeads(db, {}, { ...page, descending: true }),
  timeline: () => readTimeline(db, { ...regular(1), limit: 50 }),
  days: () => readDays(db, zoned),
  "peak hours": () => readPeakHours(db, zoned),
  services: () => readServices(db, zoned),
  states: () => readStates(db, zoned),
  outcomes: () => readLeadOutcomes(db, zoned),
  labels: () => readLabels(db, zoned, ["delivery", "first-reply"]),
};
const scans: string[] = [];
for (const [name, ask] of Object.entries(plans)) {
  asked.length = 0;
  await ask();
  for (const { sql: text, parameters } of [...asked]) {
    const plan = await planOf(text, parameters);
    // Totals are counted up to a thousand, from wherever that is soonest done.
    const isBounded = /^Aggregate[^\n]*\n +-> +Limit [^\n]*rows=1001 /.test(plan);
    // A clinic has a handful of users, whom PostgreSQL rather reads all.
    if (!isBounded && /Seq Scan on (?!users)/.test(plan)) scans.push(`${name}:\n${plan}`);
  }
}
console.log(scans.length === 0 ? "no question scans a table" : `scanned: ${scans.join("\n")}`);
if (values.json) console.log(JSON.stringify(result));
await db.destroy();
process.exitCode = scans.length > 0 || Object.values(result).some(({ p95, msMax }) => p95 > msMax) ? 1 : 0;

async function planOf(text: string, parameters: readonly unknown[]): Promise<string> {
  const { rows } = await db.connection().execute((one) =>
    one.executeQuery<Record<string, string>>({
      sql: `explain ${text}`,
      parameters,
      query: { kind: "RawNode", sqlFragments: [], parameters: [] },
      queryId: { queryId: "explain" },
    }),
  );
  return rows.map((row) => Object.values(row)[0]).join("\n");
}
