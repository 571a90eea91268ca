import { adviceAfter, migrate } from "@acolhe/database";
import { loadSettings } from "@acolhe/runtime";
import { atDatabase } from "./at-database.ts";

const url = loadSettings().DATABASE_URL;
await atDatabase(url, async () => {
  const ran = await migrate(url);
  console.log(ran.length === 0 ? "The schema is up to date." : `Brought up to date: ${ran.join(", ")}.`);
  const advice = adviceAfter(ran);
  if (advice) console.log(advice);
});
