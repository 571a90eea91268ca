import type { CoreBus } from "@acolhe/bus";
import { type CommandPlace, type ConversationRef, isSend, type Outcome, placeName, type Turn } from "@acolhe/events";
import { SendError, type ZapiClient } from "@acolhe/zapi";
import type { Contacts } from "../ledger/contacts.ts";
import { isNoteOfRevoking, NOT_REVOKED, REVOKED, TAKEN_BACK } from "../ledger/ledger.ts";
import { outcomesSince, turnAt } from "../ledger/records.ts";
import { isSame, type Queued } from "./queued.ts";

/*
 * Takes back what the gateway had accepted when an attendant deleted it at the desk: out of its queue, or else WhatsApp is
 * asked to delete it for the patient. What had not left is dropped where it would leave, like any other.
 * T1. Judged only when no call of the contact is under way and none of these has an open attempt or an unknown outcome;
 *     until then it is tried again.
 * T2. What became of each is recorded with the order's place, once: who deleted it is told from there.
 */

/** Failed tries at one step of an order before the person who gave it is told so. */
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

/** Resolves with whether anything had left; `unknown` until it is settled. @throws for what has to be tried again soon */
export function createWithdraw({ bus, client, contacts, queued }: WithdrawDeps) {
  /** By the order's sequence, and by its step: what cannot be listed may still be deleted. */
  const failures = new Map<number, Map<string, number>>();

  return async ({ ref, partition, commands, seq }: Asked, lookBackMs: number): Promise<boolean | "unknown"> => {
    // Before the outcomes: what ends in between is then among them.
    const { held, open } = await contacts.lock(ref, partition, async (ledger) => ({
      held: ledger.held,
      open: ledger.openAttempt,
    }));
    if (held && commands.some((place) => isSame(place, held))) return "unknown";
    const outcomes = await outcomesSince(bus, ref, new Date(bus.host.now() - lookBackMs));
    const isOpen = open !== null && commands.some((place) => isSame(place, open)) && (await hasTurn(open));
    if (isOpen || (await queued.isUnderWay({ ...ref, partition }, seq, outcomes)))
      throw new Error("what is to be taken back has no outcome yet");
    const left = commands.flatMap((place) => lastIfLeft(outcomes, place) ?? []);
    const waiting = new Set<string>();
    if (left.length > 0) await tried(seq, "list", async () => void (await listed(waiting)));
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
    const isOut =
      zaapId !== undefined &&
      waiting.has(zaapId) &&
      (await tried(seq, `delete ${placeName(before)}`, () => client.deleteQueued(zaapId)));
    if (isOut)
      return queued.note({ ...ref, partition }, { before, turn, status: "superseded", code: TAKEN_BACK, order: seq });
    const command = turn.commands[before.index];
    const isAsked =
      messageId !== undefined &&
      command !== undefined &&
      isSend(command) &&
      (await tried(seq, `revoke ${placeName(before)}`, () => client.revoke({ messageId, phone: command.to })));
    // It was sent all the same: its callbacks still count.
    const became = { status: "accepted", code: isAsked ? REVOKED : NOT_REVOKED, order: seq } as const;
    const ids = { ...(zaapId ? { zaapId } : {}), ...(messageId ? { messageId } : {}) };
    return queued.note({ ...ref, partition }, { before, turn, ...became, ...ids });
  }

  /** Without it nothing will ever say what became of the attempt. */
  async function hasTurn({ turnSeq }: CommandPlace): Promise<boolean> {
    return (await turnAt(bus, turnSeq)) !== null;
  }

  async function listed(ids: Set<string>): Promise<void> {
    for await (const { zaapId } of client.queue()) ids.add(zaapId);
  }

  /** False: it failed too often, or for good. @throws SendError as long as it may be tried again */
  async function tried(seq: number, step: string, act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof SendError)) throw error;
      if (failures.size >= REMEMBERED_MAX) failures.clear();
      const steps = failures.get(seq) ?? new Map<string, number>();
      const tries = (steps.get(step) ?? 0) + 1;
      failures.set(seq, steps.set(step, tries));
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
  return last && hasLeft && !isNoteOfRevoking(last) ? last : null;
}
