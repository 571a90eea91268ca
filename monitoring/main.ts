import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { written } from "./written.ts";

// Everything here that is made from code, where it belongs; a test compares.
for (const [path, text] of await written()) await writeFile(join(import.meta.dirname, "..", path), text);
