import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseEnv } from "node:util";
import { rootDirectory } from "../root.ts";
import { derivedFiles, madeSecrets } from "./secret-files.ts";

/* `npm run deploy:secrets`: from `.env`, what `docker compose` hands to each container. After a change of `.env`, again. */

const folder = join(rootDirectory, "deploy", "secrets");
const read = async (path: string) => (existsSync(path) ? (await readFile(path, "utf8")).trim() : undefined);

async function write(file: string, text: string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  // Containers read them as users of their own; the folder is closed to everybody else on this machine.
  await writeFile(path, text, { mode: 0o644 });
}

const dotEnv = join(rootDirectory, ".env");
if (!existsSync(dotEnv)) {
  console.error("There is no .env yet: write it first, with the settings of .env.example that you need.");
  process.exit(1);
}
try {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  const kept = new Map<string, string>();
  for (const file of Object.keys(madeSecrets(() => ""))) {
    const text = await read(join(folder, file));
    if (text) kept.set(file, text);
  }
  const made = madeSecrets((file) => kept.get(file));
  const env = Object.fromEntries(Object.entries(parseEnv(await readFile(dotEnv, "utf8"))).filter(([, value]) => value));
  const files = { ...made, ...derivedFiles(made, env) };
  for (const [file, text] of Object.entries(files)) await write(file, text);
  console.log(
    `${Object.keys(files).length} files in deploy/secrets. The first administrator's password, until it is changed:`,
  );
  console.log(files["admin-api/ADMIN_PASSWORD"]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
