import { connectBus, publish } from "@acolhe/bus";
import { type Channel, ContactKey, TURNS, Turn, turnSubject } from "@acolhe/events";

const AT_ONCE = 100;

/** Puts broadcasts into the log as if their turns had been decided: all they do is wait for their pace. */
export async function publishBulk(natsUrl: string, channel: Channel, count: number): Promise<void> {
  const bus = await connectBus({ url: natsUrl, name: "bench" });
  const now = Date.now();
  try {
    for (let from = 0; from < count; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => from + i);
      await Promise.all(some.map((number) => publishOne(number)));
    }
  } finally {
    await bus.close();
  }

  async function publishOne(number: number): Promise<void> {
    const contact = ContactKey.parse(`551196${1_000_000 + number}`);
    const ref = { channel: channel.id, contact };
    const turn = Turn.parse({
      version: 1,
      ...ref,
      lane: "bulk",
      outcome: "advanced",
      event: { id: `bulk-${number}`, type: "notice-received", seq: 1, partition: 0, at: now, receivedAt: now },
      coveredSeq: 1,
      previousTurnSeq: 0,
      predecessorSeq: 0,
      rule: "bench",
      versions: { engine: "bench", flow: "bench" },
      facts: { now },
      state: {},
      lanes: { reply: 0, proactive: 0, bulk: 0 },
      commands: [
        {
          type: "send-text",
          to: contact,
          author: "bot",
          repeatable: false,
          validUntil: now + 3_600_000,
          text: "Um aviso da clínica, sem pressa.",
        },
      ],
    } satisfies Record<Exclude<keyof Turn, "heard">, unknown>);
    await publish(bus, turnSubject(ref, "bulk"), turn, { id: `bench:${TURNS.name}:${number}` });
  }
}
