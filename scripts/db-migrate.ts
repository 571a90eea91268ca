import { readFileSync } from "node:fs";
import { adviceAfter, type DatabaseService, migrate, provideUsers } from "@acolhe/database";
import { loadSettings } from "@acolhe/runtime";
import { atDatabase } from "./at-database.ts";

const { DATABASE_URL, DATABASE_ADMIN_URL: adminUrl, DATABASE_USERS_FILE: usersFile } = loadSettings();
await atDatabase(adminUrl ?? DATABASE_URL, async () => {
  const url = adminUrl && usersFile ? (await provideUsers(adminUrl, passwordsIn(usersFile))).ops : DATABASE_URL;
  const ran = await migrate(url);
  console.log(ran.length === 0 ? "The schema is up to date." : `Brought up to date: ${ran.join(", ")}.`);
  const advice = adviceAfter(ran);
  if (advice) console.log(advice);
});

function passwordsIn(path: string): Record<DatabaseService, string> {
  return JSON.parse(readFileSync(path, "utf8")) as Record<DatabaseService, string>;
}
