import { writeFileSync } from "node:fs";
import { envExample } from "@acolhe/runtime";

// The example is a view of the settings schema; a test compares the two.
writeFileSync(new URL("../.env.example", import.meta.url), envExample());
