import { allFrom, publish } from "@acolhe/bus";
import {
  anyTurnOf,
  Channel,
  type ContactKey,
  type ConversationRef,
  eventSubject,
  isSend,
  TURNS,
  Turn,
} from "@acolhe/events";
import { eventually, spawnApp } from "@acolhe/testing";
import { setUp } from "../../ops/src/setup.ts";
import type { Desk } from "./desk.ts";

const channel = Channel.parse({
  instanceId: "instance",
  instanceToken: "instance-token",
  clientToken: "client-token",
  webhookSecret: "0123456789abcdef",
});

/** A real worker on the API's broker and database, and patients who write to it. */
export async function openTalk(desk: Desk) {
  const bus = await eventually(() => (desk.api.broker.connected && desk.api.broker.bus) || undefined);
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
  const worker = await spawnApp("conversation-worker", {
    NATS_URL: desk.nats!.url,
    DATABASE_URL: desk.databaseUrl,
    ZAPI_INSTANCE_ID: channel.instanceId,
    ZAPI_INSTANCE_TOKEN: channel.instanceToken,
    ZAPI_CLIENT_TOKEN: channel.clientToken,
    ZAPI_WEBHOOK_SECRET: channel.webhookSecret,
    INPUT_WINDOW_MS: "0",
    // A busy machine may take its time; the bound has tests of its own.
    PATIENT_LOOKUP_MS: "10000",
    LOG_LEVEL: "warn",
  });
  let said = 0;

  const refOf = (contact: string): ConversationRef => ({ channel: channel.id, contact: contact as ContactKey });

  async function turnsOf(contact: string): Promise<Turn[]> {
    const ref = refOf(contact);
    const turns: Turn[] = [];
    for await (const stored of allFrom(bus, TURNS.name, anyTurnOf(ref), 1)) turns.push(Turn.parse(stored.json()));
    return turns;
  }

  return {
    turnsOf,
    /** What the worker decided about the patient's words, and what it told them. */
    async say(contact: string, text: string): Promise<{ turn: Turn; texts: string }> {
      const ref = refOf(contact);
      const at = Date.now();
      const id = `said-${said++}`;
      const content = { kind: "text", text };
      const event = {
        type: "message-received",
        ...ref,
        id,
        at,
        receivedAt: at,
        messageId: id,
        address: contact,
        content,
      };
      await publish(bus, eventSubject(ref), event, { id });
      const turn = await eventually(async () => (await turnsOf(contact)).find((one) => one.event.id === id), {
        deadlineMs: 20_000,
        what: "the turn of a message",
      });
      const texts = turn.commands.filter(isSend).map((command) => JSON.stringify(command));
      return { turn, texts: texts.join("\n") };
    },
    [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose](),
  };
}
