import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { rootDirectory } from "@acolhe/testing";

/** The types of all tables, as kysely-codegen reads them from a database. */
export async function generateTypes(url: string): Promise<string> {
  const cli = join(rootDirectory, "node_modules", "kysely-codegen", "dist", "cli", "bin.js");
  const mapping = { timestamptz: "string", date: "string", int8: "number", time: "string", bytea: "Uint8Array" };
  const { stdout } = await promisify(execFile)(process.execPath, [
    cli,
    ...["--url", url],
    ...["--dialect", "postgres"],
    "--camel-case",
    ...["--default-schema", "public"],
    ...["--type-mapping", JSON.stringify(mapping)],
    ...["--exclude-pattern", "kysely_*"],
    "--print",
  ]);
  return stdout.slice(stdout.indexOf("/**"));
}
