import { parseArgs } from "node:util";
import { connectDatabase, migrate, seed } from "@acolhe/database";
import { loadSettings } from "@acolhe/runtime";
import { atDatabase } from "./at-database.ts";

const { values } = parseArgs({ options: { patients: { type: "string", default: "5000" } } });
const patients = Number(values.patients);
if (!Number.isInteger(patients) || patients < 1 || patients > 1_000_000) {
  console.error("usage: npm run db:seed -- --patients 5000     (1 to 1000000)");
  process.exit(2);
}
const url = loadSettings().DATABASE_URL;
await atDatabase(url, async () => {
  await migrate(url);
  const db = connectDatabase({ url, name: "seed" });
  const startedAt = performance.now();
  await seed(db, { patients });
  console.log(`${patients} patients in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  await db.destroy();
});
