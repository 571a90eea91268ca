import { type CoreBus, publish, retryWhileUnavailable, SequenceConflict } from "@acolhe/bus";
import {
  type Attempt,
  attemptSubject,
  type Channel,
  type ConversationRef,
  contentHash,
  isCanary,
  isInteractive,
  isSend,
  placeName,
  type SendCommand,
  type SendingLane,
  storedGateSubjects,
  type Turn,
} from "@acolhe/events";
import { inStep, type Logger } from "@acolhe/runtime";
import { delayTypingSeconds, SendError, spokenText, textFallback, type ZapiClient } from "@acolhe/zapi";
import type { IsBotOff } from "./bot-switch.ts";
import { takenForCanary } from "./canary.ts";
import type { Contacts } from "./contacts.ts";
import type { SendGate } from "./gate.ts";
import { isFinished, type Ledger, loadLedger, reloadGate, TERMS_MISSING } from "./ledger.ts";
import { isOutOfOrder, pauseMs } from "./pause.ts";
import type { PlainText } from "./plain-text.ts";
import type { Hints } from "./ports.ts";
import { turnAt } from "./records.ts";
import { replyTimes } from "./reply-times.ts";
import {
  contextHeaders,
  EXPIRED,
  outOfOrderTries,
  type Result,
  report,
  tellConversation,
  tellRecorded,
} from "./report.ts";
import type { SenderMetrics } from "./sender-metrics.ts";
import type { Speech } from "./speech.ts";
import type { FillIn } from "./stored-files.ts";

/*
 * Carries out one turn: fence → attempt → call → report, command by command (D6).
 * S1. A lane's turns follow each other: a turn waits until its predecessor is finished, and a contact's next message
 *     until the gateway let the former go (or `callbackWaitMs` passed).
 * S2. Nothing is called without an attempt, and no command gets a second one before the first is settled.
 * S3. The attempt is written expecting the gate's last sequence; a silencing control in between refuses it.
 * C1. A certain failure is told to its conversation after it is recorded, and before its turn is acknowledged.
 */

/** Tries of a call that certainly sent nothing: about 20 s altogether, longer where the gateway asks for it. */
const REFUSED_TRIES_MAX = 6;
/** After this a predecessor nobody carries out is carried out by whoever waits for it. */
const PREDECESSOR_WAIT_MS = 6_000;
/** Between the clock of an ingress and the broker's. */
const CLOCKS_DIFFER_MS = 60_000;
/** The broker is asked four times a second; a line every ten seconds is enough. */
const LOG_EVERY_TRIES = 40;
const FILE_GONE = "file-gone";
const NOT_CALLED = "not-called-in-time";

export interface CarryOutDeps {
  readonly bus: CoreBus;
  /** Part of every record's id: a refused write is taken for ours only if this very sender made it. */
  readonly sender: string;
  readonly channel: Channel;
  readonly client: ZapiClient;
  readonly contacts: Contacts;
  readonly gate: SendGate;
  readonly plainText: PlainText;
  readonly fillIn: FillIn;
  readonly isBotOff: IsBotOff;
  readonly isOnlyObserved: Speech["isOnlyObserved"];
  readonly hints: Hints;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  readonly zapiTimeoutMs: number;
  readonly stopping: () => boolean;
  /** The number's chats were read, so that the bot may speak on it. Bare observing needs no beginning. */
  readonly mayBegin: () => boolean;
  /** Remembers durably that this contact waits for an unknown outcome. */
  readonly hold: (ref: ConversationRef, partition: number) => Promise<void>;
}

/**
 * `held`: an unknown outcome stands in the way; the settler goes on from there. `left`: this process is stopping.
 * `not-begun`: the bot may not speak on the number yet. `on-hold`: nor to this contact, by an operator's order.
 */
export type TurnEnd = "done" | "held" | "left" | "not-begun" | "on-hold";

export type CarryOut = ReturnType<typeof createCarryOut>;

type Next =
  | { readonly kind: "done" | "held" | "not-begun" | "on-hold" }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "predecessor"; readonly seq: number; readonly overdueAt?: number }
  | { readonly kind: "send" | "drop"; readonly index: number; readonly command: SendCommand };

interface One {
  readonly ref: ConversationRef;
  readonly turn: Turn;
  readonly turnSeq: number;
  readonly lane: SendingLane;
  readonly ledger: Ledger;
  readonly index: number;
  readonly command: SendCommand;
  /** Commands of the turn that this process finished itself, and told where they had to be. */
  readonly ended: Set<number>;
  /** Context of the trace, for the calls and records of this turn. */
  readonly traceparent: string;
}

export function createCarryOut(deps: CarryOutDeps) {
  const { bus, channel, client, contacts, gate, metrics, log } = deps;

  return carryOut;

  /**
   * @param parent context of the turn's own message
   * @param only `drop`: ends what an operator dropped and comes next, and sends nothing
   */
  async function carryOut(turn: Turn, turnSeq: number, parent: string | undefined, only?: "drop"): Promise<TurnEnd> {
    const { lane } = turn;
    if (lane === "quiet") return "done";
    const attributes = { "acolhe.channel": turn.channel, "acolhe.lane": lane, "acolhe.turn.seq": turnSeq };
    return inStep("carry out", { kind: "consumer", parent, attributes }, async (step) => {
      const end = await carryOutSteps({ turn, turnSeq, lane, traceparent: step.traceparent, only });
      step.note({ "acolhe.end": end });
      return end;
    });
  }

  async function carryOutSteps({
    turn,
    turnSeq,
    lane,
    traceparent,
    only,
  }: Pick<One, "turn" | "turnSeq" | "lane" | "traceparent"> & { only: "drop" | undefined }): Promise<TurnEnd> {
    const ref: ConversationRef = { channel: turn.channel, contact: turn.contact };
    const { partition } = turn.event;
    let predecessorSince = 0;
    const gone = new Set<number>();
    const ended = new Set<number>();
    while (!deps.stopping()) {
      const seen = contacts.version(ref);
      const step = await contacts.lock(ref, partition, async (ledger) => nextStep(turn, turnSeq, lane, ledger, gone));
      if (step.kind === "done") {
        await tellOthers(turn, turnSeq, ended, traceparent);
        return "done";
      }
      if (only === "drop" && step.kind !== "drop") return "left";
      if (step.kind === "not-begun" || step.kind === "on-hold") return step.kind;
      if (step.kind === "held") {
        // Believed only from the log: the settler of another replica may have finished meanwhile.
        contacts.forget(ref);
        const still = await contacts.lock(ref, partition, async (ledger) => ledger.held !== null);
        if (still) return "held";
      } else if (step.kind === "wait") {
        await contacts.change(ref, seen, step.ms);
        // Nothing was heard of the former. That it failed may have been told before the log could be read.
        if (contacts.version(ref) === seen) contacts.forget(ref);
      } else if (step.kind === "predecessor") {
        predecessorSince ||= bus.host.now();
        if (bus.host.now() > (step.overdueAt ?? predecessorSince + PREDECESSOR_WAIT_MS)) {
          const end = await carryOutPredecessor(step.seq);
          if (end === "gone") gone.add(step.seq);
          else if (end !== "done") return end;
          predecessorSince = 0;
        } else {
          await contacts.change(ref, seen, 500);
        }
        contacts.forget(ref);
      } else if (step.kind === "send" || step.kind === "drop") {
        if (!(await take({ ref, turn, turnSeq, lane, ended, traceparent }, step, gone))) return "left";
      }
    }
    return "left";
  }

  /** Takes one step, if it is still the next when the number lets somebody send. False: the process is stopping. */
  async function take(
    of: Omit<One, "ledger" | "index" | "command">,
    step: Extract<Next, { readonly kind: "send" | "drop" }>,
    gone: ReadonlySet<number>,
  ): Promise<boolean> {
    const { ref, turn, turnSeq, lane } = of;
    // What an operator dropped waits for no permit: the number may be paused meanwhile.
    const release = step.kind === "drop" ? () => {} : await permit(lane);
    if (!release) return false;
    try {
      await contacts.lock(ref, turn.event.partition, async (ledger) => {
        const now = nextStep(turn, turnSeq, lane, ledger, gone);
        if ((now.kind === "send" || now.kind === "drop") && now.index === step.index)
          await sendOne({ ...of, ledger, index: now.index, command: now.command });
      });
    } catch (error) {
      contacts.forget(ref);
      if (!(error instanceof SequenceConflict)) throw error;
      metrics.conflicts.inc();
    } finally {
      release();
    }
    return true;
  }

  async function permit(lane: SendingLane) {
    const measured = metrics.permitSeconds.startTimer({ lane });
    const release = await gate.acquire(lane);
    measured();
    return release;
  }

  /** C1. What was recorded elsewhere, perhaps by a process that died before it could tell it, is told from here. */
  async function tellOthers(turn: Turn, turnSeq: number, ended: ReadonlySet<number>, traceparent: string) {
    if (turn.commands.every((command, index) => !isSend(command) || ended.has(index))) return;
    const from = new Date(turn.event.receivedAt - CLOCKS_DIFFER_MS);
    await inPlace(() => tellRecorded(bus, turn, { from, turnSeq }, traceparent));
  }

  /** A gap in the chain: the predecessor is read from the log and carried out here. `gone`: it was purged or set aside. */
  async function carryOutPredecessor(seq: number): Promise<TurnEnd | "gone"> {
    const stored = await turnAt(bus, seq);
    if (!stored) return "gone";
    metrics.gaps.inc();
    return carryOut(stored.turn, seq, stored.traceparent);
  }

  /** @param gone turns that others wait for and nobody can carry out */
  function nextStep(turn: Turn, turnSeq: number, lane: SendingLane, ledger: Ledger, gone: ReadonlySet<number>): Next {
    const cursor = ledger.cursors[lane];
    if (isFinished(cursor, turnSeq)) return { kind: "done" };
    if (ledger.held) return { kind: "held" };
    const { predecessorSeq } = turn;
    const follows = predecessorSeq > 0 && !gone.has(predecessorSeq);
    if (cursor.turnSeq < turnSeq && follows && !isFinished(cursor, predecessorSeq))
      return { kind: "predecessor", seq: predecessorSeq };
    const index = cursor.turnSeq === turnSeq ? cursor.next : turn.commands.findIndex(isSend);
    const command = turn.commands[index];
    if (!command || !isSend(command)) return { kind: "done" };
    // Without its turn nobody can settle it or try it again, so it is left behind like a predecessor that is gone.
    if (ledger.openAttempt && gone.has(ledger.openAttempt.turnSeq)) ledger.openAttempt = null;
    const open = ledger.openAttempt;
    // Another lane's call of this contact is under way somewhere; its own redelivery should clear it up.
    if (open && !isAttemptOf(open, turnSeq, index))
      return { kind: "predecessor", seq: open.turnSeq, overdueAt: open.at + deps.zapiTimeoutMs + PREDECESSOR_WAIT_MS };
    if (isDropped({ ledger, turnSeq, index })) return { kind: "drop", index, command };
    if (isOnHold(ledger, turn, command, bus.host.now())) return { kind: "on-hold" };
    if (command.author !== "attendant" && !deps.mayBegin()) return { kind: "not-begun" };
    const wait = formerWait(ledger);
    return wait > 0 ? { kind: "wait", ms: wait } : { kind: "send", index, command };
  }

  function formerWait({ former }: Ledger): number {
    if (!former || former.confirmed) return 0;
    return former.acceptedAt + channel.callbackWaitMs - bus.host.now();
  }

  async function sendOne(one: One): Promise<void> {
    const { ref, turn, turnSeq, ledger, index } = one;
    if (isDropped(one)) return drop(one);
    const said = deps.plainText.isOn() ? plain(one.command) : one.command;
    // Before the attempt: a store that is away must not leave one behind that nobody knows to be unused.
    const command = await inPlace(() => deps.fillIn(said));
    if (command === null) return fileGone(one);
    for (;;) {
      const number = attemptNumber(one);
      const open = ledger.openAttempt;
      // Another lane was faster: its outcome comes first, and says nothing about this command.
      if (open && !isAttemptOf(open, turnSeq, index)) return;
      // Made by a process that did not live to tell. Never called again on the mere chance that it failed.
      if (open) return toHeld(one, open.number, open.seq);
      if (isDropped(one)) return drop(one);
      // Ordered since the step was chosen: the next look at the ledger waits.
      if (isOnHold(ledger, turn, command, bus.host.now())) return;
      if (ledger.silencedSeq > turn.event.seq && command.author === "bot")
        return end(one, { status: "superseded", attempt: 0 });
      // Switched off for many at once, so not by a control in each log: what leaves in the moment before is known here late.
      if (command.author === "bot" && deps.isBotOff(ref.channel))
        return end(one, { status: "superseded", attempt: 0, code: "bot-off" });
      // Decided and recorded as if it were to leave, so that a clinic can read for a while what the bot would say.
      const { receivedAt } = turn.event;
      const isObserving = channel.goLive === "observe" && command.author !== "attendant";
      if (isObserving || deps.isOnlyObserved({ author: command.author, receivedAt }))
        return end(one, { status: "superseded", attempt: 0, code: "observing" });
      if (bus.host.now() > command.validUntil) return expire(one);
      const attempt: Attempt = {
        turnSeq,
        index,
        lane: one.lane,
        number,
        at: bus.host.now(),
        silencedSeq: ledger.silencedSeq,
        ...(ledger.orders.seq > 0 ? { orderSeq: ledger.orders.seq } : {}),
        contentHash: contentHash(spokenText(command)),
        deliverySeq: ledger.outcomeSeq,
      };
      try {
        ledger.gateSeq = await writeAttempt(one, attempt);
      } catch (error) {
        if (!(error instanceof SequenceConflict)) throw error;
        metrics.fenceRefusals.inc();
        await reloadGate(bus, ref, turn.event.partition, ledger);
        continue;
      }
      // The broker may have been away for long, or the process have stood still.
      if (isPerhapsGivenUp(attempt)) return end(one, notCalled(attempt), { outOfOrder: true });
      return call(one, command, attempt);
    }
  }

  function drop(one: One): Promise<void> {
    return end(one, { status: "superseded", attempt: 0, code: "dropped", order: droppedBy(one) });
  }

  /** S2. Others give an attempt up by its age, so its call is not begun much before that either. */
  function isPerhapsGivenUp({ at }: Attempt): boolean {
    return bus.host.now() > at + Math.max(channel.unknownGiveUpMs / 2, deps.zapiTimeoutMs);
  }

  async function fileGone(one: One): Promise<void> {
    const { ref, turnSeq, index, traceparent } = one;
    log.error({ code: FILE_GONE, channel: ref.channel, turnSeq }, "a file to be sent is no longer in the store");
    await end(one, { status: "failed", attempt: 0, code: FILE_GONE });
    await inPlace(() => tellConversation(bus, ref, { turnSeq, index, as: "failed", code: FILE_GONE }, traceparent));
  }

  async function expire(one: One): Promise<void> {
    const { ref, lane, turnSeq, index, traceparent } = one;
    await end(one, { status: "expired", attempt: 0 });
    // Only a reply's end leaves somebody waiting.
    if (lane === "reply")
      await inPlace(() => tellConversation(bus, ref, { turnSeq, index, as: "failed", code: EXPIRED }, traceparent));
  }

  /** Retried in place while the broker is away: giving up here would leave an attempt nobody knows to be unused. */
  async function writeAttempt(one: One, attempt: Attempt): Promise<number> {
    const { ref, turn, traceparent } = one;
    const { gateSeq } = one.ledger;
    const id = `attempt:${deps.sender}:${attempt.turnSeq}:${attempt.index}:${attempt.number}:${gateSeq}`;
    const expect = { seq: gateSeq, subject: storedGateSubjects(ref, turn.event.partition) };
    const attributes = { "acolhe.turn.seq": attempt.turnSeq, "acolhe.attempt": attempt.number };
    return inStep("attempt", { kind: "producer", parent: traceparent, attributes }, (step) =>
      inPlace(async () => {
        const headers = contextHeaders(step.traceparent);
        return (await publish(bus, attemptSubject(ref), attempt, { id, expect, headers })).seq;
      }),
    );
  }

  async function call(one: One, command: SendCommand, attempt: Attempt): Promise<void> {
    const { ref, turn } = one;
    const paced = channel.paceMs > 0;
    const measured = metrics.callSeconds.startTimer();
    try {
      const options = paced ? { delayMessage: 1, delayTyping: delayTypingSeconds(spokenText(command).length) } : {};
      const attributes = { "acolhe.channel": ref.channel, "acolhe.command": command.type };
      const accepted = await inStep("call", { kind: "client", parent: one.traceparent, attributes }, () =>
        isCanary(ref) ? takenForCanary(one) : client.send(command, options),
      ).finally(measured);
      const times = isCanary(ref) ? null : replyTimes(turn, { index: one.index, command, nowMs: bus.host.now() });
      if (times) {
        metrics.replySeconds.observe(times.replySeconds);
        metrics.handoverSeconds.observe(times.handoverSeconds);
      }
      deps.hints.sent(ref.channel, accepted.messageId, ref.contact);
      await endAccepted(one, attempt, accepted);
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      await failed(one, command, attempt, error);
    }
  }

  async function failed(one: One, command: SendCommand, attempt: Attempt, error: SendError): Promise<void> {
    const { ref, turnSeq, index, ledger, lane } = one;
    const { number } = attempt;
    metrics.sendErrors.inc({ code: error.code });
    if (error.kind === "unknown") return toHeld(one, number, ledger.gateSeq, error.code);
    if (error.code === TERMS_MISSING && isInteractive(command)) {
      // Certainly not sent; the next attempt is numbered text.
      await inPlace(() => deps.plainText.turnOn(error.sentence));
      return end(one, { status: "refused", attempt: number, code: error.code });
    }
    const outOfOrder = isOutOfOrder(error);
    const tries = number - outOfOrderTries(ledger.cursors[lane], turnSeq, index);
    if (outOfOrder || (error.kind === "retry" && tries < REFUSED_TRIES_MAX)) {
      await end(one, { status: "refused", attempt: number, code: error.code }, { outOfOrder });
      const untilMs = bus.host.now() + pauseMs(error, tries, bus.host.random());
      if (error.code === "channel-disconnected") gate.disconnected(untilMs);
      else gate.pause(untilMs);
      log.warn({ code: error.code, channel: ref.channel }, error.sentence);
      return;
    }
    log.error({ code: error.code, channel: ref.channel, turnSeq }, error.sentence);
    await end(one, { status: "failed", attempt: number, code: error.code });
    await inPlace(() =>
      tellConversation(bus, ref, { turnSeq, index, as: "failed", code: error.code }, one.traceparent),
    );
  }

  async function toHeld(one: One, attempt: number, attemptSeq: number, code?: string): Promise<void> {
    metrics.unknown.inc();
    await inPlace(() => deps.hold(one.ref, one.turn.event.partition));
    await end(one, { status: "held", attempt, ...(code ? { code } : {}) }, { attemptSeq });
  }

  /**
   * Another replica may have taken us for dead and written `held`, or settled it already. We know better: as long as it
   * is unknown to the log, the answer we got settles it.
   */
  async function endAccepted(one: One, attempt: Attempt, ids: { zaapId: string; messageId: string }): Promise<void> {
    try {
      await end(one, { status: "accepted", attempt: attempt.number, ...ids });
    } catch (error) {
      if (!(error instanceof SequenceConflict)) throw error;
      const ledger = await inPlace(() => loadLedger(bus, one.ref, one.turn.event.partition));
      const { held } = ledger;
      if (held?.turnSeq !== one.turnSeq || held.index !== one.index) throw error;
      metrics.settled.inc({ as: "sent", evidence: "answer" });
      const result: Result = {
        status: "settled",
        settledAs: "sent",
        evidence: "answer",
        attempt: attempt.number,
        ...ids,
      };
      await end({ ...one, ledger }, result);
      // The ledger in memory is the outdated one; the caller drops it.
      throw error;
    }
  }

  async function end(
    one: One,
    result: Result,
    more: { attemptSeq?: number; outOfOrder?: boolean } = {},
  ): Promise<void> {
    const { turn, turnSeq, ledger, index } = one;
    await inPlace(() =>
      report({
        bus,
        sender: deps.sender,
        ledger,
        turn,
        turnSeq,
        index,
        result,
        traceparent: one.traceparent,
        ...more,
      }),
    );
    if (result.status !== "refused" && result.status !== "held") one.ended.add(index);
    metrics.outcomes.inc({ status: result.status, lane: one.lane });
  }

  /**
   * What was done outside cannot be undone, so its record is written as soon as the broker is back. Contact and permit are
   * kept meanwhile: without the broker nobody else could send either.
   */
  function inPlace<T>(work: () => Promise<T>): Promise<T> {
    return retryWhileUnavailable(work, {
      host: bus.host,
      stopping: deps.stopping,
      onRetry(error, tries) {
        if (tries % LOG_EVERY_TRIES === 1)
          log.warn({ err: error, channel: channel.id, tries }, "a record of a send waits for the broker");
      },
    });
  }
}

const droppedBy = ({ ledger, turnSeq, index }: Pick<One, "ledger" | "turnSeq" | "index">): number =>
  ledger.orders.dropped.get(placeName({ turnSeq, index })) ?? 0;
const isDropped = (one: Pick<One, "ledger" | "turnSeq" | "index">): boolean => droppedBy(one) > 0;

/** Words of the bot wait; those that no longer leave anyway have their end, so that a person is called for what expired. */
const isOnHold = (ledger: Ledger, turn: Turn, { author, validUntil }: SendCommand, now: number): boolean =>
  ledger.orders.onHold && author === "bot" && ledger.silencedSeq <= turn.event.seq && now <= validUntil;

/** Certainly not sent, and it says nothing about the message. */
const notCalled = ({ number }: Attempt): Result => ({ status: "refused", attempt: number, code: NOT_CALLED });

const isAttemptOf = (attempt: Attempt, turnSeq: number, index: number) =>
  attempt.turnSeq === turnSeq && attempt.index === index;

const attemptNumber = ({
  ledger,
  lane,
  turnSeq,
  index,
}: Pick<One, "ledger" | "lane" | "turnSeq" | "index">): number => {
  const cursor = ledger.cursors[lane];
  return cursor.turnSeq === turnSeq && cursor.next === index ? cursor.tries + 1 : 1;
};

const plain = (command: SendCommand): SendCommand => (isInteractive(command) ? textFallback(command) : command);
