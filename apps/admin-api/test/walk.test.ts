import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { rootDirectory, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { ensureAdministrator } from "../src/access/first-admin.ts";
import { captureLead, openDesk } from "./desk.ts";

const LEAD = "0190a000-0000-7000-8000-000000000007";

test("the walk of docs/admin-api.md works as it is written", async () => {
  await using desk = await openDesk({ nats: true });
  await using directory = await temporaryDirectory();
  const { db } = desk.api;
  await db.updateTable("users").set({ active: false }).execute();
  const first = { email: "admin@acolhe.local", password: "uma-senha-de-entrada" };
  expect(await ensureAdministrator(db, first)).toBe("made");
  await captureLead(desk, { id: LEAD, contactKey: "5511900000007", name: "Bento Aguiar" });
  const { port } = await desk.api.listen({ host: "127.0.0.1", port: 0 });

  const text = readFileSync(join(rootDirectory, "docs/admin-api.md"), "utf8");
  const script = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block).join("\n");
  const env = {
    ...process.env,
    API: `http://127.0.0.1:${port}`,
    EMAIL: first.email,
    PASSWORD: first.password,
    LEAD,
  };
  const { stdout } = await promisify(execFile)("sh", ["-euc", script], { env, cwd: directory.path });
  const actions = [
    "login",
    "password-changed",
    "create",
    "link-guardian",
    "convert",
    "block",
    "bot-off",
    "bot-on",
    "publish",
    "export",
  ];
  for (const action of actions) expect(stdout).toContain(`"action":"${action}"`);
  expect(stdout, "how far the export is").toMatch(/"entity":"patient","format":"csv","total":2,"written":[02]/);
  expect(readFileSync(join(directory.path, "pacientes.csv"), "utf8")).toMatch(/Bento Aguiar[\s\S]*Théo Batista/);
});
