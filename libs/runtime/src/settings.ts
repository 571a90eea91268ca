import { z } from "zod";

const port = (def: number, help: string) => z.coerce.number().int().min(0).max(65535).default(def).describe(help);
const count = (def: number, help: string) => z.coerce.number().int().min(0).default(def).describe(help);

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
    .describe("Copies of each stream: 1 on a single broker, 3 on a cluster."),
  REDIS_URL: z
    .string()
    .default("redis://127.0.0.1:6379")
    .describe("Cache for rate limits and pace. `npm start` starts one when unset."),
  HOST: z.string().default("127.0.0.1").describe("Address the servers listen on."),
  INGRESS_PORT: port(8081, "Webhooks, health and metrics of ingress."),
  WORKER_PORT: port(8083, "Health and metrics of conversation-worker. 0 picks a free port."),
  SENDER_PORT: port(8084, "Health and metrics of outbound-sender. 0 picks a free port."),
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
  ZAPI_TIMEOUT_MS: count(15_000, "How long a call to the gateway may take, ms."),
  SPOOL_DIR: z.string().default(".local/data/spool").describe("Where ingress keeps webhooks while the broker is away."),
  SPOOL_BYTES_MAX: count(256 * 1024 * 1024, "Largest spool; beyond it webhooks are refused with 503."),
  RATE_LIMIT_PER_MINUTE: count(
    30,
    "Messages of one sender a minute before further ones are answered only once, together.",
  ),
  RATE_LIMIT_BURST_PER_10S: count(5, "The same within ten seconds."),
  ACK_WAIT_MS: count(3_000, "How long the broker waits for a killed process before another gets its message, ms."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("Least serious log line written."),
});
export type Settings = Readonly<z.infer<typeof SettingsSchema>>;

/** Settings whose values must never be shown. */
export const SECRET_SETTINGS: ReadonlySet<string> = new Set([
  "ZAPI_INSTANCE_TOKEN",
  "ZAPI_CLIENT_TOKEN",
  "ZAPI_WEBHOOK_SECRET",
]);

/**
 * Reads the settings once. An empty value counts as unset.
 *
 * @throws Error one sentence a setting that does not fit, without its value
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = SettingsSchema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  const sentences = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`settings do not fit: ${sentences.join("; ")}`);
}

/** The text of `.env.example`. */
export function envExample(): string {
  const lines = ["# Every setting, with its default. Written by `npm run env:example`; do not edit by hand.", ""];
  for (const [name, schema] of Object.entries(SettingsSchema.shape)) {
    const value = schema.safeParse(undefined);
    const fallback = value.success && value.data !== undefined ? String(value.data) : "";
    lines.push(`# ${schema.description ?? ""}`, `${fallback ? "# " : "# "}${name}=${fallback}`, "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
