import type { Bus } from "@acolhe/bus";
import {
  type ChannelId,
  ChannelPause,
  GATEWAY_BUCKET,
  GatewayCheck,
  HEARD_BUCKET,
  Heard,
  pauseKey,
  SENDING_BUCKET,
} from "@acolhe/events";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import { isPaused, knownChannels, readConnection } from "@acolhe/status";
import { checkChannelSettings, createZapiClient, mendChannelSettings } from "@acolhe/zapi";
import type { Command } from "commander";
import type { z } from "zod";
import { type Acting, mayAct, withActing } from "../act.ts";
import { operatorName } from "../audit.ts";
import { addUsual, CommandError, type Tools } from "../command.ts";
import { logEnds, queueOf, waitingContacts } from "../outbound/queue.ts";
import { spanText } from "../words/words.ts";

/** How a number stands. Times are epoch ms; null: nothing is known. */
interface Standing {
  readonly id: ChannelId;
  readonly connected: boolean | null;
  readonly paused: ChannelPause | null;
  readonly gateway: GatewayCheck | null;
  readonly comparedUntil: number | null;
  readonly oldestWaitingAt: number | null;
}

/** The clinic's numbers: how they stand, and their settings at the gateway. */
export function addChannel(program: Command, tools: Tools): void {
  const channel = program.command("channel").description("the clinic's numbers");
  addUsual(channel, "list")
    .description("how each stands: on line, paused, its settings, the oldest that waits")
    .action(() => list(tools));
  channel
    .command("check")
    .description("ask the gateway whether webhooks and settings are as they should be; changes nothing")
    .argument("<id>")
    .action((id: string) => check(tools, id));
  withActing(
    channel.command("mend").description("put webhooks and settings at the gateway right").argument("<id>"),
  ).action((id: string, options: Acting) => mend(tools, id, options));
  withActing(
    channel.command("pause").description("let nothing leave on a number, until it is resumed").argument("<id>"),
  ).action((id: string, options: Acting) => pause(tools, id, options));
  withActing(channel.command("resume").description("let a paused number send again").argument("<id>")).action(
    (id: string, options: Acting) => resume(tools, id, options),
  );
}

async function list({ withBus, output }: Tools): Promise<void> {
  await withBus(async (bus) => {
    const found = await Promise.all((await knownChannels(bus)).map((id) => standingOf(bus, id)));
    const ago = (at: number | null | undefined) => (at ? `${spanText(Date.now() - at)} ago` : "never");
    output.table(
      ["number", "state", "sends", "settings", "chats compared", "oldest that waits"],
      found.map(({ id, connected, paused, gateway, comparedUntil, oldestWaitingAt }) => [
        id,
        connected === null ? "no news" : connected ? "on line" : "OFF LINE",
        paused ? `PAUSED ${ago(paused.since)} by ${paused.by}` : "yes",
        gateway ? `${gateway.outcome}, ${ago(gateway.checkedAt)}` : "not looked at",
        ago(comparedUntil),
        oldestWaitingAt === null ? "" : spanText(Date.now() - oldestWaitingAt),
      ]),
    );
    for (const { id, gateway } of found)
      for (const complaint of gateway?.complaints ?? []) output.line(`${id}: ${complaint}`);
    output.json(found);
  });
}

async function standingOf(bus: Bus, id: ChannelId): Promise<Standing> {
  const read = async <T>(bucket: string, key: string, schema: z.ZodType<T>): Promise<T | null> => {
    const kept = await (await bus.kvm.open(bucket)).get(key);
    return kept?.operation === "PUT" ? (schema.safeParse(kept.json()).data ?? null) : null;
  };
  const paused = await read(SENDING_BUCKET, pauseKey(id), ChannelPause);
  const ends = await logEnds(bus);
  const contacts = await waitingContacts(bus, id);
  const waiting = await Promise.all(contacts.map((ref) => queueOf(bus, ref, paused !== null, ends)));
  const decided = waiting.flat().map(({ decidedAt }) => decidedAt);
  return {
    id,
    connected: (await readConnection(bus, id))?.connected ?? null,
    paused,
    gateway: await read(GATEWAY_BUCKET, id, GatewayCheck),
    comparedUntil: (await read(HEARD_BUCKET, id, Heard))?.comparedUntil ?? null,
    oldestWaitingAt: decided.length === 0 ? null : Math.min(...decided),
  };
}

/** @throws CommandError where this machine has no credentials of the number */
function gatewayOf(id: string) {
  const settings = loadSettings();
  const channel = loadChannels(settings).find((one) => one.id === id);
  if (!channel)
    throw new CommandError(`this machine has no credentials of a number ${id}: set CHANNELS_FILE or ZAPI_…`);
  const client = createZapiClient({ ...channel, baseUrl: settings.ZAPI_BASE_URL, timeoutMs: settings.ZAPI_TIMEOUT_MS });
  return {
    client,
    webhookUrl: `${settings.PUBLIC_WEBHOOK_URL.replace(/\/+$/, "")}/webhooks/zapi/${channel.webhookSecret}`,
  };
}

async function check({ output }: Tools, id: string): Promise<void> {
  const { client, webhookUrl } = gatewayOf(id);
  const { complaints } = await checkChannelSettings(client, { webhookUrl });
  for (const complaint of complaints) output.line(`${output.paint("red", "LOOK")}  ${complaint}`);
  if (complaints.length === 0)
    output.line(`${output.paint("green", "ok")}  ${id}: connected, webhooks and settings are right`);
  else process.exitCode = 1;
  output.json({ id, complaints });
}

async function mend(tools: Tools, id: string, options: Acting): Promise<void> {
  const { output, withBus } = tools;
  const { client, webhookUrl } = gatewayOf(id);
  await withBus(async (_bus, installation) => {
    const does = `put the settings of ${id} at the gateway right, so that its webhooks come to ${new URL(webhookUrl).host}`;
    const act = {
      ...options,
      does,
      action: "mend",
      entity: "channel",
      entityId: id,
      command: `channel mend ${id}`,
    } as const;
    if (!(await mayAct(tools, installation, act))) return;
    const { mended, complaints } = await mendChannelSettings(client, { webhookUrl });
    output.line(mended.length === 0 ? "nothing was wrong that could be put right" : `put right: ${mended.join(", ")}`);
    for (const complaint of complaints) output.line(`${output.paint("red", "LOOK")}  ${complaint}`);
    output.json({ id, mended, complaints });
    if (complaints.length > 0) process.exitCode = 1;
  });
}

async function pause(tools: Tools, id: string, options: Acting): Promise<void> {
  await change(tools, id, options, {
    action: "pause",
    does: `let nothing leave on ${id}, people's words included`,
    async run(bus, channel) {
      const paused: ChannelPause = { since: Date.now(), by: operatorName(), reason: (options.reason ?? "").trim() };
      await (await bus.kvm.open(SENDING_BUCKET)).put(pauseKey(channel), JSON.stringify(paused));
    },
  });
}

async function resume(tools: Tools, id: string, options: Acting): Promise<void> {
  await change(tools, id, options, {
    action: "resume",
    does: `let ${id} send again: what is not too old leaves`,
    async run(bus, channel) {
      await (await bus.kvm.open(SENDING_BUCKET)).delete(pauseKey(channel));
    },
  });
}

interface PauseChange {
  readonly action: "pause" | "resume";
  readonly does: string;
  run(bus: Bus, channel: ChannelId): Promise<void>;
}

async function change(tools: Tools, id: string, options: Acting, { action, does, run }: PauseChange): Promise<void> {
  await tools.withBus(async (bus, installation) => {
    const channel = (await knownChannels(bus)).find((one) => one === id);
    if (!channel) throw new CommandError(`there is no channel ${id}: see ops channel list`);
    const paused = await isPaused(bus, channel);
    if (paused === (action === "pause")) throw new CommandError(`${id} is ${paused ? "paused already" : "not paused"}`);
    const act = {
      ...options,
      does,
      action,
      entity: "channel",
      entityId: id,
      command: `channel ${action} ${id}`,
    } as const;
    if (!(await mayAct(tools, installation, act))) return;
    await run(bus, channel);
    tools.output.line(`done: ${does}, in ${installation.name}`);
    tools.output.json({ id, action });
  });
}
