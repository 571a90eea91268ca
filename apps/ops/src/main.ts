import { parseArgs } from "node:util";
import { type Bus, connectBus, lastOf, publish } from "@acolhe/bus";
import {
  anyTurnOf,
  ChannelId,
  ContactKey,
  type ConversationRef,
  composeControl,
  isCompleteContact,
  OPERATOR_CONTROLS,
  senderDurable,
  TURNS,
} from "@acolhe/events";
import { loadChannels, loadSettings } from "@acolhe/runtime";
import { listVersions, publishFolder, publishKept } from "./flow.ts";
import { forgetSetAside, listSetAside } from "./set-aside.ts";
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
  npm run ops -- unmerge  --channel main --contact KEY   undo a wrong merge of this (the younger) contact
  npm run ops -- set-aside                            records that could not be read, and what was left undone for them
  npm run ops -- set-aside forget KEY                 take one off this list
  npm run ops -- flow publish FOLDER                  new sessions begin with this flow, once lint finds nothing in it
  npm run ops -- flow return-to VERSION               new sessions begin with a version that is kept
  npm run ops -- flow versions                        the versions that are kept, the newest first`;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { channel: { type: "string", default: "main" }, contact: { type: "string" } },
  });
  const verb = positionals[0] ?? "";
  const settings = loadSettings();
  const onBus = (work: (bus: Bus) => Promise<number>) => withBus(settings.NATS_URL, work);
  if (verb === "setup")
    return await onBus(async (bus) => {
      await setUp(bus, {
        channels: loadChannels(settings),
        replicas: settings.NATS_REPLICAS,
        ackWaitMs: settings.ACK_WAIT_MS,
        model: settings.MODEL_URL !== undefined,
        transcription: settings.TRANSCRIPTION_URL !== undefined,
      });
      return 0;
    });
  if (verb === "set-aside") return await onBus((bus) => setAsideVerb(bus, positionals.slice(1)));
  if (verb === "flow") return await onBus((bus) => flowVerb(bus, positionals.slice(1)));
  const order = OPERATOR_CONTROLS.find((name) => name === verb);
  const channel = ChannelId.safeParse(values.channel);
  const contact = ContactKey.safeParse(values.contact);
  if (!order || !channel.success || !contact.success) return refuse(USAGE, 2);
  const ref = { channel: channel.data, contact: contact.data };
  const at = Date.now();
  const { subject, event } = composeControl(ref, order, { source: "operator", at, cause: at });
  return await onBus(async (bus) => {
    const unknown = await whatIsUnknown(bus, ref);
    if (unknown !== null) return refuse(unknown, 1);
    const { seq } = await publish(bus, subject, event, { id: event.id });
    console.log(`accepted as number ${seq} of the log`);
    return 0;
  });
}

/** A log takes whatever is put into it; what nobody carries out would wait there for ever. */
async function whatIsUnknown(bus: Bus, ref: ConversationRef): Promise<string | null> {
  let isThere = false;
  for await (const { name } of bus.jsm.consumers.list(TURNS.name))
    isThere ||= name === senderDurable(ref.channel, "reply");
  if (!isThere) return `there is no number ${ref.channel}: "setup" makes those of the settings`;
  // Who wrote to us from there is a contact, whatever the key looks like.
  if (isCompleteContact(ref.contact) || (await lastOf(bus, TURNS.name, anyTurnOf(ref)))) return null;
  return "the contact is no complete WhatsApp number: digits with the country's and the area's code, or lid- and digits";
}

async function setAsideVerb(bus: Bus, [what, key]: readonly string[]): Promise<number> {
  if (what === undefined) await listSetAside(bus, console.log);
  else if (what !== "forget" || !key) return refuse(USAGE, 2);
  else if (!(await forgetSetAside(bus, key))) return refuse("no such record is on the list", 1);
  return 0;
}

async function flowVerb(bus: Bus, [what, which]: readonly string[]): Promise<number> {
  if (what === "versions") await listVersions(bus, console.log);
  else if (what === "publish" && which) await publishFolder(bus, which, console.log);
  else if (what !== "return-to" || !which) return refuse(USAGE, 2);
  else if (!(await publishKept(bus, which, console.log))) return refuse("no such version is kept", 1);
  return 0;
}

async function withBus(url: string, work: (bus: Bus) => Promise<number>): Promise<number> {
  const bus = await connectBus({ url, name: "ops" });
  try {
    return await work(bus);
  } finally {
    await bus.close();
  }
}

function refuse(why: string, code: number): number {
  console.error(why);
  return code;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  // A connection to the broker would keep the process alive.
  process.exit(1);
}
