import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connectBus, lastSeqOf } from "@acolhe/bus";
import { TURNS } from "@acolhe/events";
import { clinicFolder } from "@acolhe/flows";
import { eventually } from "@acolhe/testing";
import { phoneOf } from "./contacts.ts";
import type { StreamSystem } from "./systems.ts";
import { createWebhookClient } from "./webhook-client.ts";

/** Contacts that write at a time. */
const TOGETHER = 64;
const DECIDED_MS_MAX = 600_000;

interface Golden {
  readonly steps: readonly { readonly say?: string }[];
}

/** What people write in the flow's golden conversations, a list a conversation. */
export function conversations(): readonly (readonly string[])[] {
  const folder = join(clinicFolder, "goldens");
  return readdirSync(folder)
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Golden)
    .map(({ steps }) => steps.flatMap(({ say }) => say ?? []))
    .filter(({ length }) => length > 0);
}

/** Lets contacts hold these conversations with the services, one contact each, until so many messages are decided. */
export async function fillLog(system: StreamSystem, messages: number): Promise<void> {
  const all = conversations();
  const client = createWebhookClient(system.url, system.channels[0]!);
  let [next, posted] = [0, 0];
  const contact = async () => {
    while (posted < messages) {
      const n = next++;
      for (const text of all[n % all.length]!) {
        posted += 1;
        const status = await client.post(phoneOf(n), text);
        if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
      }
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, contact));
  client.close();
  const bus = await connectBus({ url: system.natsUrl, name: "bench" });
  await eventually(async () => (await lastSeqOf(bus, TURNS.name)) >= posted, {
    ...{ deadlineMs: DECIDED_MS_MAX, what: "a decision of each message" },
  });
  await bus.close();
}
