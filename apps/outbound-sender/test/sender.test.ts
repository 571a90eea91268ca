import { connect } from "node:net";
import { publish } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import {
  type BotSwitch,
  CLINIC_BUCKET,
  CLINIC_KEYS,
  type Command,
  type ContactKey,
  contentHash,
  type Outcome,
  outcomeSubject,
  receiptSubject,
} from "@acolhe/events";
import { eventually, startNats, startRedis, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, it } from "vitest";
import { startFixture } from "./fixture.ts";
import { type Answer, RETRY_AFTER_MS } from "./gateway.ts";

const A = "5511990000001";
const B = "5511990000002";
const ASKS: Command = { type: "lookup", requestId: "r", what: "appointments", values: {} };
const numbers = (n: number, from = 1) => Array.from({ length: n }, (_, i) => String(from + i));

describe.concurrent("order", () => {
  it("S1: one contact's commands leave in order, over two replicas", async () => {
    await using f = await startFixture();
    await Promise.all([f.startSender(), f.startSender()]);
    const said: string[] = [];
    for (const n of numbers(30)) {
      const texts = [`${n}a`, `${n}b`];
      // Some ask for slow work, too, and are stored apart.
      await f.decide(A, texts, { before: Number(n) % 3 === 0 ? [ASKS] : [] });
      said.push(...texts);
    }
    await f.called(60);
    expect(f.texts(A)).toEqual(said);
    // The first message of each turn is the answer that was waited for.
    expect(await f.counted(/^reply_handover_seconds_count\S* (\d+)/m)).toEqual(["30"]);
  });

  it("S1: the next leaves only after the former's callback", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 });
    await f.startSender();
    await f.decide(A, ["first", "second"]);
    await f.decide(B, ["other contact"]);
    await f.called(2);
    expect(f.texts(A)).toEqual(["first"]);
    expect(f.texts(B)).toEqual(["other contact"]);
    const [accepted] = await eventually(async () => {
      const all = await f.outcomes(A);
      return all.length > 0 && all;
    });
    await receipt(f, A, { kind: "sent", messageId: accepted?.messageId ?? "", zaapId: accepted?.zaapId ?? "" });
    await f.called(3);
    expect(f.texts(A)).toEqual(["first", "second"]);
  });

  it("a reply overtakes waiting broadcasts", async () => {
    await using f = await startFixture({ window: 1 });
    let open = () => {};
    const opened = new Promise<void>((r) => {
      open = r;
    });
    f.gateway.answers(async (_call, number): Promise<Answer> => {
      if (number === 1) await opened;
      return "accept";
    });
    await f.startSender();
    const crowd = numbers(20).map((n) => `55119800000${n.padStart(2, "0")}`);
    for (const contact of crowd) await f.decide(contact, ["news"], { lane: "bulk" });
    // The first broadcast is under way and holds the only permit; the reply arrives behind all of them.
    await f.decide(A, ["answer"]);
    open();
    await f.called(21);
    const place = f.gateway.calls.findIndex((c) => c.text === "answer");
    expect(place).toBeLessThanOrEqual(3);
  });
});

describe.concurrent("fence", () => {
  it("S3: nothing the bot decided before a takeover leaves after it; a person's words do", async () => {
    await using f = await startFixture();
    const first = await f.decide(A, ["decided before"]);
    await f.decide(A, ["an attendant's"], { author: "attendant", eventSeq: first.seq, partition: first.partition });
    await f.takeOver(A);
    await f.decide(A, ["decided after"]);
    await f.startSender();
    await f.called(2);
    expect(f.texts(A)).toEqual(["an attendant's", "decided after"]);
    // The gateway is called before its answer is written down.
    await eventually(async () => (await f.outcomes(A)).length >= 3);
    expect((await f.outcomes(A)).map((o) => o.status)).toEqual(["superseded", "accepted", "accepted"]);
  });

  it("a number that only observes sends only people's words", async () => {
    await using f = await startFixture({ goLive: "observe" });
    await f.startSender();
    await f.decide(A, ["the bot's"]);
    await f.decide(A, ["the system's"], { author: "system" });
    await f.decide(A, ["a person's"], { author: "attendant" });
    await f.called(1);
    expect(f.texts(A)).toEqual(["a person's"]);
    const codes = (await f.outcomes(A)).map(({ status, code }) => code ?? status);
    expect(codes.slice(0, 2)).toEqual(["observing", "observing"]);
  });

  it("words of the bot that wait when it is switched off never leave, people's do; switched on, it goes on", async () => {
    await using f = await startFixture();
    const bucket = await f.bus.kvm.open(CLINIC_BUCKET);
    const say = (value: BotSwitch) => bucket.put(CLINIC_KEYS.bot, JSON.stringify(value));
    await say({ off: false, channelsOff: [f.channel.id] });
    await f.decide(A, ["the bot's"]);
    await f.decide(A, ["the system's"], { author: "system" });
    await f.decide(A, ["a person's"], { author: "attendant" });
    await f.startSender();
    await f.called(2);
    await say({ off: false, channelsOff: [] });
    // The sender follows the bucket on its own connection: what it decides by is seen by what leaves.
    await eventually(async () => {
      await f.decide(A, ["the bot's again"]);
      return f.texts(A).includes("the bot's again");
    });
    expect(f.texts(A).slice(0, 2)).toEqual(["the system's", "a person's"]);
    expect(f.texts(A)).not.toContain("the bot's");
    expect((await f.outcomes(A))[0]).toMatchObject({ status: "superseded", code: "bot-off", attempt: 0 });
  });

  it("on a number that has not begun people speak, the bot waits, and the chats that are read come before its words", async () => {
    await using f = await startFixture({}, { begun: false });
    await f.startSender();
    await f.decide(A, ["to a chat under way"]);
    await f.decide(B, ["to somebody new"]);
    const C = "5511990000003";
    await f.decide(C, ["a person's"], { author: "attendant" });
    await f.called(1);
    expect(f.texts(C)).toEqual(["a person's"]);
    expect([...(await f.outcomes(A)), ...(await f.outcomes(B))]).toEqual([]);
    await f.silence(A, "known-before-start");
    await f.begin();
    await f.called(2);
    expect(f.texts(B)).toEqual(["to somebody new"]);
    await eventually(async () => (await f.outcomes(A)).length === 1);
    expect((await f.outcomes(A)).map(({ status }) => status)).toEqual(["superseded"]);
  });

  it("S3: takeovers racing with sends never lose to an attempt", async () => {
    await using f = await startFixture();
    await Promise.all([f.startSender(), f.startSender()]);
    const contacts = numbers(60).map((n) => `55119700000${n.padStart(2, "0")}`);
    const races = await Promise.all(
      contacts.map(async (contact) => {
        const turn = await f.decide(contact, ["one", "two", "three"]);
        const takeover = await f.takeOver(contact);
        return { contact, turn, takeover };
      }),
    );
    await eventually(
      async () => {
        for (const { contact } of races) if ((await f.outcomes(contact)).length < 3) return false;
        return true;
      },
      { deadlineMs: 30_000, everyMs: 200 },
    );
    let superseded = 0;
    for (const { contact, turn, takeover } of races) {
      expect(turn.seq).toBeLessThan(takeover);
      for (const attempt of await f.attempts(contact)) expect(attempt.seq).toBeLessThan(takeover);
      superseded += (await f.outcomes(contact)).filter((o) => o.status === "superseded").length;
    }
    // The control: had every takeover come after the last attempt, this would prove nothing.
    expect(superseded).toBeGreaterThan(0);
  });

  it("a reply past its time is recorded as expired, not sent, and a person is called once for all of it", async () => {
    await using f = await startFixture();
    await f.decide(A, ["too late", "and too late"], { validUntil: Date.now() - 1 });
    await f.decide(A, ["in time"]);
    await f.decide(B, ["a nudge too late"], { validUntil: Date.now() - 1, lane: "proactive" });
    await f.decide(B, ["in time for B"]);
    await f.startSender();
    await f.called(2);
    expect(f.texts(A)).toEqual(["in time"]);
    expect((await f.outcomes(A)).map(({ status }) => status).slice(0, 2)).toEqual(["expired", "expired"]);
    expect(await settledEvents(f, A)).toEqual(["failed"]);
    // No conversation waits for a nudge.
    expect((await f.outcomes(B)).map(({ status }) => status)).toContain("expired");
    expect(await settledEvents(f, B)).toEqual([]);
  });
});

describe.concurrent("failures", () => {
  it("S2: a refused call is tried again under a new attempt, a certain failure goes to a person", async () => {
    await using f = await startFixture();
    f.gateway.answers((call, number) => (call.text === "bad" ? "bad-request" : number === 1 ? "refuse-503" : "accept"));
    await f.startSender();
    await f.decide(A, ["good"]);
    await f.called(2);
    expect((await f.attempts(A)).map((a) => a.number)).toEqual([1, 2]);
    await f.decide(B, ["bad"]);
    await eventually(async () => (await f.outcomes(B)).some((o) => o.status === "failed"));
    expect(await settledEvents(f, B)).toEqual(["failed"]);
  });

  it("G3: the pause the gateway asks for is kept, however often the number is said to be connected meanwhile", async () => {
    await using f = await startFixture();
    f.gateway.answers((_call, number) => (number === 1 ? "rate-limited" : "accept"));
    await f.startSender();
    await f.decide(A, ["too early"]);
    const channels = await f.bus.kvm.open("channels");
    await eventually(async () => {
      await channels.put(f.channel.id, JSON.stringify({ connected: true, at: Date.now() }));
      return f.gateway.calls.length === 2;
    });
    const [refused, accepted] = f.gateway.calls;
    expect(accepted!.at - refused!.at).toBeGreaterThanOrEqual(RETRY_AFTER_MS);
  });

  it("G3: a number that the gateway calls disconnected is tried again as soon as it is connected", async () => {
    await using f = await startFixture();
    f.gateway.answers((_call, number) => (number === 1 ? "disconnected" : "accept"));
    await f.startSender();
    await f.decide(A, ["later"]);
    await f.called(1);
    const channels = await f.bus.kvm.open("channels");
    await eventually(
      async () => {
        await channels.put(f.channel.id, JSON.stringify({ connected: true, at: Date.now() }));
        return f.gateway.calls.length === 2;
      },
      // Without the news it would be tried after 15 s.
      { deadlineMs: 10_000 },
    );
  });

  it("G3: a disconnected number waits and goes on by itself", async () => {
    await using f = await startFixture();
    const channels = await f.bus.kvm.open("channels");
    await channels.put(f.channel.id, JSON.stringify({ connected: false, at: Date.now() }));
    const sender = await f.startSender();
    await eventually(async () => (await channels.get(f.channel.id)) !== null);
    await f.decide(A, ["later"]);
    await channels.put(f.channel.id, JSON.stringify({ connected: true, at: Date.now() }));
    await f.called(1);
    expect(f.texts(A)).toEqual(["later"]);
    await sender.stop();
  });

  it("S1, S2: a lost answer is held and settled by the echo; what waited behind follows in order", async () => {
    await using f = await startFixture({ unknownGiveUpMs: 30_000 });
    f.gateway.answers(({ text }) => (text === "lost answer" ? "lose-sent" : "accept"));
    await Promise.all([f.startSender(), f.startSender()]);
    await f.decide(A, ["lost answer"]);
    await f.decide(A, ["behind"]);
    await f.decide(B, ["somebody else"]);
    await eventually(async () => (await f.outcomes(A)).some((o) => o.status === "held"));
    await f.called(2);
    expect(f.texts(A)).toEqual(["lost answer"]);
    await receipt(f, A, { kind: "echoed", messageId: "unknown-until-now", contentHash: contentHash("lost answer") });
    await f.called(3);
    expect(f.texts(A)).toEqual(["lost answer", "behind"]);
    const settled = (await f.outcomes(A)).find((o) => o.status === "settled");
    expect(settled).toMatchObject({ settledAs: "sent", evidence: "echo" });
  });

  it("S2: a lost answer is settled by the gateway's queue", async () => {
    await using f = await startFixture({ unknownGiveUpMs: 30_000 });
    f.gateway.answers(() => "lose-sent");
    f.gateway.queue.push({ phone: A, text: "in the queue", zaapId: "Z9", messageId: "M9" });
    await f.startSender();
    await f.decide(A, ["in the queue"]);
    const settled = await eventually(async () => (await f.outcomes(A)).find((o) => o.status === "settled"));
    expect(settled).toMatchObject({ settledAs: "sent", evidence: "queue", zaapId: "Z9" });
    expect(f.texts(A)).toHaveLength(1);
  });

  it("S2: a late callback of the former message is no trace of an unknown one", async () => {
    await using f = await startFixture({ unknownGiveUpMs: 500 });
    f.gateway.answers((_call, number) => (number === 1 ? "accept" : "lose-unsent"));
    await f.startSender();
    await f.decide(A, ["accepted"]);
    await f.decide(A, ["never left"]);
    await eventually(async () => (await f.outcomes(A)).some((o) => o.status === "held"));
    await receipt(f, A, { kind: "sent", messageId: "M1", zaapId: "Z1" });
    const settled = await eventually(async () => (await f.outcomes(A)).find((o) => o.status === "settled"));
    expect(settled.settledAs).toBe("given-to-person");
  });

  it("S2: the answer itself settles what another replica took for unknown", async () => {
    await using f = await startFixture();
    let answer = () => {};
    const answered = new Promise<void>((r) => {
      answer = r;
    });
    f.gateway.answers(async (_call, number): Promise<Answer> => {
      if (number === 1) await answered;
      return "accept";
    });
    await f.startSender();
    const { turnSeq } = await f.decide(A, ["slow"]);
    const [attempt] = await eventually(async () => {
      const all = await f.attempts(A);
      return all.length === 1 && all;
    });
    const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
    const held: Outcome = {
      turnSeq,
      index: 0,
      lane: "reply",
      status: "held",
      at: Date.now(),
      attempt: 1,
      cursors: { reply: { turnSeq, next: 0, done: false, tries: 0 }, proactive: start, bulk: start },
      held: { turnSeq, index: 0, lane: "reply", attemptSeq: attempt?.seq ?? 0 },
    };
    await publish(f.bus, outcomeSubject({ channel: f.channel.id, contact: A as ContactKey }), held);
    answer();
    const settled = await eventually(async () => (await f.outcomes(A)).find((o) => o.status === "settled"));
    expect(settled).toMatchObject({ settledAs: "sent", evidence: "answer", messageId: "M1" });
    await f.decide(A, ["next"]);
    await f.called(2);
    expect(f.texts(A)).toEqual(["slow", "next"]);
  });

  it("S2: without any trace a question is sent once more, but only once, and anything else goes to a person", async () => {
    await using f = await startFixture({ unknownGiveUpMs: 500 });
    f.gateway.answers((call) => (call.text === "alive" ? "accept" : "lose-unsent"));
    await f.startSender();
    await f.decide(A, ["a question?"], { repeatable: true });
    await f.decide(B, ["a statement"]);
    await eventually(async () => (await f.outcomes(A)).length > 0 && (await f.outcomes(B)).length > 0);
    // The number shows life: a callback of some other contact.
    await receipt(f, "5511990000003", { kind: "read", messageId: "other" });
    await eventually(async () => (await f.outcomes(B)).some((o) => o.settledAs === "given-to-person"));
    await eventually(async () => (await f.attempts(A)).length === 2);
    await eventually(async () => (await f.outcomes(A)).at(-1)?.settledAs === "given-to-person");
    await eventually(async () => (await settledEvents(f, A)).length === 2);
    expect(await settledEvents(f, A)).toEqual(["sent-once-more", "given-to-person"]);
    expect((await f.attempts(A)).map((a) => a.number)).toEqual([1, 2]);
    expect(await settledEvents(f, B)).toEqual(["given-to-person"]);
    expect((await f.attempts(B)).map((a) => a.number)).toEqual([1]);
  });

  it("S2: a broker killed under load loses nothing and repeats nothing", async () => {
    await using f = await startFixture();
    await Promise.all([f.startSender(), f.startSender()]);
    const contacts = numbers(20).map((n) => `55119600000${n.padStart(2, "0")}`);
    for (const contact of contacts) for (const n of numbers(3)) await f.decide(contact, [n]);
    await f.called(20);
    await f.nats.kill("SIGKILL");
    await using _again = await startNats({ dir: f.dir, port: f.nats.port });
    await f.called(60);
    await eventually(
      async () => {
        for (const contact of contacts)
          if ((await f.outcomes(contact)).filter((o) => o.status !== "held").length < 3) return false;
        return true;
      },
      { deadlineMs: 30_000, everyMs: 200 },
    );
    for (const contact of contacts) expect(f.texts(contact)).toEqual(["1", "2", "3"]);
  });
});

describe.concurrent("cache", () => {
  it("R1: flushing and killing the cache between sends loses nothing and sends nothing twice", async () => {
    await using dir = await temporaryDirectory();
    const redis = await startRedis({ dir: dir.path });
    const cache = connectCache({ url: redis.url });
    await using f = await startFixture({ paceMs: 1, paceBurst: 2 });
    const pace = {
      take: (id: string, settings: { intervalMs: number; burst: number }) => cache.pace(`pace:${id}`, settings),
    };
    await Promise.all([f.startSender(pace), f.startSender(pace)]);
    const said = numbers(12);
    for (const n of said) {
      await f.decide(A, [n]);
      if (n === "4") await flush(redis.port);
      if (n === "8") await redis.kill("SIGKILL");
    }
    await f.called(12);
    expect(f.texts(A)).toEqual(said);
    await cache.close();
  });
});

/** Speaks the cache's own protocol, so that the flush comes from outside of our client. */
function flush(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("FLUSHALL\r\n"));
    socket.once("error", reject);
    socket.once("data", () => {
      socket.destroy();
      resolve();
    });
  });
}

type Fixture = Awaited<ReturnType<typeof startFixture>>;

async function receipt(
  f: Fixture,
  contact: string,
  fields: { kind: "sent" | "echoed" | "read"; messageId: string; zaapId?: string; contentHash?: string },
) {
  const ref = { channel: f.channel.id, contact: contact as ContactKey };
  const at = Date.now();
  await publish(f.bus, receiptSubject(ref), {
    id: `${fields.kind}:${fields.messageId}`,
    ...ref,
    at,
    receivedAt: at,
    ...fields,
  });
}

async function settledEvents(f: Fixture, contact: string): Promise<string[]> {
  const found: string[] = [];
  for (let seq = 1; ; ) {
    const m = await f.bus.jsm.direct.getMessage("INBOUND", { seq, next_by_subj: `inbound.*.*.${contact}.event` });
    if (!m) return found;
    const event = m.json<{ type?: string; as?: string }>();
    if (event.type === "outcome-settled" && event.as) found.push(event.as);
    seq = m.seq + 1;
  }
}
