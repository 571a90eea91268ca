import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Bus, readStream } from "@acolhe/bus";
import { connectDatabase, type Database, insertRow, linkGuardian, migrate } from "@acolhe/database";
import { LIVE, readCheckpoint } from "@acolhe/database/projection";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";
import { eventually, rootDirectory, temporaryDatabase } from "@acolhe/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { guardedDatabase, spawnAs } from "../access/guarded.ts";
import { asUser } from "../access/logins.ts";
import { startClinic } from "./clinic.ts";

/** The person who is erased, the guardian of a child who stays, and a patient who has nothing to do with either. */
const ANA = "5511990000001";
const MARCIA = "5511990000002";
const BRUNO = "5511990000003";
const NAME = "Ana Beatriz Figueira";
const CPF = "529.982.247-25";
const BUSY_MS = 60_000;

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };

/** A clinic's records: Ana was treated once and has a visit to come; Márcia writes for Lia; Bruno is a patient. */
async function records(db: Database) {
  const person = { phone: `+${ANA}`, cpf: CPF, birthDate: "1990-04-02", email: "ana.figueira@example.com" };
  const ana = await insertRow(db, "patients", { name: NAME, ...person });
  const bruno = await insertRow(db, "patients", { name: "Bruno Tavares Lima", phone: `+${BRUNO}` });
  const lia = await insertRow(db, "patients", { name: "Lia Prado Nunes", birthDate: "2018-01-01" });
  const marcia = await insertRow(db, "guardians", { name: "Márcia Prado", phone: `+${MARCIA}` });
  await linkGuardian(db, { patientId: lia.id, guardianId: marcia.id, relation: "mother" });
  const texts = JSON.stringify({ pt: { name: "Psicologia" } });
  const modality = "online" as const;
  const service = await insertRow(db, "services", { slug: "psi", texts, durationMinutes: 50, modality });
  const professional = await insertRow(db, "professionals", { name: "Dra. Sol" });
  const visit = async (patientId: string, startsAt: string, state: "completed" | "scheduled") => {
    const endsAt = new Date(Date.parse(startsAt) + 3_000_000).toISOString();
    const what = { professionalId: professional.id, serviceId: service.id, modality, state, note: "contou da mudança" };
    return insertRow(db, "appointments", { patientId, ...what, startsAt, endsAt });
  };
  await visit(ana.id, "2026-02-03T12:00:00Z", "completed");
  await visit(ana.id, "2036-02-03T12:00:00Z", "scheduled");
  await visit(bruno.id, "2036-02-04T12:00:00Z", "scheduled");
  return { ana, bruno, lia, marcia };
}

/** What the log holds of a contact, by place. */
async function logOf(bus: Bus, contact: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of [INBOUND, TURNS, DELIVERY])
    for await (const { seq, subject, text } of readStream(bus, name))
      if (subject.includes(`.${contact}.`) && !subject.startsWith("timer.")) found.set(`${name} ${seq}`, text());
  return found;
}

const rowsOf = async (db: Database, contact: string) =>
  (
    await sql`
      select m.id, m.text, m.author from read.messages m where contact_key = ${contact}
        and at < (select min(updated_at) from erasures) order by at, id`.execute(db)
  ).rows;

test("one person is erased while others write: nothing of them is left, nothing of others is touched, and no rebuild brings them back", {
  timeout: 240_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const database = ends.use(await temporaryDatabase(template));
  const db = connectDatabase({ url: database.url, name: "tests" });
  ends.defer(() => db.destroy());
  const { ana, bruno, lia } = await records(db);
  const clinic = await startClinic(ends, { DATABASE_URL: await guardedDatabase(database.url) });
  const { bus, env } = clinic;
  ends.use(await spawnAs("projector", env));
  const run = async (app: string, ...args: string[]) => {
    // The API erases, too: what it may do is enough for all that the command does.
    const user = app === "ops" ? "admin-api" : "projector";
    const options = { cwd: rootDirectory, env: { ...process.env, ...asUser(user, env) } };
    const ran = promisify(execFile)(process.execPath, [`apps/${app}/src/main.ts`, ...args], options);
    return ran.catch((error: { stdout: string; stderr: string }) => ({ ...error, code: 1 }));
  };
  const untilProjected = () =>
    eventually(
      async () => {
        for (const { name } of [INBOUND, TURNS, DELIVERY])
          if ((await readCheckpoint({ db, schema: LIVE }, name)) < (await bus.jsm.streams.info(name)).state.last_seq)
            return false;
        return true;
      },
      { deadlineMs: BUSY_MS, what: "everything is projected" },
    );
  const answered = async (phone: string, count: number) =>
    eventually(async () => (await clinic.calls(phone)).length >= count, { deadlineMs: BUSY_MS, what: "an answer" });

  for (const phone of [ANA, MARCIA, BRUNO]) {
    await clinic.patient(phone, "oi");
    await answered(phone, 1);
  }
  await clinic.patient(ANA, `quero falar com uma pessoa, sou ${NAME}, CPF ${CPF}`);
  await answered(ANA, 2);
  await eventually(() => clinic.conversationOf(ANA), { deadlineMs: BUSY_MS, what: "her conversation at the desk" });
  await untilProjected();
  const before = { marcia: await logOf(bus, MARCIA), bruno: await logOf(bus, BRUNO) };
  expect((await logOf(bus, ANA)).size, "the control: she is in the log").toBeGreaterThan(3);

  // Others write, and she does, while she is erased.
  let isOver = false;
  const traffic = (async () => {
    for (let n = 0; !isOver; n += 1) {
      await clinic.patient([BRUNO, MARCIA][n % 2]!, `quanto custa ${n}?`);
      await answered([BRUNO, MARCIA][n % 2]!, 2 + Math.floor(n / 2));
    }
  })();
  const erased = await run("ops", "erase", ana.id, "--reason", `pedido de ${NAME}`).finally(() => {
    isOver = true;
  });
  await traffic;
  expect(erased.stdout + erased.stderr).toContain("Certificado de apagamento");
  expect(erased.stdout).toContain("1 atendimento(s) realizado(s)");
  for (const word of [NAME, "529982", ANA, ana.id, "ana.figueira"]) expect(erased.stdout).not.toContain(word);

  const left = await logOf(bus, ANA);
  expect([...left.values()].filter((text) => text.includes(NAME) || text.includes(CPF))).toEqual([]);
  for (const [who, contact] of [
    ["marcia", MARCIA],
    ["bruno", BRUNO],
  ] as const) {
    const now = await logOf(bus, contact);
    for (const [place, text] of before[who]) expect(now.get(place), `${who}: ${place}`).toBe(text);
  }
  expect(await clinic.conversationOf(ANA), "at the desk").toBeUndefined();
  expect(await clinic.conversationOf(BRUNO), "others at the desk").toBeDefined();
  const people = await sql<{ id: string; name: string }>`select id, name from patients order by name`.execute(db);
  expect(people.rows).toEqual([
    { id: bruno.id, name: "Bruno Tavares Lima" },
    { id: lia.id, name: "Lia Prado Nunes" },
    { id: ana.id, name: "Pessoa apagada" },
  ]);
  const kept = await sql`
    select a.state, a.note, k.identity ->> 'name' as name, k.keep_until from kept_by_law k
    join appointments a using (patient_id)`.execute(db);
  expect(kept.rows).toEqual([{ state: "completed", note: null, name: NAME, keepUntil: "2046-02-03" }]);

  await untilProjected();
  const shown = await rowsOf(db, BRUNO);
  expect(shown.length, "the control: he is shown").toBeGreaterThan(1);
  await run("projector", "rebuild");
  await untilProjected();
  expect(await rowsOf(db, BRUNO), "of others a rebuild shows the same").toEqual(shown);
  const again = await run("ops", "erase", ANA, "--dry-run");
  expect(again.stderr.trim(), "after a rebuild there is no one to erase").toBe(
    "there is no conversation with this contact",
  );

  const file = await run("ops", "access", bruno.id);
  expect(file.stdout, "what he may see of himself").toContain("quanto custa");
  expect(file.stdout).not.toContain("Márcia");

  const former = (await clinic.calls(ANA)).length;
  await clinic.patient(ANA, "oi");
  await eventually(async () => (await clinic.rules(ANA)).length === 1, { deadlineMs: BUSY_MS, what: "a first turn" });
  await answered(ANA, former + 1);
  expect((await clinic.calls(ANA)).at(-1)?.text, "as a new contact").not.toContain("Ana");
});
