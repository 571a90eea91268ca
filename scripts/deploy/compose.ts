import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FILE_SETTINGS, loadChannels, loadSettings, SettingsSchema } from "@acolhe/runtime";
import { parse } from "yaml";
import { rootDirectory } from "../root.ts";
import { Compose, type Service } from "./compose-schema.ts";
import { derivedFiles, madeSecrets } from "./secret-files.ts";

/* What of docker-compose.yml can be checked where there is no Docker. Each function gives sentences; none is good. */

interface SecretUse {
  readonly source: string;
  readonly target: string;
}

const read = (path: string) => readFileSync(join(rootDirectory, path), "utf8");
export const compose = parse(read("docker-compose.yml"), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const usesOf = ({ secrets = [] }: Service): SecretUse[] =>
  secrets.map((use) => (typeof use === "string" ? { source: use, target: use } : use));

/** A number and a secret of each kind, as an installation has them. */
const SAMPLE_ENV: Readonly<Record<string, string>> = {
  PUBLIC_WEBHOOK_URL: "https://webhooks.example.org",
  ZAPI_INSTANCE_ID: "INSTANCE-OF-THE-CHECK",
  ZAPI_INSTANCE_TOKEN: "TOKEN-OF-THE-CHECK",
  ZAPI_CLIENT_TOKEN: "CLIENT-TOKEN-OF-THE-CHECK",
  ZAPI_WEBHOOK_SECRET: "webhook-secret-of-the-check",
};

/** Every file of secrets as an installation has it. */
export function sampleSecrets(): Readonly<Record<string, string>> {
  const made = madeSecrets(() => undefined);
  return { ...made, ...derivedFiles(made, SAMPLE_ENV) };
}

/** What no part of the Compose Specification that is used here allows. */
export function schemaProblems(file: unknown = compose): string[] {
  // What begins with x- is for the merge keys of YAML; Compose reads what remains.
  const plain = Object.fromEntries(Object.entries(file as object).filter(([name]) => !name.startsWith("x-")));
  const { error } = Compose.safeParse(plain);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

/** Names that lead nowhere. */
export function referenceProblems(): string[] {
  const files = sampleSecrets();
  return [
    ...services.flatMap(([name, service]) => [
      ...usesOf(service).flatMap(({ source }) => (source in compose.secrets ? [] : [`${name}: no secret ${source}`])),
      ...(service.networks ?? []).flatMap((network) =>
        network in compose.networks ? [] : [`${name}: no network ${network}`],
      ),
      ...Object.entries(service.environment ?? {}).flatMap(([key, value]) => {
        const target = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
        const isGiven = target === undefined || usesOf(service).some((use) => use.target === target);
        return isGiven ? [] : [`${name}: ${key} names a secret that it is not given`];
      }),
    ]),
    ...Object.entries(compose.secrets).flatMap(([name, { file }]) =>
      file.replace("./deploy/secrets/", "") in files ? [] : [`secret ${name}: nothing writes ${file}`],
    ),
  ];
}

/** A secret that a service is given and does not name, or that two services share. */
export function leastPrivilegeProblems(): string[] {
  const shared = new Set(["channels"]);
  const users = new Map<string, string[]>();
  for (const [name, service] of services)
    for (const { source } of usesOf(service)) users.set(source, [...(users.get(source) ?? []), name]);
  const isOperators = (source: string) => source.startsWith("ops-");
  return [...users].flatMap(([source, names]) =>
    names.length > 1 && !shared.has(source) && !isOperators(source)
      ? [`${source} is given to ${names.join(", ")}`]
      : [],
  );
}

/** Every setting is one, and with what it is given each app reads its settings to the end. */
export function settingsProblems(): string[] {
  const known = new Set([...Object.keys(SettingsSchema.shape), ...[...FILE_SETTINGS].map((name) => `${name}_FILE`)]);
  const files = sampleSecrets();
  return services
    .filter(([, service]) => service.build)
    .flatMap(([name, service]) => {
      const environment = Object.entries(service.environment ?? {});
      const unknown = environment.filter(([key]) => !known.has(key)).map(([key]) => `${name}: ${key} is no setting`);
      return [...unknown, ...startProblems(name, service, files)];
    });
}

/** What must be given to whom, beyond what the settings' own check knows. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  ingress: ["NATS_URL", "REDIS_URL"],
  "conversation-worker": ["NATS_URL", "DATABASE_URL"],
  "outbound-sender": ["NATS_URL", "REDIS_URL"],
  "chatwoot-mirror": ["NATS_URL"],
  projector: ["NATS_URL", "DATABASE_URL"],
  "admin-api": ["NATS_URL", "REDIS_URL", "DATABASE_URL", "ADMIN_JWT_SECRET", "ADMIN_PASSWORD"],
  setup: ["NATS_URL"],
  ops: ["NATS_URL", "REDIS_URL", "DATABASE_URL"],
  migrate: ["DATABASE_ADMIN_URL"],
};

function startProblems(name: string, service: Service, files: Readonly<Record<string, string>>): string[] {
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(service.environment ?? {})) {
    const use = usesOf(service).find(({ target }) => value === `/run/secrets/${target}`);
    const file = use && compose.secrets[use.source]?.file.replace("./deploy/secrets/", "");
    const setting = key.replace(/_FILE$/, "");
    if (file === undefined) env[key] = value;
    else if (FILE_SETTINGS.has(setting)) env[setting] = files[file] ?? "";
  }
  try {
    loadSettings(env);
    loadChannels(loadSettings({ ...SAMPLE_ENV, ...env }));
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : error}`];
  }
  return (REQUIRED[name] ?? []).filter((setting) => !env[setting]).map((setting) => `${name}: ${setting} is not given`);
}

/** Where a container is asked whether it is ready, there is an answer. */
export function healthProblems(): string[] {
  const routes = read("libs/runtime/src/health.ts");
  return services.flatMap(([name, { build, healthcheck }]) => {
    const [, path = ""] = /http:\/\/127\.0\.0\.1:\d+(\/[\w/-]+)/.exec(healthcheck?.test.join(" ") ?? "") ?? [];
    return build && healthcheck && !routes.includes(`"${path}"`) ? [`${name}: no app answers at ${path}`] : [];
  });
}

/** Servers behind a network without a way out, and nothing that runs with more than it needs. */
export function hardeningProblems(): string[] {
  return services.flatMap(([name, service]) => [
    ...(service.read_only ? [] : [`${name}: its file system can be written`]),
    ...(service.mem_limit ? [] : [`${name}: no limit of memory`]),
    ...(service.security_opt?.includes("no-new-privileges:true") ? [] : [`${name}: may gain privileges`]),
    ...(["nats", "redis", "postgres"].includes(name) &&
    ((service.ports ?? []).length > 0 ||
      !(service.networks ?? []).every((network) => compose.networks[network]?.internal))
      ? [`${name}: is reached from outside`]
      : []),
    ...(service.build && !existsSync(join(rootDirectory, "apps", service.build.args.APP, "src", "main.ts"))
      ? [`${name}: no app ${service.build.args.APP}`]
      : []),
  ]);
}

/** Images of others that are named without a digest: what a version names may change, what a digest names may not. */
export const unpinnedImages = (file: Pick<Compose, "services"> = compose): string[] => [
  ...new Set(
    Object.values(file.services).flatMap(({ image }) => (!image || image.includes("@sha256:") ? [] : [image])),
  ),
];
