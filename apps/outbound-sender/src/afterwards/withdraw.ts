import type { CoreBus } from "@acolhe/bus";
import { type CommandPlace, type ConversationRef, isSend, type Outcome, type Turn } from "@acolhe/events";
import { SendError, type ZapiClient } from "@acolhe/zapi";
import type { Contacts } from "../ledger/contacts.ts";
import { outcomesSince, turnAt } from "../ledger/records.ts";
import { isSame, type Queued, TAKEN_BACK } from "./queued.ts";

/*
 * Takes back what the gateway had accepted when somebody deleted it at the desk: out of its queue, or else WhatsApp is
 * asked to delete it for the patient. What had not left is dropped where it would leave, like any other.
 * T1. Judged only when no call of the contact is under way and no outcome of these is unknown; until then it is tried again.
 * T2. What became of each is recorded with the order's place, once: who deleted it is told from there.
 */

/** WhatsApp was asked to delete it for the patient, or could not be asked. */
const REVOKED = "revoked";
const NOT_REVOKED = "not-revoked";
/** Failed tries at one order before the person who gave it is told so. */
const WITHDRAW_TRIES_MAX = 5;
/** Orders whose failed tries are remembered; forgetting one costs some more tries. */
const REMEMBERED_MAX = 1_000;

interface WithdrawDeps {
  readonly bus: CoreBus;
  readonly client: ZapiClient;
  readonly contacts: Contacts;
  readonly queued: Queued;
}
interface Asked {
  readonly ref: ConversationRef;
  readonly partition: number;
  readonly commands: readonly CommandPlace[];
  /** The order's, in INBOUND. */
  readonly seq: number;
}

/** Resolves with whether anything had left. @throws for what has to be tried again */
export function createWithdraw({ bus, client, contacts, queued }: WithdrawDeps) {
  const failures = new Map<number, number>();

  return async ({ ref, partition, commands, seq }: Asked, lookBackMs: number): Promise<boolean> => {
    const outcomes = await outcomesSince(bus, ref, new Date(bus.host.now() - lookBackMs));
    const held = await contacts.lock(ref, partition, async (ledger) => ledger.held);
    const isUnknown = held !== null && commands.some((place) => isSame(place, held));
    if (isUnknown || (await queued.isUnderWay({ ...ref, partition }, seq, outcomes)))
      throw new Error("what is to be taken back has no known outcome yet");
    const left = commands.flatMap((place) => lastIfLeft(outcomes, place) ?? []);
    const waiting = new Set<string>();
    if (left.length > 0) await tried(seq, async () => void (await listed(waiting)));
    for (const before of left) {
      const turn = (await turnAt(bus, before.turnSeq))?.turn;
      if (turn) await takeBack({ ref, partition, seq }, before, turn, waiting);
    }
    failures.delete(seq);
    return left.length > 0;
  };

  async function takeBack(
    { ref, partition, seq }: Omit<Asked, "commands">,
    before: Outcome,
    turn: Turn,
    waiting: ReadonlySet<string>,
  ): Promise<void> {
    const { zaapId, messageId } = before;
    if (zaapId !== undefined && waiting.has(zaapId)) {
      await client.deleteQueued(zaapId);
      return queued.note({ ...ref, partition }, { before, turn, status: "superseded", code: TAKEN_BACK, order: seq });
    }
    const command = turn.commands[before.index];
    const isAsked =
      messageId !== undefined &&
      command !== undefined &&
      isSend(command) &&
      (await tried(seq, () => client.revoke({ messageId, phone: command.to })));
    // It was sent all the same: its callbacks still count.
    const became = { status: "accepted", code: isAsked ? REVOKED : NOT_REVOKED, order: seq } as const;
    const ids = { ...(zaapId ? { zaapId } : {}), ...(messageId ? { messageId } : {}) };
    return queued.note({ ...ref, partition }, { before, turn, ...became, ...ids });
  }

  async function listed(ids: Set<string>): Promise<void> {
    for await (const { zaapId } of client.queue()) ids.add(zaapId);
  }

  /** False: it failed too often, or for good. @throws SendError as long as it may be tried again */
  async function tried(seq: number, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      const tries = (failures.get(seq) ?? 0) + 1;
      if (failures.size >= REMEMBERED_MAX) failures.clear();
      failures.set(seq, tries);
      const mayPass = error.kind !== "drop" && error.kind !== "park";
      if (mayPass && tries < WITHDRAW_TRIES_MAX) throw error;
      return false;
    }
  }
}

/** Null where it certainly did not leave, or was taken back before. Pure. */
function lastIfLeft(outcomes: readonly Outcome[], place: CommandPlace): Outcome | null {
  const last = outcomes.findLast((one) => isSame(one, place));
  const hasLeft = last?.status === "accepted" || last?.settledAs === "sent";
  const isDone = last?.code === REVOKED || last?.code === NOT_REVOKED;
  return last && hasLeft && !isDone ? last : null;
}
