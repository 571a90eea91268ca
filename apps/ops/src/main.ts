import { parseArgs } from "node:util";
import { connectBus, publish } from "@acolhe/bus";
import { ChannelId, ContactKey, type ControlEvent, controlSubject, stableId } from "@acolhe/events";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import { setUp } from "./setup.ts";

/*
 * The operators' command line: brings the broker to its shape, and puts controls into a conversation's ordered log,
 * where they cannot race with anything else.
 */

const USAGE = `usage:
  npm run ops -- setup                                create streams, buckets and consumers
  npm run ops -- resume   --channel main --contact KEY   let a parked contact go on
  npm run ops -- takeover --channel main --contact KEY   silence the bot: a person answers
  npm run ops -- return   --channel main --contact KEY   give the conversation back to the bot
  npm run ops -- pause    --channel main --contact KEY   silence the bot until it is returned
  npm run ops -- unmerge  --channel main --contact KEY   undo a wrong merge of this (the younger) contact`;

const CONTROLS: Readonly<Record<string, (at: number) => Pick<ControlEvent, "type"> & { source?: "operator" }>> = {
  resume: () => ({ type: "contact-resumed" }),
  takeover: () => ({ type: "takeover-started", source: "operator" }),
  return: () => ({ type: "returned-to-bot", source: "operator" }),
  pause: () => ({ type: "bot-paused", source: "operator" }),
  unmerge: () => ({ type: "unmerged" }),
};

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { channel: { type: "string", default: "main" }, contact: { type: "string" } },
  });
  const verb = positionals[0] ?? "";
  const settings = loadSettings();
  if (verb === "setup") {
    const bus = await connectBus({ url: settings.NATS_URL, name: "ops" });
    await setUp(bus, {
      channels: loadChannels(settings),
      replicas: settings.NATS_REPLICAS,
      ackWaitMs: settings.ACK_WAIT_MS,
    });
    await bus.close();
    return 0;
  }
  const control = CONTROLS[verb];
  const channel = ChannelId.safeParse(values.channel);
  const contact = ContactKey.safeParse(values.contact);
  if (!control || !channel.success || !contact.success) {
    console.error(USAGE);
    return 2;
  }
  const bus = await connectBus({ url: settings.NATS_URL, name: "ops" });
  const ref = { channel: channel.data, contact: contact.data };
  const at = Date.now();
  const id = stableId("operator", verb, ref.channel, ref.contact, at);
  const { seq } = await publish(bus, controlSubject(ref), { ...control(at), ...ref, id, at, receivedAt: at }, { id });
  console.log(`accepted as number ${seq} of the log`);
  await bus.close();
  return 0;
}

process.exitCode = await main();
