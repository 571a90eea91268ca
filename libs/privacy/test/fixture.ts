import { type Bus, connectBus, openObjects, publish, readStream } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import { initialState } from "@acolhe/conversation";
import { connectDatabase, type Database, migrate } from "@acolhe/database";
import { decideErasure, findErasure, requestErasure, type SubjectKind } from "@acolhe/database/privacy";
import {
  type ChannelId,
  type ContactKey,
  type ConversationRef,
  controlSubject,
  eventSubject,
  MEDIA,
  outcomeSubject,
  timerSubject,
  turnSubject,
} from "@acolhe/events";
import { startNats, startRedis, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import { setUp } from "../../../apps/ops/src/setup.ts";
import { rebuild } from "../../../apps/projector/src/rebuild.ts";
import { silent } from "../../../apps/projector/test/silent.ts";
import { createSandbox } from "../../../apps/sandbox/src/sandbox.ts";
import { type Desk, type ErasureDeps, openDesk, runErasure } from "../src/index.ts";

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };
const NOW = Date.parse("2026-05-04T12:00:00Z");

export const refOf = (contact: string): ConversationRef => ({
  channel: "main" as ChannelId,
  contact: contact as ContactKey,
});

/** Broker, database and cache as a clinic has them, without the processes: each step can be looked at. */
export async function openStores() {
  await using ends = new AsyncDisposableStack();
  const directory = ends.use(await temporaryDirectory()).path;
  const nats = ends.use(await startNats({ dir: `${directory}/nats` }));
  const redis = ends.use(await startRedis({ dir: `${directory}/redis` }));
  const database = ends.use(await temporaryDatabase(template));
  const bus = await connectBus({ url: nats.url, name: "tests" });
  ends.defer(() => bus.close());
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  const db = connectDatabase({ url: database.url, name: "tests" });
  ends.defer(() => db.destroy());
  const cache = connectCache({ url: redis.url, commandMsMax: 5_000 });
  ends.defer(async () => cache.close());
  await cache.ready(10_000);
  const deps: ErasureDeps = { bus, db, cache, desk: null };
  const owned = ends.move();
  return {
    ...deps,
    deps,
    project: () => rebuild({ bus, db, url: database.url, log: silent }),
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** A message, the turn it made and what became of that, a timer, a name, a file and a hint: one of each kind of trace. */
export async function writes({ bus, cache }: Pick<Stores, "bus" | "cache">, contact: string, text: string) {
  const ref = refOf(contact);
  const id = `${contact}-${text.length}`;
  const at = { at: NOW, receivedAt: NOW };
  const event = { type: "message-received", id, ...ref, ...at, messageId: `M-${id}`, address: contact };
  const { seq } = await publish(bus, eventSubject(ref), { ...event, content: { kind: "text", text } });
  await publish(bus, controlSubject(ref), {
    type: "returned-to-bot",
    id: `c-${id}`,
    ...ref,
    ...at,
    source: "operator",
  });
  const turnSeq = await decides(bus, contact, { id, seq, text });
  await publish(bus, outcomeSubject(ref), { ...ref, turnSeq, index: 0 });
  await publish(
    bus,
    timerSubject(ref, "nudge"),
    {},
    { schedule: { at: Date.now() + 3600_000, target: eventSubject(ref) } },
  );
  await (await bus.kvm.open("identity")).put(`main.phone.${contact}`, JSON.stringify({ contact, since: NOW }));
  await (await bus.kvm.open("mirror")).put(`main.${contact}`, JSON.stringify({ contactId: null }));
  await (await bus.kvm.open("mirror")).put(`waiting.main.${contact}`, "{}");
  const metadata = { ...ref, fileName: `${text}.pdf`, mimeType: "application/pdf" };
  await openObjects(bus, MEDIA.name).write(id, { bytes: new Uint8Array([1, 2, 3]), metadata });
  await cache.remember(`sent:main:M-${id}`, contact, 60_000);
  return { seq, turnSeq };
}

/** The turn of an event: the words are what the conversation remembers, too. */
export async function decides(
  bus: Bus,
  contact: string,
  { id, seq, text, optedOut = false }: { id: string; seq: number; text: string; optedOut?: boolean },
): Promise<number> {
  const ref = refOf(contact);
  const turn = {
    version: 1,
    ...ref,
    lane: "reply",
    outcome: "advanced",
    event: { id, type: "message-received", seq, partition: 0, at: NOW, receivedAt: NOW },
    coveredSeq: seq,
    previousTurnSeq: 0,
    predecessorSeq: 0,
    rule: "greeting",
    versions: { engine: "1", flow: "1" },
    facts: { now: NOW },
    state: { ...initialState(NOW), optedOut, step: "main-menu", values: { name: text, privacy_told: "sim" } },
    lanes: { reply: 0, proactive: 0, bulk: 0 },
    commands: [{ type: "send-text", author: "bot", text: `Olá, ${text}` }],
  };
  return (await publish(bus, turnSubject(ref, "reply"), turn)).seq;
}

/** Asked for and approved, as the command line does it. */
export async function approved(db: Database, kind: SubjectKind, subject: string): Promise<string> {
  const row = await requestErasure(db, { kind, subject, reason: "pedido", requestedBy: null });
  if (!row) throw new Error("one is under way");
  await decideErasure(db, { id: row.id, version: row.version, by: null, approve: true });
  return row.id;
}

export async function erase({ deps, db }: Stores, kind: SubjectKind, subject: string) {
  const id = await approved(db, kind, subject);
  await runErasure(deps, id);
  return findErasure(db, id);
}

/** Everything the broker has, as text: subjects and bodies. */
export async function brokerText(bus: Bus): Promise<string> {
  const texts: string[] = [];
  for await (const { config } of bus.jsm.streams.list())
    for await (const { subject, text } of readStream(bus, config.name)) texts.push(`${subject} ${text()}`);
  return texts.join("\n");
}

/** The stand-in for the attendants' desk, in front of the number "main". */
export async function startDesk(): Promise<Desk & AsyncDisposable> {
  const token = "token-of-the-bridge";
  const sandbox = createSandbox({
    instances: [
      { channelId: "main", instanceId: "i", instanceToken: "t", clientToken: "c", name: "Clínica", callbackUrl: "" },
    ],
    pace: { minMs: 0, maxMs: 0 },
    publicUrl: "",
    logger: false,
    demoContacts: false,
    desk: { userToken: token, botToken: "token-of-the-bot", webhook: { url: "", signingSecret: "" } },
  });
  const url = await sandbox.listen(0, "127.0.0.1");
  const channels = [{ id: "main", chatwootInboxId: 1 }];
  const desk = openDesk({ url, token, accountId: 1, timeoutMs: 5_000, channels });
  if (!desk) throw new Error("there is a desk");
  return { ...desk, [Symbol.asyncDispose]: () => sandbox.close() };
}
