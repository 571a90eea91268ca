import { readFileSync } from "node:fs";
import { Channel, ChannelsFile } from "@acolhe/events";
import type { Settings } from "./settings.ts";

/**
 * The WhatsApp numbers this installation serves: from CHANNELS_FILE, or one from the ZAPI_ settings.
 *
 * @throws Error one sentence saying which setting is missing or which field of the file does not fit
 */
export function loadChannels(settings: Settings): readonly Channel[] {
  if (settings.CHANNELS_FILE) return fromFile(settings.CHANNELS_FILE);
  const needed = ["ZAPI_INSTANCE_ID", "ZAPI_INSTANCE_TOKEN", "ZAPI_CLIENT_TOKEN", "ZAPI_WEBHOOK_SECRET"] as const;
  const missing = needed.filter((name) => !settings[name]);
  if (missing.length > 0)
    throw new Error(`no WhatsApp number is configured: set CHANNELS_FILE, or ${missing.join(", ")}`);
  const parsed = Channel.safeParse({
    instanceId: settings.ZAPI_INSTANCE_ID,
    instanceToken: settings.ZAPI_INSTANCE_TOKEN,
    clientToken: settings.ZAPI_CLIENT_TOKEN,
    webhookSecret: settings.ZAPI_WEBHOOK_SECRET,
    paceMs: settings.CHANNEL_PACE_MS,
    paceBurst: settings.CHANNEL_PACE_BURST,
    window: settings.CHANNEL_WINDOW,
    callbackWaitMs: settings.CHANNEL_CALLBACK_WAIT_MS,
    unknownGiveUpMs: settings.CHANNEL_UNKNOWN_GIVE_UP_MS,
    goLive: settings.CHANNEL_GO_LIVE,
    activeDays: settings.CHANNEL_ACTIVE_DAYS,
    humanDays: settings.CHANNEL_HUMAN_DAYS,
    afterReturn: settings.CHANNEL_AFTER_RETURN,
    chatwootInboxId: settings.CHATWOOT_INBOX_ID,
  });
  if (!parsed.success) throw new Error(`the WhatsApp number of the settings does not fit: ${sentence(parsed.error)}`);
  return [parsed.data];
}

function fromFile(path: string): readonly Channel[] {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Error(`CHANNELS_FILE cannot be read as JSON`, { cause });
  }
  const parsed = ChannelsFile.safeParse(json);
  if (!parsed.success) throw new Error(`CHANNELS_FILE does not fit: ${sentence(parsed.error)}`);
  const { channels } = parsed.data;
  for (const field of ["id", "instanceId", "webhookSecret"] as const)
    if (new Set(channels.map((c) => c[field])).size !== channels.length)
      throw new Error(`CHANNELS_FILE does not fit: two channels share the same ${field}`);
  return channels;
}

const sentence = (error: { issues: ReadonlyArray<{ path: PropertyKey[]; message: string }> }) =>
  error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
