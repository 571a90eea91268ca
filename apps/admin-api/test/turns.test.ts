import { clinicFolder, readFolder } from "@acolhe/flows";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CSV } from "../src/files/table.ts";
import { EXPORT_BATCH, FLOW_BYTES_MAX, IMPORT_CELLS_MAX, IMPORT_ROWS_MAX, PASSWORD_LENGTH_MAX } from "../src/limits.ts";
import { type Desk, openDesk, PASSWORD } from "./desk.ts";

/** Others who wait for the API notice more than this. */
const TURN_MS_MAX = 200;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ nats: true });
});
afterAll(() => desk[Symbol.asyncDispose]());

/**
 * How long others were not served at most: processor time of this thread between two turns of its loop, no matter what
 * else runs.
 */
async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isDone = false;
  let since = process.threadCpuUsage();
  const turn = () => {
    const { user, system } = process.threadCpuUsage(since);
    longest = Math.max(longest, user + system);
    since = process.threadCpuUsage();
    if (!isDone) setImmediate(turn);
  };
  turn();
  await work();
  isDone = true;
  return longest / 1000;
}

const get = async (url: string) => (await desk.call("GET", `/api/v1/${url}`)).status;
const importOf = (url: string, row: string) => {
  const columns = IMPORT_CELLS_MAX / IMPORT_ROWS_MAX;
  const titles = ["Nome", "Nascimento", "Telefone", "E-mail"];
  const filled = columns - titles.length;
  const head = [...titles, ...Array.from({ length: filled }, (_, n) => `Coluna ${n}`)].join(";");
  const body = `${head}\n${`${row}${";célula".repeat(filled)}\n`.repeat(IMPORT_ROWS_MAX)}`;
  const headers = { "content-type": CSV };
  return async () => (await desk.call("POST", `/api/v1/patients/import${url}`, { body, headers })).status;
};
const ODD = ["%_".repeat(50), "\\".repeat(100), "(".repeat(100), "á̀̂̃".repeat(20), "e ".repeat(50), "11 9".repeat(25)];
const UNSEEN = ["\u200b".repeat(60), "\u0301".repeat(80), "\u2800", "\u202e"];
const SEARCHED = ["patients", "guardians", "contacts", "leads", "conversations", "professionals", "services", "users"];

const DEEDS: readonly [what: string, statuses: readonly number[], deed: () => Promise<number | readonly number[]>][] = [
  [
    "twenty passwords of the greatest length",
    // Guesses at the current one are counted before they are looked at.
    [422, 429],
    () => {
      const password = "abc1".repeat(PASSWORD_LENGTH_MAX / "abc1".length);
      const one = async () =>
        (await desk.call("POST", "/api/v1/auth/password", { as: "analyst", body: { current: PASSWORD, password } }))
          .status;
      return Promise.all(Array.from({ length: 20 }, one));
    },
  ],
  [
    "the largest draft of a flow, written and read",
    [200],
    async () => {
      const made = await desk.call("POST", "/api/v1/flows", { body: { slug: "recepcao", name: "Recepção" } });
      const line = `# ${"x".repeat(97)}\n`;
      const more = line.repeat(FLOW_BYTES_MAX / line.length);
      const files = { ...Object.fromEntries(readFolder(clinicFolder)), "states/more.yaml": more };
      const at = `flows/${made.body.flowId}/draft`;
      const put = await desk.call("PUT", `/api/v1/${at}`, { body: { files }, version: made.body.version });
      return [put.status, await get(at)];
    },
  ],
  ["a look at the largest file of patients", [200], importOf("/inspect", "Ana Lima;01/02/1990;;")],
  ["the same with something wrong in each row", [200], importOf("?dryRun=true", ";99/99/9999;123;sem arroba")],
  [
    "exports of more rows than are read at a time",
    [200],
    async () => {
      await sql`insert into patients (name) select 'Pessoa ' || n from generate_series(1, ${3 * EXPORT_BATCH}::int) n`.execute(
        desk.api.db,
      );
      return [await get("patients/export?format=csv"), await get("patients/export?format=xlsx")];
    },
  ],
  [
    "searches for a name that no person has",
    [200],
    async () => {
      const odd = (list: string) => (list === "patients" || list === "conversations" ? [...ODD, ...UNSEEN] : UNSEEN);
      const asked = SEARCHED.flatMap((list) => odd(list).map((q) => `${list}?q=${encodeURIComponent(q)}`));
      const found: number[] = [];
      for (const url of asked) found.push(await get(url));
      return found;
    },
  ],
];

test.each(DEEDS)("%s are no long turn of the event loop", async (_what, statuses, deed) => {
  let answers: number | readonly number[] = [];
  const longest = await longestTurnMs(async () => {
    answers = await deed();
  });
  expect(new Set([answers].flat())).toEqual(new Set(statuses));
  expect(longest).toBeLessThan(TURN_MS_MAX);
});
