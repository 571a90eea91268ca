import { readFileSync } from "node:fs";
import { z } from "zod";
import type { DeskConfig } from "./desk/desk.ts";

export interface InstanceConfig {
  channelId: string;
  instanceId: string;
  instanceToken: string;
  clientToken: string;
  name: string;
  phone?: string | undefined;
  /** Where every callback goes before anyone registers a URL. Empty: nowhere. */
  callbackUrl: string;
}

export interface SandboxOptions {
  instances: InstanceConfig[];
  pace: { minMs: number; maxMs: number };
  /** How long a receiver of webhooks may take; 10 s unless given. */
  webhookTimeoutMs?: number | undefined;
  /** Base of the media links in webhooks. Empty: the address the server listens on. */
  publicUrl: string;
  logger: boolean;
  demoContacts: boolean;
  /** The stand-in for Chatwoot. */
  desk: Pick<DeskConfig, "userToken" | "botToken" | "webhook">;
}

export interface SandboxConfig extends SandboxOptions {
  host: string;
  port: number;
}

const envSchema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65535).default(8090),
  HOST: z.string().default("127.0.0.1"),
  ZAPI_INSTANCE_ID: z.string().default("3E0A1B2C3D4E5F60718293A4B5C6D7E8"),
  ZAPI_INSTANCE_TOKEN: z.string().default("0A1B2C3D4E5F60718293A4B5"),
  ZAPI_CLIENT_TOKEN: z.string().default("F00000000000000000000000000000000S"),
  CHANNELS_FILE: z.string().default(""),
  SANDBOX_PACE_MS_MIN: z.coerce.number().min(0).default(300),
  SANDBOX_PACE_MS_MAX: z.coerce.number().min(0).default(900),
  SANDBOX_WEBHOOK_TIMEOUT_MS: z.coerce.number().min(1).default(10_000),
  // May hold {instanceId}, {channelId} and {webhookSecret}; state is lost on restart, this is not.
  SANDBOX_CALLBACK_URL: z.union([z.literal(""), z.string().regex(/^https?:\/\//)]).default(""),
  SANDBOX_PUBLIC_URL: z.string().default(""),
  CHATWOOT_TOKEN: z.string().default("sandbox-desk-user"),
  CHATWOOT_BOT_TOKEN: z.string().default("sandbox-desk-bot"),
  CHATWOOT_WEBHOOK_SECRET: z.string().default(""),
  CHATWOOT_SIGNING_SECRETS: z.string().default(""),
  PUBLIC_WEBHOOK_URL: z.string().default(""),
});

const channelsSchema = z.object({
  channels: z
    .array(
      z.looseObject({
        id: z.string(),
        instanceId: z.string(),
        instanceToken: z.string(),
        clientToken: z.string().default(""),
        webhookSecret: z.string().default(""),
        name: z.string().optional(),
      }),
    )
    .min(1),
});

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** An administrator would type it into the inbox; here the settings of the system under test say it. */
const deskWebhookUrl = (base: string, secret: string): string =>
  base === "" || secret === "" ? "" : `${base.replace(/\/+$/, "")}/webhooks/chatwoot/${secret}`;

export function loadConfig(env: Record<string, string | undefined>): SandboxConfig {
  const values = envSchema.parse(env);
  const template = values.SANDBOX_CALLBACK_URL;
  const instances: InstanceConfig[] = values.CHANNELS_FILE
    ? channelsSchema.parse(JSON.parse(readFileSync(values.CHANNELS_FILE, "utf8"))).channels.map((channel) => ({
        channelId: channel.id,
        instanceId: channel.instanceId,
        instanceToken: channel.instanceToken,
        clientToken: channel.clientToken,
        name: channel.name ?? "Clínica Exemplo",
        callbackUrl: fill(template, {
          channelId: channel.id,
          instanceId: channel.instanceId,
          webhookSecret: channel.webhookSecret,
        }),
      }))
    : [
        {
          channelId: "default",
          instanceId: values.ZAPI_INSTANCE_ID,
          instanceToken: values.ZAPI_INSTANCE_TOKEN,
          clientToken: values.ZAPI_CLIENT_TOKEN,
          name: "Clínica Exemplo",
          callbackUrl: fill(template, { channelId: "default", instanceId: values.ZAPI_INSTANCE_ID }),
        },
      ];
  return {
    host: values.HOST,
    port: values.SANDBOX_PORT,
    instances,
    pace: {
      minMs: values.SANDBOX_PACE_MS_MIN,
      maxMs: Math.max(values.SANDBOX_PACE_MS_MIN, values.SANDBOX_PACE_MS_MAX),
    },
    webhookTimeoutMs: values.SANDBOX_WEBHOOK_TIMEOUT_MS,
    publicUrl: values.SANDBOX_PUBLIC_URL,
    logger: true,
    demoContacts: true,
    desk: {
      userToken: values.CHATWOOT_TOKEN,
      botToken: values.CHATWOOT_BOT_TOKEN,
      webhook: {
        url: deskWebhookUrl(values.PUBLIC_WEBHOOK_URL, values.CHATWOOT_WEBHOOK_SECRET),
        signingSecret: values.CHATWOOT_SIGNING_SECRETS.split(",")[0]!.trim(),
      },
    },
  };
}
