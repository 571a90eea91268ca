import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, connectBus } from "@acolhe/bus";
import type { Channel } from "@acolhe/events";
import { eventually, freePort, temporaryDirectory } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardedNats, guardedRedis, spawnAs } from "../access/guarded.ts";
import { makeChannels, webhookPath, writeChannels } from "../chaos/channels.ts";
import { setUp } from "../chaos/parts.ts";
import { untilBegun } from "./begun.ts";

/*
 * D9: whose is a message that comes back from our own number? Each row: what happened, whose the log says it is, and
 * whether the bot answers the patient's next words. Everything real but the gateway, whose callbacks are switched off so
 * that each row sends the echo it is about.
 */

const DEADLINE = { deadlineMs: 60_000, everyMs: 100 };
const DESK_SECRET = "a-secret-path-of-the-desk-0123456";

interface Call {
  readonly text: string;
  readonly messageId: string;
}
interface World {
  readonly bus: Bus;
  readonly channel: Channel;
  readonly ingress: string;
  readonly sandbox: string;
  flushRedis(): Promise<void>;
  faults(patch: object): Promise<void>;
  /** Whether the gateway sends echoes and receipts of its own. */
  callbacks(on: boolean): Promise<void>;
}
let world: World;
const ends = new AsyncDisposableStack();

beforeAll(async () => {
  const directory = ends.use(await temporaryDirectory("acolhe-echo-")).path;
  const natsUrl = await guardedNats(ends, { dir: join(directory, "nats") });
  const redisUrl = await guardedRedis(ends, join(directory, "redis"));
  const [channel] = makeChannels(["main"], { paceMs: 0, window: 64, callbackWaitMs: 0 }) as [Channel];
  const shared = {
    NATS_URL: natsUrl,
    REDIS_URL: redisUrl,
    CHANNELS_FILE: await writeChannels(directory, [channel]),
    SPOOL_DIR: join(directory, "spool"),
    CHATWOOT_WEBHOOK_SECRET: DESK_SECRET,
    INPUT_WINDOW_MS: "0",
    RATE_LIMIT_PER_MINUTE: "0",
    RATE_LIMIT_BURST_PER_10S: "0",
    LOG_LEVEL: "warn",
  };
  await setUp(shared);
  const pace = { SANDBOX_PACE_MS_MIN: "0", SANDBOX_PACE_MS_MAX: "0" };
  const sandbox = ends.use(await spawnAs("sandbox", { ...shared, ...pace }));
  const env = { ...shared, ZAPI_BASE_URL: sandbox.url };
  const [worker, sender] = await Promise.all([spawnAs("conversation-worker", env), spawnAs("outbound-sender", env)]);
  ends.use(worker);
  ends.use(sender);
  const port = await freePort();
  const own = { INGRESS_PORT: String(port), PUBLIC_WEBHOOK_URL: `http://127.0.0.1:${port}` };
  const ingress = ends.use(await spawnAs("ingress", { ...env, ...own }));
  const bus = await connectBus({ url: natsUrl, name: "test" });
  ends.defer(() => bus.close());
  const put = async (path: string, body: object) => {
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${sandbox.url}${path}`, { method: "PUT", headers, body: JSON.stringify(body) })).ok).toBe(
      true,
    );
  };
  await put("/sandbox/settings", { callbacks: false });
  await untilBegun(ingress);
  world = {
    bus,
    channel,
    ingress: ingress.url,
    sandbox: sandbox.url,
    faults: (patch) => put("/sandbox/faults", patch),
    callbacks: (on) => put("/sandbox/settings", { callbacks: on }),
    async flushRedis() {
      const { hostname, port: at } = new URL(redisUrl);
      const socket = connect(Number(at), hostname, () => socket.write("FLUSHALL\r\n"));
      await once(socket, "data");
      socket.destroy();
    },
  };
});
afterAll(() => ends.disposeAsync());

/** Within the deadline; a failure says what it was instead. */
async function becomes(read: () => Promise<string>, wanted: string): Promise<void> {
  const until = Date.now() + DEADLINE.deadlineMs / 2;
  let is = await read();
  while (is !== wanted && Date.now() < until) {
    await sleep(DEADLINE.everyMs);
    is = await read();
  }
  expect(is).toBe(wanted);
}

let phones = 0;

/** One patient, and the messages that come back from our number in their chat. */
function openChat() {
  const phone = `55119${71_000_000 + phones++}`;
  const lid = `8189660${String(10_000_000 + phones)}@lid`;
  const { channel, ingress, sandbox, bus } = world;
  let count = 0;
  let said = 0;

  const post = async (url: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    expect(response.status).toBe(200);
  };
  const received = (fields: object) =>
    post(`${ingress}${webhookPath(channel.webhookSecret)}`, {
      type: "ReceivedCallback",
      instanceId: channel.instanceId,
      phone,
      chatLid: null,
      momment: Date.now(),
      isGroup: false,
      ...fields,
    });
  const everything = async (stream: string, subject: string) => {
    const found: Record<string, unknown>[] = [];
    for (let seq = 1; ; ) {
      const m = await bus.jsm.direct.getMessage(stream, { seq, next_by_subj: subject });
      if (!m) return found;
      found.push({ ...m.json<object>(), subject: m.subject });
      seq = m.seq + 1;
    }
  };
  const outcomes = () => everything("DELIVERY", `delivery.main.${phone}.outcome`);
  const calls = async () =>
    ((await (await fetch(`${sandbox}/sandbox/calls?phone=${phone}`)).json()) as { calls: Call[] }).calls;

  return {
    phone,
    calls,
    flush: () => world.flushRedis(),
    /** The patient writes; `linked`: their payload also says their LID. */
    async says(text: string, { linked = true } = {}) {
      said += 1;
      const payload = { messageId: `P${phone}-${count++}`, fromMe: false, fromApi: false };
      await received({ ...payload, chatLid: linked ? lid : null, text: { message: text } });
    },
    /** What the bot sent by now, at least so many messages, all answered by the gateway. */
    async sent(atLeast: number): Promise<Call[]> {
      return eventually(async () => {
        const [made, known] = [await calls(), (await outcomes()).filter((one) => one.status === "accepted")];
        return made.length >= atLeast && known.length >= made.length && made;
      }, DEADLINE);
    },
    /** What the bot is calling the gateway with: attempted, and not answered. */
    async beingSaid(): Promise<string> {
      await eventually(
        async () => (await everything("INBOUND", `inbound.*.main.${phone}.gate.attempt`)).length > 0,
        DEADLINE,
      );
      expect(await outcomes()).toEqual([]);
      const [turn] = await everything("TURNS", `turn.main.${phone}.reply`);
      return (turn!.commands as { text: string }[])[0]!.text;
    },
    /** Our number's message comes back. `fromApi` left out: the gateway does not say. */
    echo: (message: { messageId: string; text: string }, how: { fromApi?: boolean; as?: "lid" } = {}) =>
      received({
        messageId: message.messageId,
        fromMe: true,
        status: "SENT",
        ...(how.fromApi === undefined ? {} : { fromApi: how.fromApi }),
        ...(how.as === "lid" ? { phone: lid, chatLid: lid } : {}),
        text: { message: message.text },
      }),
    /** An attendant writes at the desk. */
    async attendant(text: string) {
      const id = 1_000 + phones * 10 + count++;
      await post(`${ingress}/webhooks/chatwoot/${DESK_SECRET}`, {
        event: "message_created",
        id,
        content: text,
        message_type: "outgoing",
        private: false,
        source_id: null,
        created_at: new Date().toISOString(),
        sender: { id: 27, name: "Rafaela", type: "user" },
        conversation: {
          id,
          inbox_id: 1,
          status: "open",
          labels: [],
          updated_at: Date.now() / 1000,
          contact_inbox: { source_id: `acolhe:main:${phone}` },
          meta: { sender: { phone_number: `+${phone}` }, assignee: null, assignee_type: null },
        },
      });
    },
    /** By the log alone: an outcome names our own, a takeover a person's, an event another system's. */
    async whose(messageId: string): Promise<string> {
      const takeovers = (await everything("INBOUND", "inbound.*.main.*.gate.control")).filter(
        (one) => one.messageId === messageId,
      );
      const ours = (await outcomes()).some((one) => one.messageId === messageId);
      const echoes = (await everything("DELIVERY", "delivery.main.*.receipt")).filter(
        (one) => one.messageId === messageId && one.kind === "echoed",
      );
      if (takeovers.length > 1) return `${takeovers.length} takeovers`;
      if (takeovers.length === 1) return ours ? "ours, taken for a person's" : "a person's";
      const here = echoes.every((one) => String(one.subject).includes(`.${phone}.`));
      if (echoes.length !== 1) return `${echoes.length} echoes`;
      const others = (await everything("INBOUND", "inbound.*.main.*.event")).filter(
        (one) => one.messageId === messageId && one.type === "sent-by-other-system",
      );
      if (others.length > (ours ? 0 : 1)) return `${others.length} times another system's`;
      if (ours) return here ? "ours" : "ours, under another contact";
      return others.length === 1 ? "another system's" : "nobody's";
    },
    /** The patient writes once more: does the bot answer? */
    async bot(): Promise<"answers" | "is silent"> {
      await this.says("quero marcar uma consulta");
      const turn = await eventually(async () => {
        const turns = await everything("TURNS", `turn.main.${phone}.*`);
        const ofMessages = turns.filter((one) => (one.event as { type: string }).type === "message-received");
        return ofMessages.length === said && ofMessages.at(-1);
      }, DEADLINE);
      return (turn.state as { mode: string }).mode === "bot" ? "answers" : "is silent";
    },
    /** Through the gateway, as usual: the payload says number and LID. */
    async saysAtGateway(text: string): Promise<void> {
      said += 1;
      const headers = { "content-type": "application/json" };
      const url = `${sandbox}/sandbox/chats/${phone}/messages`;
      await fetch(url, { method: "POST", headers, body: JSON.stringify({ text }) });
    },
  };
}
type Chat = ReturnType<typeof openChat>;

interface Row {
  readonly happened: string;
  /** Gives the ids of what came back. */
  readonly does: (chat: Chat) => Promise<string[]>;
  readonly whose: string;
  readonly bot: "answers" | "is silent";
}

const ids = (...messages: readonly { messageId: string }[]) => messages.map(({ messageId }) => messageId);
/** The bot greets, and what it said comes back. */
const greeted = async (chat: Chat, how: { linked?: boolean } = {}) => {
  await chat.says("oi", how);
  return (await chat.sent(2))[0]!;
};
const typed = (chat: Chat, text = "Aqui é a Rafa") => ({ messageId: `H${chat.phone}`, text });

const TABLE: readonly Row[] = [
  ...([{ fromApi: true }, {}] as const).flatMap((mark): Row[] => {
    const marked = "fromApi" in mark ? "marked as sent by the API" : "unmarked";
    return [
      {
        happened: `the bot's words come back, ${marked}`,
        async does(chat) {
          const first = await greeted(chat);
          await chat.echo(first, mark);
          return ids(first);
        },
        whose: "ours",
        bot: "answers",
      },
      {
        happened: `the bot's words come back twice, ${marked}`,
        async does(chat) {
          const first = await greeted(chat);
          await Promise.all([chat.echo(first, mark), chat.echo(first, mark)]);
          return ids(first);
        },
        whose: "ours",
        bot: "answers",
      },
      {
        happened: `the bot's words come back late, when the talk has gone on, ${marked}`,
        async does(chat) {
          const first = await greeted(chat);
          await chat.says("Ana Ribeiro");
          await chat.sent(3);
          await chat.echo(first, mark);
          return ids(first);
        },
        whose: "ours",
        bot: "answers",
      },
      {
        happened: `the bot's words come back by the patient's LID, ${marked}`,
        async does(chat) {
          const first = await greeted(chat);
          await chat.echo(first, { ...mark, as: "lid" });
          return ids(first);
        },
        whose: "ours",
        bot: "answers",
      },
      {
        happened: `the same by a LID no payload has linked to the number, after the cache was flushed, ${marked}`,
        async does(chat) {
          const first = await greeted(chat, { linked: false });
          await chat.flush();
          await chat.echo(first, { ...mark, as: "lid" });
          return ids(first);
        },
        whose: "ours",
        bot: "answers",
      },
      {
        happened: `the bot said the same twice and both come back, in the wrong order, ${marked}`,
        async does(chat) {
          await greeted(chat);
          await chat.says("repetir");
          const said = await chat.sent(3);
          const [again, before] = [said.at(-1)!, said.at(-2)!];
          expect(again.text).toBe(before.text);
          await chat.echo(again, mark);
          await chat.echo(before, mark);
          return ids(again, before);
        },
        whose: "ours",
        bot: "answers",
      },
      {
        happened: `an attendant's words from the desk come back, ${marked}`,
        async does(chat) {
          await chat.attendant("Boa tarde! Sou a Rafaela.");
          const [said] = await chat.sent(1);
          await chat.echo(said!, mark);
          return ids(said!);
        },
        whose: "ours",
        bot: "is silent",
      },
      {
        happened: `the same twice, by LID, after the cache was flushed, ${marked}`,
        async does(chat) {
          await chat.says("oi");
          await chat.sent(2);
          await chat.attendant("Boa tarde! Sou a Rafaela.");
          const said = (await chat.sent(3)).at(-1)!;
          await chat.flush();
          await Promise.all([chat.echo(said, { ...mark, as: "lid" }), chat.echo(said, { ...mark, as: "lid" })]);
          return ids(said);
        },
        whose: "ours",
        bot: "is silent",
      },
    ];
  }),
  {
    happened: "a person types on the clinic's phone, and the webhook comes twice",
    async does(chat) {
      await greeted(chat);
      for (const _ of [1, 2]) await chat.echo(typed(chat), { fromApi: false });
      return ids(typed(chat));
    },
    whose: "a person's",
    bot: "is silent",
  },
  {
    happened: "a person types before the patient ever wrote",
    async does(chat) {
      await chat.echo(typed(chat), { fromApi: false });
      return ids(typed(chat));
    },
    whose: "a person's",
    bot: "is silent",
  },
  {
    happened: "a person types, by the patient's LID, unmarked, after the cache was flushed",
    async does(chat) {
      await greeted(chat);
      await chat.flush();
      await chat.echo(typed(chat), { as: "lid" });
      return ids(typed(chat));
    },
    whose: "a person's",
    bot: "is silent",
  },
  {
    happened: "a person types the very words the bot has said, unmarked",
    async does(chat) {
      const first = await greeted(chat);
      await chat.echo(typed(chat, first.text));
      return ids(typed(chat));
    },
    whose: "a person's",
    bot: "is silent",
  },
  {
    happened: "another system sends by the API",
    async does(chat) {
      await greeted(chat);
      await chat.echo(typed(chat, "Lembrete da clínica"), { fromApi: true });
      return ids(typed(chat));
    },
    whose: "another system's",
    bot: "answers",
  },
  {
    happened: "another system sends the very words of the bot, twice, by LID, after the cache was flushed",
    async does(chat) {
      const first = await greeted(chat);
      await chat.flush();
      for (const _ of [1, 2]) await chat.echo(typed(chat, first.text), { fromApi: true, as: "lid" });
      return ids(typed(chat));
    },
    whose: "another system's",
    bot: "answers",
  },
];

describe.concurrent("whose is a message that comes back from our own number?", () => {
  test.each(TABLE)("$happened: $whose, and the bot $bot", async (row) => {
    const chat = openChat();
    const back = await row.does(chat);
    // Right after a start a webhook may take the way through the spool.
    for (const id of back) await becomes(() => chat.whose(id), row.whose);
    expect(await chat.bot()).toBe(row.bot);
    for (const id of back) expect(await chat.whose(id)).toBe(row.whose);
  });
});

describe("before the gateway has answered our call", () => {
  test("our words are no person's, other words are", async () => {
    await world.faults({ latencyMs: { min: 3_000, max: 3_000 } });
    const [ours, theirs] = [openChat(), openChat()];
    await Promise.all([ours.says("oi"), theirs.says("oi")]);
    const words = await ours.beingSaid();
    await theirs.beingSaid();
    await Promise.all([ours.echo({ messageId: "EARLY", text: words }), theirs.echo(typed(theirs))]);
    await world.faults({ latencyMs: { min: 0, max: 0 } });
    // Nothing but its words can link it, so the log has no more than the echo.
    expect(await ours.whose("EARLY")).toBe("nobody's");
    expect(await theirs.whose(`H${theirs.phone}`)).toBe("a person's");
    expect([await ours.bot(), await theirs.bot()]).toEqual(["answers", "is silent"]);
  });

  test("a gateway that echoes first, twice and by LID, while the cache is flushed, makes no takeover and no second reply", {
    timeout: 120_000,
  }, async () => {
    await world.callbacks(true);
    await world.faults({ echoBeforeAnswerRate: 1, echoTwiceRate: 1, echoAsLidRate: 1 });
    const chats = Array.from({ length: 6 }, openChat);
    for (const chat of chats) {
      await chat.saysAtGateway("oi");
      await world.flushRedis();
    }
    for (const chat of chats) {
      const sent = await chat.sent(2);
      expect(sent).toHaveLength(2);
      for (const { messageId } of sent) await becomes(() => chat.whose(messageId), "ours");
      expect(await chat.bot()).toBe("answers");
    }
  });
});
