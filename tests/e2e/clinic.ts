import { join } from "node:path";
import { allFrom, connectBus } from "@acolhe/bus";
import type { Channel } from "@acolhe/events";
import { freePort, temporaryDirectory } from "@acolhe/testing";
import { expect } from "vitest";
import { guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { makeChannels, writeChannels } from "../chaos/channels.ts";
import { setUp } from "../chaos/parts.ts";
import { untilBegun } from "./begun.ts";

/** What of a message at the desk is looked at. */
export interface Shown {
  readonly message_type: number;
  readonly content: string;
}
interface Listed {
  readonly id: number;
  readonly status: string;
  readonly meta: { readonly sender: { readonly phone_number: string } };
}

/** Every process between a patient and an attendant, with the stand-in on both ends. */
export async function startClinic(ends: AsyncDisposableStack, settings: NodeJS.ProcessEnv) {
  const directory = ends.use(await temporaryDirectory("acolhe-clinic-")).path;
  const natsUrl = await guardedNats(ends, { dir: join(directory, "nats") });
  const redisUrl = await guardedRedis(ends, join(directory, "redis"));
  const fast = { paceMs: 0, window: 64, callbackWaitMs: 0, chatwootInboxId: 1 };
  const channels = makeChannels(["main"], fast) as [Channel];
  const ports = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${ports[1]}`;
  const env = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    CHANNELS_FILE: await writeChannels(directory, channels),
    SPOOL_DIR: join(directory, "spool"),
    ZAPI_BASE_URL: url,
    INGRESS_PORT: String(ports[0]),
    SANDBOX_PORT: String(ports[1]),
    PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${ports[0]}`,
    CHATWOOT_URL: url,
    CHATWOOT_TOKEN: "desk-user",
    CHATWOOT_BOT_TOKEN: "desk-bot",
    SANDBOX_PACE_MS_MIN: "0",
    SANDBOX_PACE_MS_MAX: "0",
    INPUT_WINDOW_MS: "0",
    LOG_LEVEL: "error",
    ...settings,
  };
  await setUp(env);
  for (const app of ["sandbox", "conversation-worker", "outbound-sender", "chatwoot-mirror"] as const)
    ends.use(await spawnAs(app, env));
  let ingress = await spawnAs("ingress", env);
  ends.defer(() => ingress.stop());
  const bus = await connectBus({ url: natsUrl, name: "test" });
  ends.defer(() => bus.close());
  await untilBegun(ingress);

  async function ask<T>(method: string, path: string, body?: object, token?: string): Promise<T> {
    const headers = {
      ...(body ? { "content-type": "application/json" } : {}),
      ...(token ? { "api-access-token": token } : {}),
    };
    const response = await fetch(`${url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    expect(response.ok, `${method} ${path}`).toBe(true);
    return (await response.json()) as T;
  }
  const conversationOf = async (phone: string): Promise<Listed | undefined> => {
    const path = "/api/v1/accounts/1/conversations?status=all&updated_within=86400";
    const { data } = await ask<{ data: { payload: Listed[] } }>("GET", path, undefined, "desk-user");
    return data.payload.find(({ meta }) => meta.sender.phone_number === `+${phone}`);
  };

  return {
    bus,
    env,
    patient: (phone: string, text: string) => ask("POST", `/sandbox/chats/${phone}/messages`, { text }),
    /** A person of the clinic, on its phone. */
    onPhone: (phone: string, text: string) => ask("POST", `/sandbox/phone/${phone}/messages`, { text }),
    killIngress: () => ingress.kill("SIGKILL"),
    async startIngress() {
      ingress = await spawnAs("ingress", env);
    },
    metrics: async () => (await fetch(`${ingress.url}/metrics`)).text(),
    /** Every send the gateway was asked for. */
    calls: async (phone: string) =>
      (await ask<{ calls: { at: number; text: string }[] }>("GET", `/sandbox/calls?phone=${phone}`)).calls,
    faults: (patch: object) => ask("PUT", "/sandbox/desk/faults", patch),
    conversationOf,
    /** What the desk shows, without the lines it writes itself. */
    async shown(phone: string): Promise<string[]> {
      const one = await conversationOf(phone);
      if (!one) return [];
      const path = `/api/v1/accounts/1/conversations/${one.id}/messages`;
      const { payload } = await ask<{ payload: Shown[] }>("GET", path, undefined, "desk-user");
      return payload.filter(({ message_type }) => message_type !== 2).map(({ content }) => content);
    },
    /** As Rafaela at the desk. */
    attendant: (method: string, path: string, body: object) =>
      ask(method, `/api/v1/accounts/1${path}`, body, "attendant-27"),
    /** How many of a contact's messages left, as callbacks say. */
    async left(phone: string): Promise<number> {
      const ids = new Set<string>();
      for await (const record of allFrom(bus, "DELIVERY", `delivery.main.${phone}.receipt`, 1)) {
        const { kind, messageId } = record.json<{ kind: string; messageId: string }>();
        if (kind === "sent" || kind === "echoed") ids.add(messageId);
      }
      return ids.size;
    },
    /** The rule of each of a contact's turns. */
    async rules(phone: string): Promise<string[]> {
      const rules: string[] = [];
      for (let seq = 1; ; ) {
        const m = await bus.jsm.direct.getMessage("TURNS", { seq, next_by_subj: `turn.main.${phone}.*` });
        if (!m) return rules;
        rules.push(m.json<{ rule: string }>().rule);
        seq = m.seq + 1;
      }
    },
  };
}
