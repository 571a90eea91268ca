/** A place of the code that an invariant rests on, and how it is taken out. */
export interface Guard {
  readonly invariant: string;
  /** What it does, as a sentence's end: "taken out: …". */
  readonly what: string;
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** What stands behind it, where the simulation finds nothing because of that. */
  readonly behind?: string;
}

const TAKE_WEBHOOK = "apps/ingress/src/receive/take-webhook.ts";
const STORE = "apps/ingress/src/publish/store.ts";
const SPOOL = "apps/ingress/src/publish/spool-file.ts";
const DRAIN = "apps/ingress/src/publish/drain.ts";
const PUBLISHER = "apps/ingress/src/publish/publisher.ts";
const OTHER_SPOOLS = "apps/ingress/src/publish/other-spools.ts";
const OWN_OR_HUMAN = "apps/ingress/src/resolve/own-or-human.ts";
const LIMIT_RATE = "apps/ingress/src/receive/limit-rate.ts";
const RECEIVED = "libs/zapi/src/normalise/received.ts";
const DELIVERY = "libs/zapi/src/normalise/delivery.ts";
const CONSUMERS = "libs/events/src/consumers.ts";
const COMMIT = "apps/conversation-worker/src/commit/commit-turn.ts";
const APPLY_EFFECTS = "apps/conversation-worker/src/commit/apply-effects.ts";
const ADVANCE_DELIVERY = "apps/conversation-worker/src/advance/advance-delivery.ts";
const STANDING = "apps/conversation-worker/src/advance/standing.ts";
const TURN_OF = "apps/conversation-worker/src/commit/turn-of.ts";
const DRAFT = "libs/conversation/src/turn/draft.ts";
const TRANSITION = "libs/conversation/src/engine/transition.ts";
const LANES = "apps/outbound-sender/src/receive/lanes.ts";
const LOAD_LEDGER = "apps/outbound-sender/src/ledger/load-ledger.ts";
const GATE = "apps/outbound-sender/src/number/gate.ts";
const DECIDE_NEXT = "apps/outbound-sender/src/decide/decide-next.ts";
const DECIDE_AT_FENCE = "apps/outbound-sender/src/decide/decide-at-fence.ts";
const DECIDE_ON_FAILURE = "apps/outbound-sender/src/decide/decide-on-failure.ts";
const DECIDE_ON_SILENCE = "apps/outbound-sender/src/decide/decide-on-silence.ts";
const QUEUED = "apps/outbound-sender/src/afterwards/queued.ts";
const CARRY_OUT = "apps/outbound-sender/src/send/carry-out.ts";
const SEND_COMMAND = "apps/outbound-sender/src/send/send-command.ts";
const ATTEMPT = "apps/outbound-sender/src/send/attempt.ts";
const CALL = "apps/outbound-sender/src/send/call.ts";
const REPORT = "apps/outbound-sender/src/send/report.ts";
const FAILURES = "apps/outbound-sender/src/afterwards/failures.ts";
const TRACE = "apps/outbound-sender/src/afterwards/trace.ts";
const ITEMS = "apps/chatwoot-mirror/src/translate/items.ts";
const WRITE_ONCE = "apps/chatwoot-mirror/src/write/write-once.ts";
const RECORD = "apps/chatwoot-mirror/src/record.ts";
const CACHE = "libs/cache/src/cache.ts";
const PROJECT = "apps/projector/src/project.ts";
const SIDE = "libs/database/src/read/side.ts";

export const GUARDS: readonly Guard[] = [
  {
    invariant: "I1",
    what: "the answer waits until the facts are stored",
    file: TAKE_WEBHOOK,
    from: "await store.accept(limited.map(({ intake }) => intake));",
    to: "void store.accept(limited.map(({ intake }) => intake)).catch(() => {});",
  },
  {
    invariant: "I1",
    what: "what the broker did not take goes to the spool",
    file: STORE,
    from: '"not published; to the spool");',
    to: '"not published; to the spool");\n        return;',
  },
  {
    invariant: "I1",
    what: "the spool fsyncs before it says yes",
    file: SPOOL,
    from: "await handle.datasync();\n      length += bytes.length;",
    to: "length += bytes.length;",
  },
  {
    invariant: "I1",
    what: "the spool keeps a fact until the broker has it",
    file: DRAIN,
    from: "await publish(one.intake);",
    to: "void publish(one.intake).catch(() => {});",
  },
  {
    invariant: "I1",
    what: "a spool that the disk refused is opened again",
    file: DRAIN,
    from: "if (!spool.usable) await spool.open().catch(() => {});",
    to: "",
  },
  {
    invariant: "I2",
    what: "an event's id is made of the message's",
    file: RECEIVED,
    from: "webhook.fromMe ?? false, messageId, ...more)",
    to: "webhook.fromMe ?? false, ...more)",
  },
  {
    invariant: "I2",
    what: "a failed delivery is another fact than a successful one",
    file: DELIVERY,
    from: "zaapId ?? messageId, failed] as const",
    to: "zaapId ?? messageId] as const",
    behind: "the simulated gateway tells of no message both that it was sent and that it failed",
  },
  {
    invariant: "I2",
    what: "the broker is told the event's id and drops repeats",
    file: PUBLISHER,
    from: "await publish(to, subject, body, { id, headers,",
    to: "await publish(to, subject, body, { headers,",
  },
  {
    invariant: "I2",
    what: "the engine knows the last 64 events",
    file: TRANSITION,
    from: "if (previous && !input.resumed && hasSeen(previous, event)) {",
    to: "if (false) {",
  },
  {
    invariant: "O1",
    what: "what waits is said before it is answered for",
    file: DRAIN,
    from: "await within(host, ANNOUNCE_MS, say).catch(noted);",
    to: "void say().catch(noted);",
  },
  {
    invariant: "O1",
    what: "what came later than what waits elsewhere waits as well",
    file: DRAIN,
    from: "one.ordered && one.receivedAt > oldest",
    to: "one.ordered && one.receivedAt < 0 * oldest",
  },
  {
    invariant: "O1",
    what: "nothing is published directly while another holds something of its contact",
    file: STORE,
    from: "others.oldest(groupOf(await contactOf(intake))) === NOTHING",
    to: "NOTHING > 0",
  },
  {
    invariant: "O1",
    what: "nothing leaves before all the others were heard of",
    file: OTHER_SPOOLS,
    from: "every(({ word }) => word.heard[own] === readBack)",
    to: "every(() => true)",
  },
  {
    invariant: "W1",
    what: "one event of a partition is in hand at a time",
    file: CONSUMERS,
    from: "window: 1,",
    to: "window: 16,",
  },
  {
    invariant: "W1",
    what: "a turn is written expecting the turn before",
    file: COMMIT,
    from: "expect: { seq: turn.previousTurnSeq, subject: anyTurnOf(ref) },",
    to: "",
  },
  {
    invariant: "W1",
    what: "an event that has its turn gets no other",
    file: STANDING,
    from: "const isKnown = isCovered && (resumes",
    to: "const isKnown = isCovered && false && (resumes",
  },
  {
    invariant: "W1",
    what: "the acknowledgement is last",
    file: ADVANCE_DELIVERY,
    from: "const event = readEvent(delivery, inHand.ref, begun);",
    to: "const event = readEvent(delivery, inHand.ref, begun);\n    delivery.ack();",
  },
  {
    invariant: "W2",
    what: "the turn records what it knew",
    file: TURN_OF,
    from: "facts: known.facts,",
    to: "facts: { now: known.facts.now },",
  },
  {
    invariant: "W2",
    what: "the engine has no clock of its own",
    file: DRAFT,
    from: "const { now } = facts;",
    to: "const now = facts.now + Math.floor(performance.now() * 1000);",
  },
  {
    invariant: "W2",
    what: "the engine works on a copy of the state",
    file: DRAFT,
    from: "seen: [...from.seen],",
    to: "seen: from.seen,",
  },
  {
    invariant: "W3",
    what: "what is no turn is not carried out",
    file: LANES,
    from: "const turn = readAs(Turn, TURNS.name, delivery);",
    to: "const turn = delivery.json<Turn>();",
  },
  {
    invariant: "W3",
    what: "a call carries the command's own words",
    file: CALL,
    from: "client.send(command, options),",
    to: 'client.send(command.type === "send-text" ? { ...command, text: "Oi" } : command, options),',
  },
  {
    invariant: "W3",
    what: "a call is made only where the log has the attempt",
    file: SEND_COMMAND,
    from: "ledger.gateSeq = await writeAttempt(deps, job, attempt);",
    to: "",
  },
  {
    invariant: "S1",
    what: "a turn waits for its predecessor",
    file: DECIDE_NEXT,
    from: "if (cursor.turnSeq < turnSeq && follows && !isFinished(cursor, predecessorSeq))",
    to: "if (false)",
  },
  {
    invariant: "S1",
    what: "the next message waits for the former's callback",
    file: DECIDE_NEXT,
    from: 'return ms > 0 ? { kind: "wait", ms } : { kind: "send", index, command };',
    to: 'return { kind: "send", index, command };',
  },
  {
    invariant: "S1",
    what: "a former of which nothing was heard is looked up in the log",
    file: CARRY_OUT,
    from: "if (contacts.version(ref) === seen) contacts.forget(ref);",
    to: "",
  },
  {
    invariant: "S1",
    what: "nothing passes a message whose outcome is unknown",
    file: DECIDE_NEXT,
    from: 'if (ledger.held) return { kind: "held" };',
    to: "",
  },
  {
    invariant: "S2",
    what: "an attempt without an outcome is held, not called again",
    file: DECIDE_AT_FENCE,
    from: 'if (open) return { kind: "unknown", attempt: open.number, attemptSeq: open.seq };',
    to: "",
  },
  {
    invariant: "S2",
    what: "an attempt of another lane is not taken for one's own",
    file: DECIDE_AT_FENCE,
    from: 'if (open && !isAttemptOf(open, { turnSeq, index })) return { kind: "later" };',
    to: "",
  },
  {
    invariant: "S2",
    what: "a call without an answer is unknown, not failed",
    file: DECIDE_ON_FAILURE,
    from: 'if (error.kind === "unknown") return { kind: "unknown" };',
    to: "",
  },
  {
    invariant: "S2",
    what: "an attempt that a number out of order refused is counted",
    file: CALL,
    from: '{ status: "refused", attempt: number, code }, { outOfOrder }',
    to: '{ status: "refused", attempt: outOfOrder ? number - 1 : number, code }, { outOfOrder }',
  },
  {
    invariant: "S2",
    what: "an attempt perhaps given up is not called",
    file: SEND_COMMAND,
    from: "if (isPerhapsGivenUp(attempt, { now: bus.host.now(), unknownGiveUpMs, zapiTimeoutMs }))",
    to: "if (false)",
  },
  {
    invariant: "S2",
    what: "only the message that failed is sent again as text",
    file: FAILURES,
    from: "ledger.former.messageId !== accepted.messageId",
    to: "ledger.former.turnSeq !== turnSeq || ledger.former.index !== index",
  },
  {
    invariant: "S2",
    what: "only what may be repeated is sent once more",
    file: DECIDE_ON_SILENCE,
    from: "const again = command.repeatable && perhapsSent < SEND_ATTEMPTS_MAX;",
    to: "const again = perhapsSent < SEND_ATTEMPTS_MAX;",
  },
  {
    invariant: "S2",
    what: "once more is once",
    file: DECIDE_ON_SILENCE,
    from: "const again = command.repeatable && perhapsSent < SEND_ATTEMPTS_MAX;",
    to: "const again = command.repeatable;",
  },
  {
    invariant: "S2",
    what: "a callback of a known message is no trace of an unknown one",
    file: TRACE,
    from: "if (known.has(messageId) || (zaapId && known.has(zaapId))) continue;",
    to: "",
  },
  {
    invariant: "S1",
    what: "what was dropped says nothing of the message before it",
    file: LOAD_LEDGER,
    from: "if (isOfNewAttempt(last)) return null;",
    to: "return null;",
  },
  {
    invariant: "S2",
    what: "what has its end behind a message that failed afterwards gets no other",
    file: FAILURES,
    from: "  if (!isLastEnded(cursor, turn, accepted)) return false;\n",
    to: "",
  },
  {
    invariant: "S2",
    what: "what became of a message is noted once",
    file: QUEUED,
    from: "      if (await isNoted(bus, ref, before, became.code)) return;\n",
    to: "",
  },
  {
    invariant: "S2",
    what: "an outcome is written expecting the last one",
    file: REPORT,
    from: "expect: { seq: ledger.outcomeSeq, subject: outcomeSubject(ref) },",
    to: "",
  },
  {
    invariant: "S3",
    what: "words older than a silencing control are superseded",
    file: DECIDE_AT_FENCE,
    from: 'if (ledger.silencedSeq > turn.event.seq && command.author === "bot")',
    to: "if (false)",
  },
  {
    invariant: "S3",
    what: "an attempt is written expecting the gate's last record",
    file: ATTEMPT,
    from: "attempt, { id, expect, headers }",
    to: "attempt, { id, headers }",
  },
  {
    invariant: "S3",
    what: "an attempt carries on the newest silencing control",
    file: DECIDE_AT_FENCE,
    from: "silencedSeq: ledger.silencedSeq,",
    to: "silencedSeq: 0,",
  },
  {
    invariant: "S3",
    what: "controls behind the last attempt are read",
    file: LOAD_LEDGER,
    from: "if (control && isSilencing(control.type)) silencedSeq = m.seq;",
    to: "",
  },
  {
    invariant: "S3",
    what: "a stop word puts a control into the log",
    file: APPLY_EFFECTS,
    from: 'turn.rule === "stop" ? publishStop(bus, ref, turn, turnSeq, trace) : undefined,',
    to: "",
  },
  {
    invariant: "M2",
    what: "a write of unknown outcome is looked for",
    file: WRITE_ONCE,
    from: "const before = begunBefore(handle, mark, isBeside);",
    to: "const before = undefined as Begun | undefined;",
  },
  {
    invariant: "M2",
    what: "what is not there counts only when its call cannot be under way",
    file: WRITE_ONCE,
    from: "if (leftMs > 0) throw new StillUnderWay(leftMs);",
    to: "",
  },
  {
    invariant: "M2",
    what: "a call perhaps given up is not begun",
    file: WRITE_ONCE,
    from: "if (now() - begun.at > settings.writeGraceMs / 3) throw new StillUnderWay(0);",
    to: "",
  },
  {
    invariant: "M2",
    what: "a record is changed expecting its last version",
    file: RECORD,
    from: "await kv.update(key, json, revision)",
    to: "await kv.put(key, json)",
  },
  {
    invariant: "M2",
    what: "an event that parks again was shown",
    file: ITEMS,
    from: "isAgain || turn.rule",
    to: "turn.rule",
  },
  {
    invariant: "P1",
    what: "a batch begins where the checkpoint is",
    file: PROJECT,
    from: "if (at !== after) throw",
    to: "if (false) throw",
  },
  {
    invariant: "P1",
    what: "the checkpoint is written with the rows",
    file: PROJECT,
    from: 'await writeRows(side, "checkpoints", [{ stream, seq: last.seq, storedAt }]);',
    to: "",
  },
  {
    invariant: "P1",
    what: "a change applies to what came before it in the stream",
    file: SIDE,
    from: "and inbound_seq < ",
    to: "and 0 < ",
  },
  {
    invariant: "R1",
    what: "without the cache nothing is over the limit",
    file: LIMIT_RATE,
    from: "if (rate === null || rate.allowed) return",
    to: "if (rate?.allowed) return",
  },
  {
    invariant: "R1",
    what: "without the cache a replica keeps a pace of its own",
    file: GATE,
    from: "if (shared !== null) return shared;",
    to: "return shared ?? 3_600_000;",
  },
  {
    invariant: "R1",
    what: "a command of the cache that fails is an answer of null",
    file: CACHE,
    from: "openUntil = performance.now() + OPEN_MS;\n      return null;",
    to: "openUntil = performance.now() + OPEN_MS;\n      throw error;",
  },
  {
    invariant: "R1",
    what: "the log knows our own message when the cache does not",
    file: OWN_OR_HUMAN,
    from: "if (outcomes.some(({ read }) => read.messageId === messageId)) return ref.contact;",
    to: "",
  },
];
