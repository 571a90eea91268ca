import type { CoreBus } from "@acolhe/bus";
import { type ConversationRef, isSend, type Outcome, type TurnToSend } from "@acolhe/events";
import type { ZapiClient } from "@acolhe/zapi";
import { decideOnQueue } from "../decide/decide-on-queue.ts";
import { TAKEN_BACK } from "../ledger/ledger.ts";
import { idsThatLeft, turnAt } from "../ledger/records.ts";
import type { SenderMetrics } from "../sender-metrics.ts";
import { createFirstMissing } from "./first-missing.ts";
import { isSame, type Place, type Queued } from "./queued.ts";

/** Older ones have left the queue, or the number is in trouble of another kind. */
export const LOOK_BACK_MS = 30 * 60_000;

interface TakeBackWordsDeps {
  readonly bus: CoreBus;
  readonly client: ZapiClient;
  readonly queued: Queued;
  readonly metrics: SenderMetrics;
}

interface SentWords {
  readonly outcome: Outcome;
  readonly turn: TurnToSend;
}

/** Takes the bot's words out of the gateway's queue, as take-back.ts says. */
export function createTakeBackWords({ bus, client, queued, metrics }: TakeBackWordsDeps) {
  const firstMissing = createFirstMissing(() => bus.host.now());
  return { wordsBefore, takeBack };

  /** B2: accepted by the gateway, not seen leaving, and decided by the bot before this place in the log. */
  async function wordsBefore(seq: number, ref: ConversationRef, outcomes: readonly Outcome[]): Promise<SentWords[]> {
    const isTakenBack = (one: Outcome) => outcomes.some((other) => isTakingBack(one, other));
    const accepted = outcomes.filter((one) => one.zaapId && one.messageId && !isTakenBack(one));
    if (accepted.length === 0) return [];
    const left = await idsThatLeft(bus, ref, new Date(bus.host.now() - LOOK_BACK_MS));
    const found: SentWords[] = [];
    for (const outcome of accepted) {
      if (left.has(outcome.messageId ?? "") || left.has(outcome.zaapId ?? "")) continue;
      const turn = (await turnAt(bus, outcome.turnSeq))?.turn;
      const command = turn?.commands[outcome.index];
      if (turn && command && isSend(command) && command.author === "bot" && turn.event.seq < seq)
        found.push({ outcome, turn });
    }
    return found;
  }

  /**
   * B3, B4. False: of some a callback may still tell that they left; the others are done and come no more.
   *
   * @param by what silenced the bot
   */
  async function takeBack(place: Place, words: readonly SentWords[], by: string): Promise<boolean> {
    if (words.length === 0) return true;
    const waiting = new Set<string>();
    for await (const { zaapId } of client.queue()) waiting.add(zaapId);
    // Behind the listing: what another process had taken out by then it had recorded to be about to.
    const intended = await queued.intended(place);
    let left = 0;
    let isClear = true;
    for (const { outcome, turn } of words) {
      const { zaapId = "" } = outcome;
      const now = bus.host.now();
      const missingSince = waiting.has(zaapId) ? now : firstMissing(zaapId);
      // What has a callback is not among them.
      const seen = { waiting, mayBeTakenOut: intended.has(zaapId), hasCallback: false, missingSince, now };
      const where = decideOnQueue(outcome, seen);
      if (where === "left") left++;
      else if (where === "unclear") isClear = false;
      else {
        if (where === "waiting") {
          await queued.intend(place, outcome);
          await client.deleteQueued(zaapId);
        }
        await queued.note(place, { before: outcome, turn, status: "superseded", code: TAKEN_BACK });
        metrics.takenBack.inc({ by });
      }
    }
    if (isClear && left > 0) metrics.takenBackTooLate.inc({ by }, left);
    return isClear;
  }
}
export type TakeBackWords = ReturnType<typeof createTakeBackWords>;

/** What was sent once more afterwards is another message. */
const isTakingBack = (sent: Outcome, other: Outcome): boolean =>
  isSame(sent, other) && other.code === TAKEN_BACK && other.attempt === sent.attempt;
