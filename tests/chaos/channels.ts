import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Channel } from "@acolhe/events";

/** Made-up numbers of the clinic; secrets only have to be long enough. */
export function makeChannels(ids: readonly string[], settings: Partial<Channel>): Channel[] {
  return ids.map((id) =>
    Channel.parse({
      id,
      instanceId: `INSTANCE${id.toUpperCase()}00000000000000000000`,
      instanceToken: `TOKEN${id.toUpperCase()}0000000000000000`,
      clientToken: "CLIENT00000000000000000000000000S",
      webhookSecret: `secret-of-${id}-0123456789abcdef`,
      ...settings,
    }),
  );
}

export async function writeChannels(directory: string, channels: readonly Channel[]): Promise<string> {
  const file = join(directory, "channels.json");
  await writeFile(file, JSON.stringify({ channels }));
  return file;
}

/** Where ingress takes the webhooks of a number. */
export const webhookPath = (secret: string) => `/webhooks/zapi/${secret}`;
