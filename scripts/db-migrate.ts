import { adviceAfter, migrate } from "@acolhe/database";
import { loadSettings } from "@acolhe/runtime";

const ran = await migrate(loadSettings().DATABASE_URL);
console.log(ran.length === 0 ? "The schema is up to date." : `Brought up to date: ${ran.join(", ")}.`);
const advice = adviceAfter(ran);
if (advice) console.log(advice);
