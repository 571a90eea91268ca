import type { CoreBus } from "@acolhe/bus";
import {
  type CommandPlace,
  type ConversationRef,
  isSend,
  type Outcome,
  placeName,
  type TurnToSend,
} from "@acolhe/events";
import type { ZapiClient } from "@acolhe/zapi";
import { decideOnQueue } from "../decide/decide-on-queue.ts";
import type { Contacts } from "../ledger/contacts.ts";
import { isNoteOfRevoking, NOT_REVOKED, REVOKED, TAKEN_BACK } from "../ledger/ledger.ts";
import { CLOCKS_DIFFER_MS, idsThatLeft, outcomesSince, turnAt } from "../ledger/records.ts";
import { createFirstMissing } from "./first-missing.ts";
import { createOrderMemory } from "./order-memory.ts";
import { isSame, type Queued } from "./queued.ts";

/*
 * Takes back what the gateway had accepted when an attendant deleted it at the desk: out of its queue, or else WhatsApp is
 * asked to delete it for the patient. What had not left is dropped where it would leave, like any other.
 * T1. Judged only when no call of the contact is under way and none of these has an open attempt or an unknown outcome;
 *     until then it is tried again.
 * T2. What became of each is recorded with the order's place, once: who deleted it is told from there.
 * T3. A process may die between taking a message out of the queue and recording it, or the broker not take the record. So
 *     that it is about to is recorded first; who carries the order out again then waits for the callback that tells that
 *     it left, and takes it for taken out when none comes.
 */

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
  const memory = createOrderMemory();
  const firstMissing = createFirstMissing(() => bus.host.now());

  return async ({ ref, partition, commands, seq }: Asked, lookBackMs: number): Promise<boolean | "unknown"> => {
    // Before the outcomes: what ends in between is then among them.
    const { held, open } = await contacts.lock(ref, partition, async (ledger) => ({
      held: ledger.held,
      open: ledger.openAttempt,
    }));
    if (held && commands.some((place) => isSame(place, held))) return "unknown";
    const outcomes = await outcomesSince(bus, ref, new Date(bus.host.now() - lookBackMs));
    const isOpen = open !== null && commands.some((place) => isSame(place, open)) && (await hasTurn(bus, open));
    if (isOpen || (await queued.isUnderWay({ ...ref, partition }, seq, outcomes)))
      throw new Error("what is to be taken back has no outcome yet");
    const left = commands.flatMap((place) => lastIfLeft(outcomes, place) ?? []);
    const listed = new Set<string>();
    const isListed = left.length > 0 && (await memory.tried(seq, "list", () => list(client, listed)));
    // Behind the listing: what another process had taken out by then it had recorded to be about to.
    const intended = left.length > 0 ? await queued.intended(ref) : new Set<string>();
    const seen = { waiting: isListed ? listed : null, intended };
    let isClear = true;
    for (const before of left) {
      const turn = (await turnAt(bus, before.turnSeq))?.turn;
      if (turn && !(await takeBack({ ref, partition, seq }, before, turn, seen))) isClear = false;
    }
    if (!isClear) throw new Error("it is not known yet whether what is to be taken back left");
    memory.end(seq);
    return left.length > 0;
  };

  /** False: nothing is done yet, because a callback may still tell that it left. */
  async function takeBack(
    { ref, partition, seq }: Omit<Asked, "commands">,
    before: Outcome,
    turn: TurnToSend,
    { waiting, intended }: { waiting: ReadonlySet<string> | null; intended: ReadonlySet<string> },
  ): Promise<boolean> {
    const { zaapId = "", messageId } = before;
    const note = (became: Parameters<Queued["note"]>[1]) => queued.note({ ...ref, partition }, became);
    const takenBack = { before, turn, status: "superseded", code: TAKEN_BACK, order: seq } as const;
    const isListed = waiting?.has(zaapId) === true;
    const mayBeTakenOut = intended.has(zaapId);
    const where = decideOnQueue(before, {
      ...{ waiting, mayBeTakenOut, now: bus.host.now() },
      missingSince: isListed ? bus.host.now() : firstMissing(`${seq} ${placeName(before)}`),
      // Read only where it decides: an order finds most of what it takes back in the queue, or gone for sure.
      hasCallback: mayBeTakenOut && !isListed && (await hasCallback(bus, ref, before)),
    });
    if (where === "unclear") return false;
    if (where === "waiting") {
      await queued.intend(ref, before);
      if (await memory.tried(seq, `delete ${placeName(before)}`, () => client.deleteQueued(zaapId))) {
        await note(takenBack);
        return true;
      }
    }
    const revocation = revocationOf(before, turn);
    const isAsked =
      revocation !== null && (await memory.tried(seq, `revoke ${placeName(before)}`, () => client.revoke(revocation)));
    const ids = { ...(zaapId ? { zaapId } : {}), ...(messageId ? { messageId } : {}) };
    // Of what left its callbacks still count. What was taken out is asked for all the same: no callback is no proof.
    if (where === "taken-out") await note(takenBack);
    else await note({ before, turn, status: "accepted", code: isAsked ? REVOKED : NOT_REVOKED, order: seq, ...ids });
    return true;
  }
}

/** What WhatsApp has to be told to delete it for the patient; null where it knows none. Pure. */
function revocationOf({ index, messageId }: Outcome, turn: TurnToSend): Parameters<ZapiClient["revoke"]>[0] | null {
  const command = turn.commands[index];
  return messageId !== undefined && command !== undefined && isSend(command) ? { messageId, phone: command.to } : null;
}

/** Whether a callback tells that it left. */
async function hasCallback(
  bus: CoreBus,
  ref: ConversationRef,
  { at, zaapId = "", messageId = "" }: Outcome,
): Promise<boolean> {
  const left = await idsThatLeft(bus, ref, new Date(at - CLOCKS_DIFFER_MS));
  return left.has(zaapId) || left.has(messageId);
}

/** Without it nothing will ever say what became of the attempt. */
const hasTurn = async (bus: CoreBus, { turnSeq }: CommandPlace): Promise<boolean> =>
  (await turnAt(bus, turnSeq)) !== null;

async function list(client: ZapiClient, ids: Set<string>): Promise<void> {
  for await (const { zaapId } of client.queue()) ids.add(zaapId);
}

/** Null where it certainly did not leave, or was taken back before. Pure. */
function lastIfLeft(outcomes: readonly Outcome[], place: CommandPlace): Outcome | null {
  const last = outcomes.findLast((one) => isSame(one, place));
  const hasLeft = last?.status === "accepted" || last?.settledAs === "sent";
  return last && hasLeft && !isNoteOfRevoking(last) ? last : null;
}
