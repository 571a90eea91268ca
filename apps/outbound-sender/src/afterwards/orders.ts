import { type Delivery, messageAt, type Pump, readAs, readOrNull, startPump } from "@acolhe/bus";
import {
  Attempt,
  type CommandPlace,
  type ConversationRef,
  hasEndedUnsent,
  INBOUND,
  type Outcome,
  orderDurable,
  parseStoredInbound,
  SendOrder,
  type TurnToSend,
} from "@acolhe/events";
import type { LeaveOut } from "@acolhe/runtime";
import { isLastEnded, type Result } from "../decide/result.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { outcomesSince, turnAt } from "../ledger/records.ts";
import type { NumberDeps } from "../number-deps.ts";
import type { CarryOut } from "../send/carry-out.ts";
import { report } from "../send/report.ts";
import type { createWithdraw } from "./withdraw.ts";

/*
 * Orders of operators about sends. Dropping and holding act where a command would leave, because the order is in the
 * gate that every attempt expects; here is what has to be done besides.
 * O1. An order comes after what was recorded before it: settling or retrying finds the command as it was when the
 *     operator looked, or does nothing. A repeat finds it done.
 * O2. What is tried once more passes the same fence as before: nothing of it leaves over a person (S3), nor out of order (S1).
 */

const RETRY_MS = 500;
/** What is unknown is settled by a trace, by silence or by a person: minutes, as a rule. */
const UNKNOWN_RETRY_MS = 5_000;
/** What failed is recorded with its turn; a month is as far back as the log of events. */
const LOOK_BACK_MS = 30 * 24 * 3600_000;

export interface OrderDeps extends NumberDeps {
  readonly ackWaitMs: number;
  readonly carryOut: CarryOut;
  readonly withdraw: ReturnType<typeof createWithdraw>;
  readonly leaveOut: LeaveOut;
}

export function startOrders(deps: OrderDeps): Pump {
  const { bus, log } = deps;
  return startPump(bus, {
    stream: INBOUND.name,
    durable: orderDurable(deps.channel.id),
    slots: 4,
    ackWaitMs: deps.ackWaitMs,
    retryDelayMs: RETRY_MS,
    handle: (delivery) => handle(deps, delivery),
    onUnreadable: (problem, { seq }) => deps.leaveOut(problem, { stream: INBOUND.name, seq }),
    onError: (error, { seq }) => log.warn({ err: error, seq }, "an order about a send is not carried out yet"),
  });
}

async function handle(deps: OrderDeps, delivery: Delivery): Promise<void> {
  const { contacts, log, metrics } = deps;
  const { seq } = delivery;
  const order = readAs(SendOrder, INBOUND.name, delivery);
  const place = parseStoredInbound(delivery.subject);
  if (!place) return delivery.ack();
  const { partition, ...ref } = place;
  // Read from the log: what this process remembers may be older than the order.
  contacts.forget(ref);
  let done = true;
  if (order.type === "settle-send")
    done = await contacts.lock(ref, partition, (ledger) => settle(deps, ref, ledger, { ...order, seq }));
  else if (order.type === "drop-sends") await endDropped(deps, order.commands);
  else if (order.type === "take-back-sends") {
    await endDropped(deps, order.commands);
    const left = await deps.withdraw({ ref, partition, commands: order.commands, seq }, LOOK_BACK_MS);
    if (left === "unknown") return delivery.retry(UNKNOWN_RETRY_MS);
    done = left;
  } else if (order.type === "retry-send") done = await retry(deps, { ...ref, partition }, order.command, seq);
  metrics.ordered.inc({ order: order.type, done: String(done) });
  log.info({ seq, order: order.type, done }, "an order about a send");
  contacts.wake(ref);
  delivery.ack();
}

interface Settling {
  readonly command: CommandPlace;
  readonly as: "sent" | "unsent";
  readonly seq: number;
}

/** What waits behind it is carried out by the settler, as when a trace was found. */
async function settle(deps: OrderDeps, ref: ConversationRef, ledger: Ledger, order: Settling): Promise<boolean> {
  const { bus, sender, metrics } = deps;
  const { held } = ledger;
  const { command, as } = order;
  if (held?.turnSeq !== command.turnSeq || held.index !== command.index) return false;
  const { turnSeq, index, lane } = held;
  const [stored, begun] = await Promise.all([turnAt(bus, turnSeq), messageAt(bus, INBOUND.name, held.attemptSeq)]);
  const attempt = (begun && readOrNull(Attempt, begun)?.number) ?? ledger.cursors[lane].tries + 1;
  // Without its turn there is nothing that could be said again.
  const turn = stored?.turn ?? { ...ref, lane, commands: [] };
  const result = settledBy(order, { attempt, hasTurn: stored !== null });
  await report({ bus, sender, ledger, turn, turnSeq, index, result });
  metrics.settled.inc({ as, evidence: "operator" });
  return true;
}

function settledBy({ as, seq }: Settling, { attempt, hasTurn }: { attempt: number; hasTurn: boolean }): Result {
  if (as === "sent") return { status: "settled", settledAs: "sent", attempt, order: seq };
  if (!hasTurn) return { status: "settled", settledAs: "given-to-person", attempt, order: seq };
  return { status: "refused", attempt, code: UNSENT, order: seq };
}

/** Those that come next have their end at once, also while the number is paused; the others when it is their turn. */
async function endDropped({ bus, carryOut }: OrderDeps, commands: readonly CommandPlace[]): Promise<void> {
  for (const turnSeq of new Set(commands.map((command) => command.turnSeq))) {
    const stored = await turnAt(bus, turnSeq);
    if (stored) await carryOut(stored.turn, turnSeq, stored.traceparent, "drop");
  }
}

async function retry(
  deps: OrderDeps,
  { partition, ...ref }: ConversationRef & { readonly partition: number },
  place: CommandPlace,
  seq: number,
): Promise<boolean> {
  const { bus, sender, contacts } = deps;
  const stored = await turnAt(bus, place.turnSeq);
  if (!stored) return false;
  const { turn } = stored;
  const outcomes = await outcomesSince(bus, ref, new Date(bus.host.now() - LOOK_BACK_MS));
  const last = outcomes.findLast((one) => one.turnSeq === place.turnSeq && one.index === place.index);
  const mine = await contacts.lock(ref, partition, async (ledger) => {
    if (last?.order === seq && last.status === "refused") return true;
    if (!last || !mayRetry(turn, last, ledger)) return false;
    const result = { status: "refused", attempt: last.attempt, code: RETRIED, order: seq } as const;
    await report({ bus, sender, ledger, turn, ...place, result });
    return true;
  });
  if (!mine) return false;
  const end = await deps.carryOut(turn, place.turnSeq, stored.traceparent);
  if (end !== "done" && end !== "held") throw new Error("what is tried once more could not leave yet");
  return true;
}

const UNSENT = "settled-as-unsent";
const RETRIED = "tried-once-more";

/** Ended without having been sent, and nothing of its lane behind it had its turn (S1). Pure. */
export function mayRetry(
  turn: Pick<TurnToSend, "lane" | "commands">,
  last: Outcome,
  ledger: Pick<Ledger, "held" | "cursors">,
) {
  return hasEndedUnsent(last.status) && !ledger.held && isLastEnded(ledger.cursors[last.lane], turn, last);
}
