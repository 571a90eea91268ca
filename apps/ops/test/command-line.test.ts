import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { contextFile, findInstallation } from "../src/installation/find-installation.ts";
import { parseSince, parseTime } from "../src/moment.ts";
import { table } from "../src/output/table.ts";
import { languageOf, spanText } from "../src/words/words.ts";

const { PATH } = process.env;

/** Runs `ops` as an operator does. */
function ops(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { cwd: rootDirectory, env: { PATH, HOME: "/nowhere", NO_COLOR: "1", ...env } };
    execFile(process.execPath, ["apps/ops/src/main.ts", ...args], options, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

describe("the command line", () => {
  test("helps in every verb, and knows what was meant by a slip", async () => {
    const help = await ops(["--help"]);
    expect(help.code).toBe(0);
    for (const verb of ["status", "explain", "history", "replay", "takeover", "flow"]) expect(help.out).toContain(verb);
    expect((await ops(["explain", "--help"])).out).toContain("--mermaid");
    expect((await ops(["flow", "publish", "--help"])).out).toContain("<folder>");
    const slip = await ops(["statsu"]);
    expect(slip.code).toBe(2);
    expect(slip.err).toContain("Did you mean status?");
  });

  test("says where it looked when no broker answers, and does not wait for ever", async () => {
    const none = await ops(["--wait", "0", "status"], { NATS_URL: "nats://ops:secret@127.0.0.1:1" });
    expect(none.code).toBe(1);
    expect(none.err).toContain("no broker answers at nats://***@127.0.0.1:1 (the environment)");
    expect(none.err).not.toContain("secret");
  });

  test("ends quietly when its reader is gone", async () => {
    const child = spawn(process.execPath, ["apps/ops/src/main.ts", "--help"], { cwd: rootDirectory, env: { PATH } });
    child.stdout.destroy();
    const said = text(child.stderr);
    const [code] = await once(child, "close");
    expect({ code, said: await said }).toEqual({ code: 0, said: "" });
  });

  test("ends with 2 where the line can never be meant", async () => {
    const refused = await ops(["takeover", "551199", "--reason", "t"], { NATS_URL: "nats://127.0.0.1:1" });
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("the audit takes 5 to");
  });

  test("refuses a time, a count and a zone it cannot read", async () => {
    for (const args of [
      ["explain", "551199", "--at", "yesterday"],
      ["timers", "--limit", "0"],
      ["history", "551199", "--time-zone", "Mars"],
    ])
      expect(await ops(args, { NATS_URL: "nats://127.0.0.1:1" })).toMatchObject({ code: 2 });
  });
});

describe("which installation", () => {
  const running = { pid: 4242, NATS_URL: "nats://127.0.0.1:5000", apps: { ingress: "http://127.0.0.1:8081" } };

  async function withHome() {
    const directory = await temporaryDirectory("acolhe-ops-");
    const dataDirectory = join(directory.path, "data");
    await mkdir(dataDirectory, { recursive: true });
    await writeFile(join(dataDirectory, "installation.json"), JSON.stringify(running));
    return {
      ...{ dataDirectory, home: directory.path },
      [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
    };
  }

  test("is the one named, else the environment's, else a local start that still runs", async () => {
    await using at = await withHome();
    const where = {
      context: undefined,
      env: { HOME: at.home },
      dataDirectory: at.dataDirectory,
      isRunning: () => true,
    };
    expect(await findInstallation(where)).toMatchObject({ name: "the local start", NATS_URL: running.NATS_URL });
    const env = { HOME: at.home, NATS_URL: "nats://10.0.0.1" };
    expect(await findInstallation({ ...where, env })).toMatchObject({ name: "the environment" });
    const file = contextFile("sul", env);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, JSON.stringify({ NATS_URL: "nats://sul" }));
    expect(await findInstallation({ ...where, env, context: "sul" })).toMatchObject({ NATS_URL: "nats://sul" });
  });

  test("is told in words where there is none", async () => {
    await using at = await withHome();
    const where = {
      context: undefined,
      env: { HOME: at.home },
      dataDirectory: at.dataDirectory,
      isRunning: () => false,
    };
    await expect(findInstallation(where)).rejects.toThrow("npm start");
    await expect(findInstallation({ ...where, context: "norte" })).rejects.toThrow("there is no context norte");
    await expect(findInstallation({ ...where, context: "../../etc" })).rejects.toThrow("no name of a context");
    const file = contextFile("torto", where.env);
    await mkdir(join(file, ".."), { recursive: true });
    await writeFile(file, "{");
    await expect(findInstallation({ ...where, context: "torto" })).rejects.toThrow("is no JSON");
  });
});

describe("words", () => {
  test("a table counts letters, not colours, and puts numbers to the right", () => {
    expect(
      table(
        ["name", "count"],
        [
          ["\u001b[31mum\u001b[39m", "7"],
          ["quarenta", "1234"],
        ],
      ),
    ).toEqual(["name      count", "\u001b[31mum\u001b[39m            7", "quarenta   1234"]);
  });

  test.each([
    [40, "40 ms"],
    [12_300, "12 s"],
    [640_000, "10 min 40 s"],
    [600_000, "10 min"],
    [11_100_000, "3 h 5 min"],
  ])("%d ms are %s", (ms, text) => expect(spanText(ms)).toBe(text));

  const NOW = "2026-11-29T15:09:30Z";
  test.each([
    ["15m", "America/Sao_Paulo", "2026-11-29T14:54:30.000Z", "2026-11-29T14:54:30.000Z"],
    ["2026-11-29T10:00:00-03:00", "Asia/Tokyo", "2026-11-29T13:00:00.000Z", "2026-11-29T13:00:00.000Z"],
    ["2026-11-29T10:00:00.5Z", "Asia/Tokyo", "2026-11-29T10:00:00.500Z", "2026-11-29T10:00:00.500Z"],
    ["11:00", "America/Sao_Paulo", "2026-11-29T14:00:00.000Z", "2026-11-29T14:00:59.999Z"],
    ["12:09", "America/Sao_Paulo", "2026-11-29T15:09:00.000Z", "2026-11-29T15:09:59.999Z"],
    ["12:10", "America/Sao_Paulo", "2026-11-28T15:10:00.000Z", "2026-11-28T15:10:59.999Z"],
    ["00:05", "Asia/Tokyo", "2026-11-29T15:05:00.000Z", "2026-11-29T15:05:59.999Z"],
    ["11:00:07", "UTC", "2026-11-29T11:00:07.000Z", "2026-11-29T11:00:07.999Z"],
    ["2026-11-28", "America/Sao_Paulo", "2026-11-28T03:00:00.000Z", "2026-11-29T02:59:59.999Z"],
    ["2026-11-28T13:09", "America/Sao_Paulo", "2026-11-28T16:09:00.000Z", "2026-11-28T16:09:59.999Z"],
    ["2026-03-29 03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z", "2026-03-29T01:30:59.999Z"],
  ])("%s in %s begins at %s and ends at %s", (text, zone, since, until) => {
    const at = (ms: number) => new Date(ms).toISOString();
    expect([at(parseSince(text)(zone, Date.parse(NOW))), at(parseTime(text)(zone, Date.parse(NOW)))]).toEqual([
      since,
      until,
    ]);
  });

  test.each([
    ...["soon", "25:00", "13:60", "2026-13-01", "2026-11-28T25:00", "29/11/2026", "13:09:00 GMT"],
    ...["01-02-2026", "2026-02-30", "2026-02-30T10:00Z", "2026-11-31 10:00"],
  ])("%s is no time", (text) => expect(() => parseTime(text)).toThrow("give a time"));

  test("the language is the machine's", () => {
    expect(languageOf({ LANG: "pt_BR.UTF-8" })).toBe("pt");
    expect(languageOf({ LANG: "pt_BR.UTF-8", LC_ALL: "en_US.UTF-8" })).toBe("en");
    expect(languageOf({})).toBe("en");
  });
});
