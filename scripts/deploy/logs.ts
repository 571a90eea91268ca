import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { rootDirectory } from "../root.ts";
import { compose } from "./compose.ts";

/* What of the way of the logs, from the containers to Loki and Grafana, can be checked without their programs. */

/** The part of Loki's configuration that we use; strict, so that what is misspelt is found. */
const Loki = z.strictObject({
  auth_enabled: z.literal(false),
  server: z.strictObject({ http_listen_port: z.int(), log_level: z.enum(["debug", "info", "warn", "error"]) }),
  common: z.strictObject({
    instance_addr: z.string(),
    path_prefix: z.string(),
    replication_factor: z.literal(1),
    ring: z.strictObject({ kvstore: z.strictObject({ store: z.literal("inmemory") }) }),
    storage: z.strictObject({
      filesystem: z.strictObject({ chunks_directory: z.string(), rules_directory: z.string() }),
    }),
  }),
  schema_config: z.strictObject({
    configs: z.array(
      z.strictObject({
        from: z.iso.date(),
        store: z.literal("tsdb"),
        object_store: z.literal("filesystem"),
        schema: z.literal("v13"),
        // The index of tsdb is kept a day a file.
        index: z.strictObject({ prefix: z.string(), period: z.literal("24h") }),
      }),
    ),
  }),
  compactor: z.strictObject({
    working_directory: z.string(),
    retention_enabled: z.literal(true),
    // Without it Loki refuses to delete what is too old.
    delete_request_store: z.literal("filesystem"),
  }),
  limits_config: z.strictObject({
    retention_period: z.string().regex(/^\d+h$/),
    allow_structured_metadata: z.boolean(),
  }),
  analytics: z.strictObject({ reporting_enabled: z.boolean() }),
});

const read = (path: string) => readFileSync(join(rootDirectory, path), "utf8");

/**
 * A misspelt key of Loki's, a block of Alloy's that nothing names or that names nothing, an address where no process
 * listens.
 */
export function logsProblems(
  files = { loki: read("deploy/logs/loki.yml"), alloy: read("deploy/logs/config.alloy") },
): string[] {
  const loki = Loki.safeParse(parse(files.loki));
  const issues = (loki.error?.issues ?? []).map(({ path, message }) => `loki.yml: ${path.join(".")}: ${message}`);
  const port = loki.data?.server.http_listen_port;
  const sources = { "config.alloy": files.alloy, "datasource.yml": read("deploy/monitoring/grafana/datasource.yml") };
  const addresses = Object.entries(sources).flatMap(([name, text]) =>
    [...text.matchAll(/http:\/\/loki:(\d+)/g)].map(([, asked]) => ({ name, asked: Number(asked) })),
  );
  return [
    ...issues,
    ...Object.keys(sources).flatMap((name) => (addresses.some((one) => one.name === name) ? [] : [`${name}: no Loki`])),
    ...addresses.flatMap(({ name, asked }) => (asked === port ? [] : [`${name}: Loki does not listen at ${asked}`])),
    ...("loki" in compose.services ? [] : ["docker-compose.yml: no service loki"]),
    ...blockProblems(files.alloy),
  ];
}

/** Alloy's blocks hang together by their names: `loki.write "loki"` is `loki.write.loki`. */
function blockProblems(alloy: string): string[] {
  const code = alloy.replaceAll(/^\s*\/\/.*$/gm, "");
  const blocks = [...code.matchAll(/^([a-z_]+\.[a-z_]+) "([a-z_]+)" \{/gm)].map(([, kind, name]) => `${kind}.${name}`);
  const used = [...code.matchAll(/([a-z_]+\.[a-z_]+\.[a-z_]+)\.(?:targets|output|receiver)\b/g)].map(
    ([, name]) => name!,
  );
  const open = (code.match(/\{/g) ?? []).length - (code.match(/\}/g) ?? []).length;
  return [
    ...(open === 0 ? [] : ["config.alloy: braces are not paired"]),
    ...used.flatMap((name) => (blocks.includes(name) ? [] : [`config.alloy: there is no ${name}`])),
    // Where lines come in, nothing leads to it.
    ...blocks.flatMap((name) =>
      used.includes(name) || name.startsWith("loki.source.") ? [] : [`config.alloy: nothing uses ${name}`],
    ),
  ];
}
