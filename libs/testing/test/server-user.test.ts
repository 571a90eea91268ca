import { spawnSync } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../src/index.ts";
import { asServerUser } from "../src/postgres/server-user.ts";

// For root: a clone in a folder that no other user may enter. Any other user starts the server as themselves.
test("the server's user may run a program in a private folder, also where the program asks first", async () => {
  await using folder = await temporaryDirectory();
  await chmod(folder.path, 0o700);
  const program = join(folder.path, "program");
  await writeFile(program, "", { mode: 0o755 });
  const ask = `require("node:fs").accessSync(${JSON.stringify(program)}, 1)`;
  const { command, args, uid, gid } = asServerUser(process.execPath, ["-e", ask], [process.execPath, program]);
  const asked = spawnSync(command, args, { ...(uid === undefined ? {} : { uid, gid }), encoding: "utf8" });
  expect(asked.stderr).toBe("");
  expect(asked.status).toBe(0);
});
