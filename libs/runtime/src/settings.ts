import { readFileSync } from "node:fs";
import {
  AUDIT_DAYS_MIN,
  EVENTS_DAYS_MAX,
  EVENTS_DAYS_MIN,
  IDENTIFIERS_DAYS_MIN,
  MERGES_DAYS_MIN,
  RETENTION_DAYS_MAX,
  TRANSCRIPTION_WAIT_MS,
  WORDS_DAYS_MIN,
} from "@acolhe/events";
import { z } from "zod";
import { type TrustedProxies, trustedProxies } from "./trusted-proxies.ts";

const port = (def: number, help: string) => z.coerce.number().int().min(0).max(65535).default(def).describe(help);
const days = (def: number, help: string) => z.coerce.number().min(0).max(365).default(def).describe(help);
const count = (def: number, help: string) => z.coerce.number().int().min(0).default(def).describe(help);

/** 0, for ever, or between the two. */
const keptDays = (
  def: number,
  range: { readonly min: number; readonly max?: number; readonly ever?: false },
  help: string,
) => {
  const { min, max = RETENTION_DAYS_MAX, ever = true } = range;
  return z.coerce
    .number()
    .int()
    .refine((days) => (days >= min && days <= max) || (ever && days === 0), `${ever ? "0, or " : ""}${min} to ${max}`)
    .default(def)
    .describe(`${help}, days (${min} to ${max}${ever ? "; 0: for ever" : ""}).`);
};

/** Every setting of every process, once: types, defaults and the words of `.env.example` come from here. */
export const SettingsSchema = z.object({
  NATS_URL: z
    .string()
    .default("nats://127.0.0.1:4222")
    .describe("Broker addresses, separated by commas. `npm start` starts one when unset."),
  NATS_REPLICAS: z.coerce
    .number()
    .int()
    .min(1)
    .max(5)
    .default(1)
    .describe(
      "Copies of each stream and bucket: 1 on a single broker, 3 on a cluster. Services are started anew when it changes.",
    ),
  JETSTREAM_KEY: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9]{31,127}$/, "a letter, then 31 to 127 letters and digits")
    .optional()
    .describe(
      "Encrypts what the broker stores, where `npm start` or docker compose starts it: a letter, then 31 letters or digits or more. Lost, the data is lost. Secret.",
    ),
  REDIS_URL: z
    .string()
    .default("redis://127.0.0.1:6379")
    .describe("Cache for rate limits and pace. `npm start` starts one when unset."),
  DATABASE_URL: z
    .string()
    .default("postgres://127.0.0.1:5432/acolhe")
    .describe("PostgreSQL 18 or newer. `npm start` starts one when unset. Secret."),
  DATABASE_ADMIN_URL: z
    .string()
    .optional()
    .describe(
      "A superuser's login at the same database. With DATABASE_USERS_FILE, `npm run db:migrate` makes the services' users first. Secret.",
    ),
  DATABASE_USERS_FILE: z
    .string()
    .optional()
    .describe("JSON file with the passwords of the database's users, by service: `npm run deploy:secrets` writes one."),
  PATIENT_LOOKUP_URL: z
    .string()
    .optional()
    .describe(
      "Where the worker looks up who writes: a login that may act as the role acolhe_lookup. Unset: DATABASE_URL. Secret.",
    ),
  PATIENT_LOOKUP_MS: count(
    40,
    "How long an answer waits for the clinic's records at most, ms; a greeting waits ten times as long. 0: no patient is known.",
  ),
  HOST: z.string().default("127.0.0.1").describe("Address the servers listen on."),
  ADMIN_API_PORT: port(8082, "The administrators' API, its reader page, health and metrics."),
  ADMIN_JWT_SECRET: z
    .string()
    .min(32, "at least 32 characters")
    .optional()
    .describe("Signs the access tokens of the API, at least 32 random characters. `npm start` makes one. Secret."),
  ADMIN_EMAIL: z.email().default("admin@acolhe.local").describe("The first administrator, made where there is none."),
  ADMIN_PASSWORD: z
    .string()
    .optional()
    .describe("The first administrator's password for the first login. `npm start` makes one and prints it. Secret."),
  ADMIN_CORS_ORIGINS: z
    .string()
    .default("")
    .describe("Pages of other origins that may call the API, separated by commas. None by default."),
  TRUST_PROXY: z
    .string()
    .default("false")
    .transform((text, context): TrustedProxies => {
      const trusted = trustedProxies(text);
      if (trusted === undefined) context.addIssue("a number of proxies up to 9, or their addresses and networks");
      return trusted ?? false;
    })
    .describe(
      "The proxies in front, whose X-Forwarded-For is believed: their addresses and networks, separated by commas, as 10.0.0.0/8; or how many there are, as 1, where callers cannot reach the port around them. false: there are none.",
    ),
  PANEL_DIR: z
    .string()
    .default("apps/admin-web/build")
    .describe("The built panel, which the administrators' API serves at its own address."),
  API_RATE_LIMIT_PER_MINUTE: count(
    600,
    "Requests of one user a minute, all their log-ins and tabs together. 0 for no limit.",
  ),
  API_RATE_LIMIT_BURST: count(100, "How many of them may come at once, beyond their even share of ten seconds."),
  API_AUTH_RATE_LIMIT_PER_MINUTE: count(
    60,
    "Log-ins, refreshes and new passwords of one address a minute, ten of them at once. 0 for no limit.",
  ),
  API_HEARTBEAT_MS: count(
    15_000,
    "How often a client that follows live changes is told that the connection is there. Proxies cut what is silent for a minute or so.",
  ),
  APP_URLS: z
    .string()
    .default("")
    .refine((text) => {
      const pairs = pairsOf(text);
      return pairs.every(([name, url]) => /^[a-z][a-z-]*$/.test(name) && URL.canParse(url));
    }, "pairs as ingress=http://127.0.0.1:8081, separated by commas")
    .describe(
      "Services whose health the panel's page of the system and the metrics show, as ingress=http://ingress:8081, separated by commas. `npm start` and docker compose name them all.",
    ),
  INGRESS_PORT: port(8081, "Webhooks, health and metrics of ingress."),
  WORKER_PORT: port(8083, "Health and metrics of conversation-worker. 0 picks a free port."),
  SENDER_PORT: port(8084, "Health and metrics of outbound-sender. 0 picks a free port."),
  PROJECTOR_PORT: port(8085, "Health and metrics of projector. 0 picks a free port."),
  MIRROR_PORT: port(8086, "Health and metrics of chatwoot-mirror. 0 picks a free port."),
  SANDBOX_PORT: port(8090, "The stand-in for WhatsApp with its chat page."),
  PUBLIC_WEBHOOK_URL: z
    .string()
    .default("http://127.0.0.1:8081")
    .describe("Where the gateway reaches ingress, without a path."),
  ZAPI_BASE_URL: z.string().default("https://api.z-api.io").describe("The gateway, or the sandbox."),
  CHANNELS_FILE: z
    .string()
    .optional()
    .describe("JSON file with any number of WhatsApp numbers; replaces the four ZAPI_ settings below."),
  ZAPI_INSTANCE_ID: z.string().optional().describe("One number: its instance."),
  ZAPI_INSTANCE_TOKEN: z.string().optional().describe("One number: token of the instance. Secret."),
  ZAPI_CLIENT_TOKEN: z.string().optional().describe("One number: token of the account. Secret."),
  ZAPI_WEBHOOK_SECRET: z
    .string()
    .optional()
    .describe("One number: random path of its webhooks, at least 16 characters. Secret."),
  CHANNEL_PACE_MS: count(1000, "One number: at least this long between two sends, ms. 0 for none."),
  CHANNEL_PACE_BURST: count(3, "One number: sends that may leave at once before the pace binds."),
  CHANNEL_WINDOW: count(16, "One number: sends a replica may have under way."),
  CHANNEL_CALLBACK_WAIT_MS: count(
    10_000,
    "One number: how long a contact's next message waits for the former's DeliveryCallback, ms. 0: not at all.",
  ),
  CHANNEL_UNKNOWN_GIVE_UP_MS: count(60_000, "One number: silence after which an unknown outcome is given up, ms."),
  CHANNEL_GO_LIVE: z
    .enum(["observe", "new-contacts", "all"])
    .default("all")
    .describe(
      "One number: observe lets the bot decide and record without sending; new-contacts lets it answer only contacts who never exchanged a message with the clinic before; all lets it answer.",
    ),
  CHANNEL_ACTIVE_DAYS: days(
    7,
    "One number: chats that moved within so many days before the first start begin with a person. 0: none.",
  ),
  CHANNEL_HUMAN_DAYS: days(7, "One number: days without a person until a conversation is the bot's again."),
  CHANNEL_AFTER_RETURN: z
    .enum(["anew", "continue"])
    .default("anew")
    .describe("One number: what a patient's next message meets after a person gave the conversation back."),
  ZAPI_TIMEOUT_MS: count(15_000, "How long a call to the gateway may take, ms."),
  GAP_WAIT_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(3600)
    .default(60)
    .describe(
      "After an outage: how long a webhook may still come before its patient counts as not heard, and is asked to write again.",
    ),
  GAP_CHECK_MINUTES: count(
    15,
    "How often the gateway's chats are compared with the log although no outage is known, minutes. 0: only after ingress or the number was away.",
  ),
  CHATWOOT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("The attendants' desk, without a path. Unset: conversations are not mirrored."),
  CHATWOOT_ACCOUNT_ID: z.coerce.number().int().min(1).default(1).describe("Account at the desk."),
  CHATWOOT_INBOX_ID: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe("One number: its inbox at the desk, of kind API. In CHANNELS_FILE: chatwootInboxId."),
  CHATWOOT_TOKEN: z
    .string()
    .optional()
    .describe("Access token of an administrator, or of a user who is a member of the inbox. Secret."),
  CHATWOOT_BOT_TOKEN: z
    .string()
    .optional()
    .describe("Access token of the agent bot, so that what the bot says is shown as the bot's. Secret."),
  CHATWOOT_WEBHOOK_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe("Random path of the desk's webhooks, at least 16 characters. Unset: they are refused. Secret."),
  CHATWOOT_SIGNING_SECRETS: z
    .string()
    .default("")
    .describe(
      "Secrets the desk signs its webhooks with, separated by commas. Empty: unsigned ones are taken, as older versions send. Secret.",
    ),
  CHATWOOT_TEAMS: z
    .string()
    .regex(/^$|^[\w-]+=\d+(?:,\s*[\w-]+=\d+)*$/)
    .default("")
    .describe("Teams of the flow and their numbers at the desk: reception=4,nursing=6. Others stay unassigned."),
  CHATWOOT_TAKEOVER_ON_ASSIGN: z
    .stringbool()
    .default(true)
    .describe(
      "Assigning a conversation to a person silences the bot, before they write. Not where the desk assigns in the background.",
    ),
  CHATWOOT_RETURN_LABEL: z
    .string()
    .min(1)
    .default("devolver-ao-bot")
    .describe("Label that gives a conversation back to the bot; a macro may put it."),
  CHATWOOT_TIMEOUT_MS: count(10_000, "How long a call to the desk may take, ms."),
  CHATWOOT_RECONCILE_MS: count(20_000, "How often the desk is read for what its webhooks lost, ms."),
  CHATWOOT_UNANSWERED_MS: count(
    10 * 60_000,
    "How long a patient waits for a person until the team is told once more, ms of opening hours, of a danger at any hour. 0: never.",
  ),
  SPOOL_DIR: z.string().default(".local/data/spool").describe("Where ingress keeps webhooks while the broker is away."),
  SPOOL_BYTES_MAX: count(256 * 1024 * 1024, "Largest spool; beyond it webhooks are refused with 503."),
  RATE_LIMIT_PER_MINUTE: count(
    30,
    "Messages of one sender a minute before further ones are answered only once, together.",
  ),
  RATE_LIMIT_BURST_PER_10S: count(5, "The same within ten seconds."),
  INPUT_WINDOW_MS: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe("How long a patient's text waits for more text, ms, instead of what the flow says. 0: not at all."),
  MODEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "OpenAI-compatible model that is shown what the bot did not understand, as http://127.0.0.1:11434/v1. Unset: no word goes outside.",
    ),
  MODEL_NAME: z.string().min(1).optional().describe("The model's name; needed with MODEL_URL."),
  MODEL_API_KEY: z.string().min(1).optional().describe("The model's key, if it wants one. Secret."),
  MODEL_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_000)
    .default(2_500)
    .describe("How long the model may take, ms. The conversation waits three seconds at most."),
  TRANSCRIPTION_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "OpenAI-compatible server that writes voice notes down, as http://127.0.0.1:8000/v1. Unset: no voice note goes outside.",
    ),
  TRANSCRIPTION_MODEL: z.string().min(1).optional().describe("Its model's name; needed with TRANSCRIPTION_URL."),
  TRANSCRIPTION_API_KEY: z.string().min(1).optional().describe("Its key, if it wants one. Secret."),
  TRANSCRIPTION_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(TRANSCRIPTION_WAIT_MS)
    .default(20_000)
    .describe(
      "How long fetching a voice note and writing it down may take together, ms. The conversation waits 30 seconds at most.",
    ),
  MEDIA_HOSTS: z
    .string()
    .default("")
    .describe(
      "Hosts, with their port, whose files are fetched also without TLS and from private addresses, separated by commas. The gateway of ZAPI_BASE_URL always is one.",
    ),
  RETENTION_EVERY_HOURS: count(24, "How often what is too old is looked for and deleted, hours. 0: never."),
  RETENTION_EVENTS_DAYS: keptDays(
    30,
    { min: EVENTS_DAYS_MIN, max: EVENTS_DAYS_MAX, ever: false },
    "How long the log of events is kept. Changed by `ops setup`",
  ),
  RETENTION_WORDS_DAYS: keptDays(
    730,
    { min: WORDS_DAYS_MIN },
    "How long conversations are kept: decisions, deliveries, what is shown of them, leads",
  ),
  RETENTION_IDENTIFIERS_DAYS: keptDays(
    730,
    { min: IDENTIFIERS_DAYS_MIN },
    "How long names, documents, birth dates and the like can be read in decisions. Changed by `ops setup`",
  ),
  RETENTION_MEDIA_DAYS: keptDays(
    180,
    { min: 1 },
    "How long photos, voice notes and files of conversations are kept. Changed by `ops setup`",
  ),
  RETENTION_AUDIT_DAYS: keptDays(1_825, { min: AUDIT_DAYS_MIN }, "How long it is known who did and saw what"),
  RETENTION_LOGINS_DAYS: keptDays(180, { min: 1 }, "How long log-ins that are over are kept, with their addresses"),
  RETENTION_MERGES_DAYS: keptDays(
    365,
    { min: MERGES_DAYS_MIN },
    "How long what an absorbed record said is kept, and its merge may be undone",
  ),
  RETENTION_EXPORTS_DAYS: keptDays(7, { min: 1 }, "How long it is kept how far an export or import came"),
  RETENTION_IDEMPOTENCY_DAYS: keptDays(1, { min: 1 }, "How long the answer to a repeated request is kept"),
  HIDE_IDENTIFIERS: z
    .stringbool()
    .default(true)
    .describe(
      "Whether decisions are stored without names, documents and the like, which stand beside them encrypted. false only while processes that cannot read them still run.",
    ),
  ACK_WAIT_MS: count(3_000, "How long the broker waits for a killed process before another gets its message, ms."),
  PANEL_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where staff reach the panel, for the links in alerts. Unset: alerts have none."),
  ALERT_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Where alerts are posted as JSON, in the shape of Prometheus's Alertmanager. Unset: nowhere. Secret."),
  ALERT_WEBHOOK_TOKEN: z.string().min(1).optional().describe("Sent there as `Authorization: Bearer …`. Secret."),
  ALERT_WEBHOOK_PRIVATE: z
    .stringbool()
    .default(false)
    .describe("Whether that address may be a private one, and without TLS."),
  ALERT_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      "Mail server that alerts are sent by, as smtps://user:password@mail.example:465. Unset: no mail. Secret.",
    ),
  ALERT_MAIL_FROM: z.email().optional().describe("Sender of these mails; needed with ALERT_SMTP_URL."),
  ALERT_MAIL_TO: z
    .string()
    .default("")
    .describe("Who gets them: addresses, separated by commas; needed with ALERT_SMTP_URL."),
  ALERT_WAITING_MINUTES: count(
    15,
    "How many minutes of opening hours a patient waits for a person until that is an alert. 0: it never is.",
  ),
  ALERT_HEARTBEAT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Asked once a minute while alerts are looked after, so that a service elsewhere notices when this one is gone. Secret.",
    ),
  CANARY_MINUTES: count(
    0,
    "How often each number is tried by a message of a patient who does not exist, minutes: its answer reaches no one. 0: never.",
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Collector of OpenTelemetry traces, as http://127.0.0.1:4318. Unset: no spans are made."),
  OTEL_METRICS_EXPORTER: z
    .enum(["none", "otlp"])
    .default("none")
    .describe("`otlp` sends the metrics of `/metrics` to that collector, too, under the names of OpenTelemetry."),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(60_000)
    .describe("How often metrics are sent to the collector, ms."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("Least serious log line written. `ops log-level` changes it for a while."),
  LOG_SHARE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe("Share of messages whose ordinary lines are written, 0 to 1: of one message all lines, or none."),
});
export type Settings = Readonly<z.infer<typeof SettingsSchema>>;

/** `ingress=http://ingress:8081,…` as pairs. */
export const pairsOf = (text: string): [name: string, value: string][] =>
  text.split(",").flatMap((pair) => {
    const [name = "", ...value] = pair.trim().split("=");
    return name === "" ? [] : [[name, value.join("=")]];
  });

/** Settings whose values must never be shown. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set([
  "DATABASE_ADMIN_URL",
  "DATABASE_URL",
  "JETSTREAM_KEY",
  "PATIENT_LOOKUP_URL",
  "ADMIN_JWT_SECRET",
  "ADMIN_PASSWORD",
  "ZAPI_INSTANCE_TOKEN",
  "ZAPI_CLIENT_TOKEN",
  "ZAPI_WEBHOOK_SECRET",
  "CHATWOOT_TOKEN",
  "CHATWOOT_BOT_TOKEN",
  "CHATWOOT_WEBHOOK_SECRET",
  "CHATWOOT_SIGNING_SECRETS",
  "MODEL_API_KEY",
  "TRANSCRIPTION_API_KEY",
  "ALERT_WEBHOOK_URL",
  "ALERT_WEBHOOK_TOKEN",
  "ALERT_SMTP_URL",
  "ALERT_HEARTBEAT_URL",
]);

/** Settings that a file may hold instead, named by the setting's name and `_FILE`: addresses hold passwords, too. */
export const FILE_SETTINGS: ReadonlySet<string> = new Set([...SECRET_SETTINGS, "NATS_URL", "REDIS_URL"]);

/** What files say, where a setting of this kind names one and is not set itself. */
function fromFiles(given: Readonly<Record<string, string>>): Record<string, string> {
  const read: Record<string, string> = {};
  for (const name of FILE_SETTINGS) {
    const path = given[`${name}_FILE`];
    if (path === undefined || given[name] !== undefined) continue;
    try {
      const text = readFileSync(path, "utf8").trim();
      if (text !== "") read[name] = text;
    } catch (cause) {
      throw new Error(`settings do not fit: ${name}_FILE: the file it names cannot be read`, { cause });
    }
  }
  return read;
}

/**
 * Reads the settings once. An empty value counts as unset; a secret may be in a file.
 *
 * @throws Error one sentence a setting that does not fit, without its value
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const set = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "",
  );
  const named = Object.fromEntries(set);
  const given = { ...named, ...fromFiles(named) };
  const parsed = SettingsSchema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  const sentences = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`settings do not fit: ${sentences.join("; ")}`);
}

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = [
    "# Every setting, with its default. Written by `npm run env:example`; do not edit by hand.",
    "# A secret, NATS_URL and REDIS_URL may be in a file instead: NATS_URL_FILE=/run/secrets/nats_url, and so on.",
    "",
  ];
  for (const [name, schema] of Object.entries(SettingsSchema.shape)) {
    const value = schema.safeParse(undefined);
    const fallback = value.success && value.data !== undefined ? String(value.data) : "";
    lines.push(`# ${schema.description ?? ""}`, `${fallback ? "# " : "# "}${name}=${fallback}`, "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
