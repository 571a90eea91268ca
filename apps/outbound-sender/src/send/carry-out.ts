import { SequenceConflict } from "@acolhe/bus";
import { isSend, type SendingLane, TURNS, type TurnToSend } from "@acolhe/events";
import { inStep } from "@acolhe/runtime";
import { decideNext, type Next, PREDECESSOR_WAIT_MS } from "../decide/decide-next.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { CLOCKS_DIFFER_MS, turnAt } from "../ledger/records.ts";
import { retryInPlace, type SendDeps, type TurnJob } from "./jobs.ts";
import { ConversationGone, endDropped, sendCommand } from "./send-command.ts";
import { tellRecorded } from "./tell.ts";

/*
 * Carries out one turn: what comes next is decided (decide-next.ts) and done, until nothing is left of it (D6).
 * S1. A lane's turns follow each other: a turn waits until its predecessor is finished, and a contact's next message
 *     until the gateway let the former go (or `callbackWaitMs` passed).
 * S2, S3. A turn that is erased in the middle of a send is not carried out any further. By what is left of the log,
 *     nothing was said yet and no person had taken over. C1. A certain failure is told to its conversation after it is
 *     recorded, and before its turn is acknowledged.
 */

/** How long the news of a predecessor is waited for before the log is asked again. */
const PREDECESSOR_LOOK_MS = 500;

/**
 * `held`: an unknown outcome stands in the way; the settler goes on from there. `left`: this process is stopping.
 * `not-begun`: the bot may not speak on the number yet. `on-hold`: nor to this contact, by an operator's order.
 */
export type TurnEnd = "done" | "held" | "left" | "not-begun" | "on-hold";

/**
 * @param parent context of the turn's own message
 * @param only `drop`: ends what an operator dropped and comes next, and sends nothing
 */
export type CarryOut = (
  turn: TurnToSend,
  turnSeq: number,
  parent: string | undefined,
  only?: "drop",
) => Promise<TurnEnd>;

export const createCarryOut =
  (deps: SendDeps): CarryOut =>
  (turn, turnSeq, parent, only) =>
    carryOut(deps, { turn, turnSeq, parent, only });

async function carryOut(
  deps: SendDeps,
  {
    turn,
    turnSeq,
    parent,
    only,
  }: { turn: TurnToSend; turnSeq: number; parent: string | undefined; only?: "drop" | undefined },
): Promise<TurnEnd> {
  const { channel, contact, lane } = turn;
  if (lane === "quiet") return "done";
  const attributes = { "acolhe.channel": channel, "acolhe.lane": lane, "acolhe.turn.seq": turnSeq };
  return inStep("carry out", { kind: "consumer", parent, attributes }, async (step) => {
    const end = await carryOutCommands(deps, only, {
      ...{ ref: { channel, contact }, partition: turn.event.partition, turn, turnSeq, lane },
      ...{ gone: new Set(), ended: new Set(), predecessorSince: 0, seenWith: null },
      ...{ readAt: deps.bus.host.ticks(), traceparent: step.traceparent },
    });
    step.note({ "acolhe.end": end });
    return end;
  });
}

async function carryOutCommands(deps: SendDeps, only: "drop" | undefined, job: TurnJob): Promise<TurnEnd> {
  const { contacts } = deps;
  while (!deps.stopping()) {
    const seen = contacts.version(job.ref);
    const next = await contacts.lock(job.ref, job.partition, async (ledger) => nextOf(deps, job, ledger));
    if (next.kind === "done") {
      await tellOthers(deps, job);
      return "done";
    }
    if (only === "drop" && next.kind !== "drop") return "left";
    if (next.kind === "not-begun" || next.kind === "on-hold") return next.kind;
    if (next.kind === "held") {
      if (await isStillHeld(deps, job)) return "held";
    } else if (next.kind === "wait") {
      await waitForFormer(deps, job, { ms: next.ms, seen });
    } else if (next.kind === "predecessor") {
      const end = await followPredecessor(deps, job, { ...next, seen });
      if (end !== "done") return end;
    } else {
      const end = await take(deps, job, next);
      if (end !== "taken") return end;
    }
  }
  return "left";
}

const nextOf = (deps: SendDeps, job: TurnJob, ledger: Ledger): Next =>
  decideNext(job, ledger, {
    now: deps.bus.host.now(),
    callbackWaitMs: deps.channel.callbackWaitMs,
    zapiTimeoutMs: deps.zapiTimeoutMs,
    mayBegin: deps.mayBegin(),
  });

/** Believed only from the log: the settler of another replica may have finished meanwhile. */
async function isStillHeld({ contacts }: SendDeps, { ref, partition }: TurnJob): Promise<boolean> {
  contacts.forget(ref);
  return contacts.lock(ref, partition, async (ledger) => ledger.held !== null);
}

/** @param wait.seen how often the contact had changed when it was looked at */
async function waitForFormer({ contacts }: SendDeps, { ref }: TurnJob, { ms, seen }: { ms: number; seen: number }) {
  await contacts.change(ref, seen, ms);
  // Nothing was heard of the former. That it failed may have been told before the log could be read.
  if (contacts.version(ref) === seen) contacts.forget(ref);
}

/** Waits for the turn that comes first; one that is overdue is carried out from here. `done`: the log says how it went on. */
async function followPredecessor(
  deps: SendDeps,
  job: TurnJob,
  { seq, overdueAt, seen }: { seq: number; overdueAt?: number; seen: number },
): Promise<TurnEnd> {
  const { bus, contacts } = deps;
  job.predecessorSince ||= bus.host.now();
  if (bus.host.now() <= (overdueAt ?? job.predecessorSince + PREDECESSOR_WAIT_MS)) {
    await contacts.change(job.ref, seen, PREDECESSOR_LOOK_MS);
  } else {
    // News of it may have been missed: what is overdue is believed only from the log, where it may be over long since.
    contacts.forget(job.ref);
    if (seq === job.turnSeq) await contacts.change(job.ref, contacts.version(job.ref), PREDECESSOR_LOOK_MS);
    else {
      const end = await carryOutPredecessor(deps, seq);
      if (end === "gone") job.gone.add(seq);
      else if (end !== "done") return end;
    }
    job.predecessorSince = 0;
  }
  contacts.forget(job.ref);
  return "done";
}

/** A gap in the chain: the predecessor is read from the log and carried out here. `gone`: it was purged or set aside. */
async function carryOutPredecessor(deps: SendDeps, seq: number): Promise<TurnEnd | "gone"> {
  const stored = await turnAt(deps.bus, seq);
  if (!stored) return "gone";
  deps.metrics.gaps.inc();
  return carryOut(deps, { turn: stored.turn, turnSeq: seq, parent: stored.traceparent });
}

/** Takes one step, if it is still the next when the number lets it leave. `done`: the turn was erased meanwhile. */
async function take(
  deps: SendDeps,
  job: TurnJob,
  step: Extract<Next, { readonly kind: "send" | "drop" }>,
): Promise<"taken" | "left" | "done"> {
  const { contacts, metrics } = deps;
  // What an operator dropped waits for no permit: the number may be paused meanwhile.
  const release = step.kind === "drop" ? () => {} : await permit(deps, job.lane);
  if (!release) return "left";
  try {
    await contacts.lock(job.ref, job.partition, async (ledger) => {
      const now = nextOf(deps, job, ledger);
      if (now.kind === "drop" && now.index === step.index) await endDropped(deps, { ...job, ...now, ledger });
      if (now.kind === "send" && now.index === step.index && step.kind === "send") {
        await assertNotErased(deps, job, ledger);
        await sendCommand(deps, { ...job, ...now, ledger });
      }
    });
  } catch (error) {
    contacts.forget(job.ref);
    if (error instanceof ConversationGone) return "done";
    if (!(error instanceof SequenceConflict)) throw error;
    metrics.conflicts.inc();
    // By an empty log nothing of it was said yet.
    if (!(await turnAt(deps.bus, job.turnSeq))) return "done";
  } finally {
    release();
  }
  return "taken";
}

/**
 * S2, S3. A ledger read after an erasure is an empty one, and its attempt passes the fence. With the ledger that was
 * there when the turn was, an attempt is refused if it expects anything in the gate, and looked behind if it does not.
 *
 * @throws ConversationGone
 */
async function assertNotErased({ bus }: SendDeps, job: TurnJob, ledger: Ledger): Promise<void> {
  const { gateSeq } = ledger;
  if (job.seenWith === ledger && gateSeq > 0) return;
  // An erasure takes with an event all that its gate held before. So a ledger that knows of such a record was read before any
  // erasure of this turn, and after one its attempt is refused.
  const isOlder = gateSeq > 0 && gateSeq < job.turn.event.seq && bus.host.ticks() - job.readAt < JUST_READ_MS;
  if (!isOlder && !(await bus.read(TURNS.name, { seq: job.turnSeq })))
    throw new ConversationGone("the turn was erased");
  job.seenWith = ledger;
}
/** A turn alone may be erased, too; one that was read within this needs no second look. */
const JUST_READ_MS = 1_000;

async function permit({ gate, metrics }: SendDeps, lane: SendingLane) {
  const measured = metrics.permitSeconds.startTimer({ lane });
  const release = await gate.acquire(lane);
  measured();
  return release;
}

/** C1. What was recorded elsewhere, perhaps by a process that died before it could tell it, is told from here. */
async function tellOthers(deps: SendDeps, { turn, turnSeq, ended, traceparent }: TurnJob): Promise<void> {
  if (turn.commands.every((command, index) => !isSend(command) || ended.has(index))) return;
  const from = new Date(turn.event.receivedAt - CLOCKS_DIFFER_MS);
  await retryInPlace(deps, () => tellRecorded(deps.bus, turn, { from, turnSeq }, traceparent));
}
