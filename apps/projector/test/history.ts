import type { ChannelId, Command, ContactKey, LogEvent, Outcome, Receipt, Turn } from "@acolhe/events";
import fc from "fast-check";
import type { StreamRecord } from "../src/fold/record.ts";

/** What may happen to one contact, in no sensible order: the folds must bear anything the streams can hold. */
export const Step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("write" as const),
      text: fc.constantFrom("oi", "2", "a\u0000b\ud800", "🙂"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("repeat" as const, "edit" as const, "revoke" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("react", "call", "timer", "other-system", "notice") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("attempt" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("takeover" as const, "answer" as const, "return" as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("park" as const, "defer" as const, "resume" as const, "resume-past" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("merge" as const, "forward" as const, "carry" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("hand-off" as const, "hand-over" as const, "ask-team" as const, "end" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("capture" as const),
      kind: fc.constantFrom("appointment", "unfinished", "quiet-hours", "waiting-list"),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("outcome" as const),
      pick: fc.nat(30),
      status: fc.constantFrom(
        "accepted",
        "failed",
        "superseded",
        "refused",
        "held",
        "sent",
        "sent-once-more",
        "given-to-person",
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("receipt" as const),
      pick: fc.nat(30),
      kind: fc.constantFrom("sent", "failed", "received", "read", "played", "echoed", "read-by-clinic"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("garbage" as const),
      stream: fc.constantFrom("inbound", "turns", "delivery"),
      body: fc.constantFrom("{", "{}", '{"version":1}', '{"type":"message-received","receivedAt":9e15}'),
    }),
  },
);
export type Step = typeof Step extends fc.Arbitrary<infer T> ? T : never;

/** How far the clock moves and whom it happens to, beside what happens. */
export const History = fc.array(fc.record({ contact: fc.nat(2), minutes: fc.nat(40), step: Step }), {
  minLength: 10,
  maxLength: 80,
});

export interface Streams {
  readonly inbound: StreamRecord[];
  readonly turns: StreamRecord[];
  readonly delivery: StreamRecord[];
}

const CONTACTS = ["5511900000001", "5511900000002", "lid-900000003"] as ContactKey[];
const CHANNEL = "main" as ChannelId;
const START = Date.UTC(2026, 10, 24, 12);

interface Contact {
  step: string | null;
  mode: "bot" | "human";
  parkedSince: number | null;
  handedOver: { at: number } | null;
  sessionStartedAt: number;
  values: Record<string, string>;
  previousTurnSeq: number;
  written: { id: string; messageId: string }[];
}

/** The streams that a history leaves behind. Sequences have gaps, as records of other subjects and purges leave them. */
export function streamsOf(history: readonly { contact: number; minutes: number; step: Step }[]): Streams {
  const streams: Streams = { inbound: [], turns: [], delivery: [] };
  const contacts: Contact[] = CONTACTS.map(() => ({
    step: null,
    mode: "bot",
    parkedSince: null,
    handedOver: null,
    sessionStartedAt: START,
    values: {},
    previousTurnSeq: 0,
    written: [],
  }));
  const sent: { turnSeq: number; index: number; contact: ContactKey }[] = [];
  let now = START;
  let ids = 0;

  const add = (stream: keyof Streams, subject: string, body: string | object): number => {
    const seq = (streams[stream].at(-1)?.seq ?? 0) + 1 + (ids++ % 3);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    streams[stream].push({ seq, subject, storedAtMs: now + 5, json: () => JSON.parse(text) });
    return seq;
  };

  for (const { contact: number, minutes, step } of history) {
    const contact = CONTACTS[number]!;
    const of = contacts[number]!;
    now += minutes * 60_000 + 1;
    const ref = { channel: CHANNEL, contact };
    const event = (fields: object, id = `e${ids++}`) => {
      const body = { ...ref, id, at: now - 100, receivedAt: now, ...fields } as LogEvent;
      const isControl = ["takeover-started", "returned-to-bot", "merged-into", "contact-resumed"].includes(body.type);
      const tail = isControl ? "gate.control" : "event";
      return { body, seq: add("inbound", `inbound.7.${CHANNEL}.${contact}.${tail}`, body) };
    };
    const send = (text: string, author: "bot" | "attendant" = "bot"): Command => ({
      type: "send-text",
      to: contact,
      author,
      repeatable: false,
      validUntil: now + 60_000,
      text,
    });
    const turn = (
      { body, seq }: ReturnType<typeof event>,
      rule: string,
      commands: Command[],
      outcome: Turn["outcome"] = "advanced",
    ) => {
      const record: Turn = {
        version: 1,
        ...ref,
        lane: commands.some(({ type }) => type.startsWith("send-")) ? "reply" : "quiet",
        outcome,
        event: { id: body.id, type: body.type, seq, partition: 7, at: body.at, receivedAt: body.receivedAt },
        coveredSeq: seq,
        previousTurnSeq: of.previousTurnSeq,
        predecessorSeq: 0,
        rule,
        versions: { engine: "1", flow: "1" },
        facts: { now: now + 20 },
        state: {
          step: of.step,
          flowVersion: "1",
          sessionStartedAt: of.sessionStartedAt,
          language: "pt",
          mode: of.mode,
          humanUntil: of.mode === "human" ? now + 1e9 : null,
          optedOut: false,
          parked: of.parkedSince === null ? null : { since: of.parkedSince },
          handedOver: of.handedOver,
          merged: rule === "merged" ? { survivor: CONTACTS[0] } : null,
          values: of.values,
        },
        lanes: { reply: 0, proactive: 0, bulk: 0 },
        commands,
      };
      const turnSeq = add("turns", `turn.${CHANNEL}.${contact}.${record.lane}`, record);
      of.previousTurnSeq = turnSeq;
      commands.forEach(({ type }, index) => {
        if (type.startsWith("send-")) sent.push({ turnSeq, index, contact });
      });
    };
    const written = (content: object, id?: string, messageId = `m${ids++}`) => {
      const made = event({ type: "message-received", messageId, address: contact, content }, id);
      of.written.push({ id: made.body.id, messageId });
      return made;
    };
    const handoff = (): Command => ({
      type: "request-handoff",
      team: "recepcao",
      reason: "asked",
      priority: "normal",
      summary: { ...of.values, step: of.step ?? "" },
    });

    switch (step.do) {
      case "write": {
        const came = written({ kind: "text", text: step.text });
        if (of.mode === "bot" && of.step === null) {
          of.step = "menu";
          of.sessionStartedAt = now + 20;
          of.values = {};
          turn(came, "session-started", [send("olá"), send("o que deseja?")]);
        } else if (of.mode === "bot") {
          of.step = of.step === "menu" ? "name" : "menu";
          of.values = { name: step.text, service: "psicologia" };
          turn(came, "menu:1", [send("certo")]);
        } else turn(came, "recorded", []);
        break;
      }
      case "repeat": {
        const again = of.written.at(-1);
        if (again) turn(written({ kind: "text", text: "oi" }, again.id, again.messageId), "repeat", []);
        break;
      }
      case "edit":
      case "revoke": {
        // Or one that is yet to come: its id is counted after this event, its record and its turn's.
        const messageId = of.written.at(-1)?.messageId ?? `m${ids + 3}`;
        const fields =
          step.do === "edit"
            ? { type: "message-edited", messageId, content: { kind: "text", text: "quis dizer" } }
            : { type: "message-revoked", messageId };
        turn(event(fields), "recorded", []);
        break;
      }
      case "attempt":
        // Of no interest here; a reader of the whole stream comes across it.
        add("inbound", `inbound.7.${CHANNEL}.${contact}.gate.attempt`, { turnSeq: of.previousTurnSeq, index: 0 });
        break;
      case "react":
        turn(
          event({ type: "reaction-received", messageId: `m${ids++}`, targetMessageId: "m0", emoji: "👍" }),
          "recorded",
          [],
        );
        break;
      case "call":
        turn(event({ type: "call-received", callId: "c", phase: "missed", video: false, address: contact }), "call", [
          send("ligue"),
        ]);
        break;
      case "timer":
        turn(event({ type: "timer-fired", name: "nudge", generation: 1 }), "nudge", [send("ainda aí?")]);
        break;
      case "other-system":
        turn(
          event({
            type: "sent-by-other-system",
            messageId: `s${ids++}`,
            content: { kind: "text", text: "sua consulta é amanhã" },
          }),
          "recorded:sent-by-other-system",
          [],
        );
        break;
      case "notice":
        turn(
          event({
            type: "attendant-notified",
            source: "panel",
            attendantId: "1",
            externalId: "2",
            text: "foi remarcada",
          }),
          "attendant-notified",
          [send("foi remarcada", "attendant")],
        );
        break;
      case "end":
        of.step = null;
        turn(event({ type: "timer-fired", name: "session-end", generation: 1 }), "session-ended", []);
        break;
      case "takeover":
        of.mode = "human";
        of.handedOver = null;
        turn(
          event({
            type: "takeover-started",
            source: "phone",
            messageId: `p${ids++}`,
            content: { kind: "text", text: "sou a Ana" },
          }),
          "takeover",
          [],
        );
        break;
      case "answer":
        of.mode = "human";
        of.handedOver = null;
        turn(
          event({
            type: "attendant-replied",
            source: "chatwoot",
            attendantId: "1",
            externalId: "1",
            content: { kind: "text", text: "bom dia" },
          }),
          "attendant-replied",
          [send("bom dia", "attendant")],
        );
        break;
      case "return":
        of.mode = "bot";
        of.handedOver = null;
        of.step = null;
        turn(event({ type: "returned-to-bot", source: "chatwoot" }), "returned", []);
        break;
      case "hand-off":
        of.mode = "human";
        turn(written({ kind: "text", text: "atendente" }), "asked", [send("já chamo"), handoff(), handoff()]);
        break;
      case "hand-over":
        of.handedOver = { at: now };
        turn(written({ kind: "text", text: "atendente" }), "handoff:asked", [send("avisei a equipe"), handoff()]);
        break;
      case "ask-team":
        turn(written({ kind: "text", text: "vou me atrasar" }), "flow:late", [
          send("contei para a recepção"),
          { ...handoff(), reason: "late" } as Command,
        ]);
        break;
      case "capture":
        turn(written({ kind: "text", text: "sim" }), "captured", [
          { type: "capture-lead", kind: step.kind, language: "pt", values: { ...of.values, when: "manhã" } },
        ]);
        break;
      case "park":
        of.parkedSince ??= now;
        of.mode = "human";
        turn(
          written({ kind: "text", text: "?" }),
          "parked",
          [send("um momento"), { ...handoff(), reason: "parked" } as Command],
          "parked",
        );
        break;
      case "defer":
        turn(written({ kind: "text", text: "alô" }), "deferred", [], "deferred");
        break;
      // Past unreadable events, so that nothing is handled behind it.
      case "resume-past":
        of.parkedSince = null;
        of.mode = "bot";
        turn(event({ type: "contact-resumed" }), "resumed", []);
        break;
      case "resume": {
        of.parkedSince = null;
        of.mode = "bot";
        const again = of.written.at(-1);
        turn(event({ type: "contact-resumed" }), "resumed", []);
        if (again) {
          const body = { ...ref, ...again, type: "message-received", at: now, receivedAt: now } as unknown as LogEvent;
          turn({ body, seq: streams.inbound.at(-1)!.seq }, "menu:1", [send("voltei")], "resumed");
        }
        break;
      }
      case "merge":
        turn(event({ type: "merged-into", survivor: CONTACTS[0] }), "merged", []);
        break;
      case "forward":
        turn(written({ kind: "text", text: "oi" }), "merged", [], "forwarded");
        break;
      case "carry":
        of.sessionStartedAt -= 60_000;
        turn(event({ type: "merged-from", from: CONTACTS[2], carried: {} }), "merged-from", []);
        break;
      case "outcome": {
        const command = sent[step.pick % Math.max(1, sent.length)];
        if (!command) break;
        const isSettled = ["sent", "sent-once-more", "given-to-person"].includes(step.status);
        const cursor = { turnSeq: 0, next: 0, done: false, tries: 0 };
        const body: Outcome = {
          turnSeq: command.turnSeq,
          index: command.index,
          lane: "reply",
          status: (isSettled ? "settled" : step.status) as Outcome["status"],
          ...(isSettled ? { settledAs: step.status as "sent", evidence: "echo" as const } : {}),
          ...(step.status === "failed" ? { code: "not-on-whatsapp" } : {}),
          ...(["accepted", "sent"].includes(step.status) ? { messageId: `out-${step.pick % 5}` } : {}),
          at: now,
          attempt: 1,
          cursors: { reply: cursor, proactive: cursor, bulk: cursor },
          held: null,
        };
        add("delivery", `delivery.${CHANNEL}.${command.contact}.outcome`, body);
        break;
      }
      case "receipt": {
        const body: Receipt = {
          id: `r${ids++}`,
          ...ref,
          kind: step.kind as Receipt["kind"],
          messageId: `out-${step.pick % 5}`,
          at: now,
          receivedAt: now,
          ...(step.kind === "failed" ? { code: "blocked" } : {}),
        };
        const kind = step.kind === "failed" ? "failure" : "receipt";
        add("delivery", `delivery.${CHANNEL}.${contact}.${kind}`, body);
        break;
      }
      case "garbage": {
        const subjects = {
          inbound: `inbound.7.${CHANNEL}.${contact}.event`,
          turns: `turn.${CHANNEL}.${contact}.quiet`,
          delivery: `delivery.${CHANNEL}.${contact}.outcome`,
        };
        add(step.stream as keyof Streams, subjects[step.stream as keyof Streams], step.body);
        break;
      }
    }
  }
  return streams;
}
