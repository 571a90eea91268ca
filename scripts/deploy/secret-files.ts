import { randomBytes } from "node:crypto";
import { asService, natsAuthorization, type Passwords, redisUsers, SERVICES, type Service } from "@acolhe/access";
import { DATABASE_USERS, type DatabaseService } from "@acolhe/database";
import { loadChannels, loadSettings, SECRET_SETTINGS } from "@acolhe/runtime";

/*
 * The files that containers are given: each service its own logins and the secrets of its work, and no other's. What was made
 * once stays; what follows from it and from the settings is written anew.
 */

/** Where the servers are, seen from the apps. */
export interface Servers {
  readonly nats: string;
  readonly redis: string;
  readonly postgres: string;
}
const COMPOSE_SERVERS: Servers = {
  nats: "nats://nats:4222",
  redis: "redis://redis:6379",
  postgres: "postgres://postgres:5432/acolhe",
};

/** Secrets of the settings that only some need. A number's own are in the file of channels. */
const SECRETS_OF: Readonly<Record<Service, readonly string[]>> = {
  ingress: ["CHATWOOT_WEBHOOK_SECRET", "CHATWOOT_SIGNING_SECRETS"],
  "conversation-worker": ["MODEL_API_KEY", "TRANSCRIPTION_API_KEY"],
  "outbound-sender": [],
  "chatwoot-mirror": ["CHATWOOT_TOKEN", "CHATWOOT_BOT_TOKEN"],
  projector: [],
  "admin-api": [
    "ADMIN_JWT_SECRET",
    "ADMIN_PASSWORD",
    "CHATWOOT_TOKEN",
    "ALERT_WEBHOOK_URL",
    "ALERT_WEBHOOK_TOKEN",
    "ALERT_SMTP_URL",
    "ALERT_HEARTBEAT_URL",
  ],
  ops: [],
};
const MADE = ["ADMIN_JWT_SECRET", "ADMIN_PASSWORD"];

type Files = Readonly<Record<string, string>>;

/** Passwords and keys by the file they are kept in; `kept` is what such a file says already. */
export function madeSecrets(kept: (file: string) => string | undefined): Files {
  const files = [
    ...SERVICES.map((name) => `passwords/${name}`),
    "postgres-password",
    ...MADE.map((name) => `made/${name}`),
  ];
  return Object.fromEntries(files.map((file) => [file, kept(file) ?? randomBytes(24).toString("hex")]));
}

/** @param env what `.env` says @throws Error in words where a setting does not fit */
export function derivedFiles(made: Files, env: NodeJS.ProcessEnv, servers: Servers = COMPOSE_SERVERS): Files {
  const channels = loadChannels(loadSettings(env));
  const passwords = Object.fromEntries(SERVICES.map((name) => [name, made[`passwords/${name}`]!])) as Passwords;
  const ids = channels.map(({ id }) => id);
  const users = Object.keys(DATABASE_USERS) as DatabaseService[];
  const superuser = asService(servers.postgres, "acolhe", made["postgres-password"]!);
  return {
    "nats-users.conf": natsAuthorization(passwords, ids),
    "redis-users.acl": redisUsers(passwords),
    "database-admin-url": superuser,
    "database-users.json": `${JSON.stringify(Object.fromEntries(users.map((name) => [name, passwords[name]])))}\n`,
    "channels.json": `${JSON.stringify({ channels }, null, 2)}\n`,
    "settings.env": settingsWithoutSecrets(env),
    ...Object.fromEntries(SERVICES.flatMap((name) => Object.entries(filesOf(name, passwords, servers)))),
    ...Object.fromEntries(
      SERVICES.flatMap((name) =>
        SECRETS_OF[name].map((secret) => [`${name}/${secret}`, secretText(secret, env, made)]),
      ),
    ),
  };
}

function filesOf(service: Service, passwords: Passwords, servers: Servers): Files {
  const password = passwords[service];
  const user = service in DATABASE_USERS ? DATABASE_USERS[service as DatabaseService] : undefined;
  return {
    [`${service}/NATS_URL`]: asService(servers.nats, service, password),
    [`${service}/REDIS_URL`]: asService(servers.redis, service, password),
    ...(user && { [`${service}/DATABASE_URL`]: asService(servers.postgres, user, password) }),
  };
}

const secretText = (secret: string, env: NodeJS.ProcessEnv, made: Files) => env[secret] || made[`made/${secret}`] || "";

/** What every service may read. The four settings of a number are in the file of channels. */
function settingsWithoutSecrets(env: NodeJS.ProcessEnv): string {
  const lines = Object.entries(env).flatMap(([name, value]) =>
    SECRET_SETTINGS.has(name) || name === "ZAPI_INSTANCE_ID" || name === "CHANNELS_FILE" ? [] : `${name}=${value}`,
  );
  return lines.map((line) => `${line}\n`).join("");
}
