import type { SendCommand } from "@acolhe/events";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import { createZapiClient } from "@acolhe/zapi";

const settings = loadSettings();
const { instanceId, instanceToken, clientToken } = loadChannels(settings)[0]!;
const client = createZapiClient({
  baseUrl: settings.ZAPI_BASE_URL,
  ...{ instanceId, instanceToken, clientToken },
  timeoutMs: settings.ZAPI_TIMEOUT_MS,
});

/** Calls the gateway with one after the other, over the product's own client; resolves with the messages' ids. */
export async function sendAll(sends: readonly SendCommand[]): Promise<string[]> {
  const ids: string[] = [];
  for (const send of sends) ids.push((await client.send(send)).messageId);
  return ids;
}
