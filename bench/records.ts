/** One stored record of a stream. */
interface Stored {
  readonly subject: string;
  readonly body: object;
  /** Attempts are there as in life, and no row is made of them. */
  readonly isProjected: boolean;
}

const CHANNEL = "main";
const STEPS = ["menu", "name", "service", "when"] as const;
const SERVICES = ["psicologia", "nutricao", "fisioterapia"] as const;
const START = Date.UTC(2026, 7, 1);
const DAY_MS = 86_400_000;
const MESSAGES_A_MINUTE = 3;

/** Everything the streams hold of the nth message: the event, the attempt, the turn, its outcome and three receipts. */
export function recordsOf(n: number, contacts: number): Stored[] {
  const contact = `55119${String(90_000_000 + (n % contacts))}`;
  const at = START + Math.floor((n / MESSAGES_A_MINUTE) * 60_000);
  const ref = { channel: CHANNEL, contact };
  const event = { ...ref, id: `e${n}`, at, receivedAt: at };
  const inbound = `inbound.${CHANNEL}.${contact}`;
  const delivery = `delivery.${CHANNEL}.${contact}`;
  const receipt = (kind: string, after: number) => ({
    subject: `${delivery}.receipt`,
    body: { ...event, id: `${kind}${n}`, kind, messageId: `o${n}`, at: at + after, receivedAt: at + after },
    isProjected: true,
  });
  return [
    {
      subject: `${inbound}.event`,
      body: {
        ...event,
        type: "message-received",
        messageId: `m${n}`,
        address: contact,
        content: { kind: "text", text: "Quero marcar uma consulta para a próxima semana" },
      },
      isProjected: true,
    },
    { subject: `turn.${CHANNEL}.${contact}.reply`, body: turn(ref, event, n, contacts), isProjected: true },
    { subject: `${inbound}.gate.attempt`, body: { turnSeq: n + 1, index: 0 }, isProjected: false },
    { subject: `${delivery}.outcome`, body: outcome(n, at), isProjected: true },
    receipt("sent", 1_000),
    receipt("received", 2_000),
    receipt("read", 9_000),
  ];
}

/** A turn's sequence is its place in the stream, which nothing else writes here. */
function turn(ref: { contact: string }, event: { id: string; at: number }, n: number, contacts: number) {
  const { at } = event;
  const round = Math.floor(n / contacts);
  const send = { type: "send-text", to: ref.contact, author: "bot", repeatable: false, validUntil: at + 600_000 };
  return {
    version: 1,
    ...ref,
    lane: "reply",
    outcome: "advanced",
    event: { id: event.id, type: "message-received", seq: n + 1, partition: 0, at, receivedAt: at },
    coveredSeq: n + 1,
    previousTurnSeq: Math.max(0, n + 1 - contacts),
    predecessorSeq: 0,
    rule: "menu:1",
    versions: { engine: "1", flow: "1" },
    facts: { now: at + 20 },
    state: {
      step: STEPS[round % STEPS.length],
      flowVersion: "1",
      // Each contact's fourth message begins a new session.
      sessionStartedAt: START + Math.floor(round / STEPS.length) * DAY_MS,
      language: "pt",
      mode: "bot",
      values: { name: `Paciente ${n % contacts}`, service: SERVICES[n % SERVICES.length] },
    },
    lanes: { reply: 0, proactive: 0, bulk: 0 },
    commands: [{ ...send, text: "Certo! Qual o melhor horário para você?" }],
  };
}

function outcome(n: number, at: number) {
  const cursor = { turnSeq: 0, next: 0, done: false, tries: 0 };
  const cursors = { reply: cursor, proactive: cursor, bulk: cursor };
  const ids = { messageId: `o${n}`, zaapId: `z${n}` };
  return { turnSeq: n + 1, index: 0, lane: "reply", status: "accepted", at, attempt: 1, ...ids, cursors, held: null };
}
