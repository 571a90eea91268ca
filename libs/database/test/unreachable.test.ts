import { spawn } from "node:child_process";
import { once } from "node:events";
import { temporaryDatabase } from "@acolhe/testing";
import { expect, test } from "vitest";
import { whyUnreachable } from "../src/index.ts";

const ROOT = new URL("../../..", import.meta.url).pathname;

/** A command on a database, as a person starts it. */
async function run(command: string, url: string) {
  const child = spawn(process.execPath, [`scripts/${command}.ts`], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece) => {
      said += String(piece);
    });
  const [code] = await once(child, "close");
  return { code, said: said.trim() };
}

function withPassword(url: string, password: string): string {
  const parts = new URL(url);
  parts.password = password;
  return parts.href;
}

test.each(["db-migrate", "db-seed"])(
  "%s ends with a sentence where the database cannot be used",
  async (command) => {
    await using database = await temporaryDatabase();
    const cases: readonly [string, RegExp][] = [
      ["postgres://acolhe:geheim@127.0.0.1:1/acolhe", /^No database answers at 127\.0\.0\.1:1\/acolhe\./],
      [withPassword(database.url, "geheim"), /refuses the user or the password/],
    ];
    for (const [url, sentence] of cases) {
      const { code, said } = await run(command, url);
      expect(code, said).toBe(1);
      expect(said).toMatch(sentence);
      expect(said.split("\n"), "no stack").toHaveLength(1);
      expect(said).not.toContain("geheim");
    }
  },
  60_000,
);

test.each([
  ["EAI_AGAIN", /no host/],
  ["3D000", /no such database/],
  ["42501", /may not do this/],
  ["57P03", /try again in a moment/],
])("%s is told in words, also as a cause", (code, sentence) => {
  const cause = Object.assign(new Error("x"), { code });
  expect(whyUnreachable(new Error("outer", { cause }), "postgres://db/acolhe")).toMatch(sentence);
});

test("a mistake of ours is not told as the database's; an address that is none is", () => {
  expect(whyUnreachable(new TypeError("x"), "postgres://db/acolhe")).toBeNull();
  expect(whyUnreachable(new TypeError("x"), "nowhere")).toMatch(/is no address/);
});
