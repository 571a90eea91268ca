import { z } from "zod";
import { ChannelId, ContactKey } from "../ids.ts";
import { Lane } from "../subjects.ts";
import { Command } from "./commands.ts";
import { Facts } from "./facts.ts";

/**
 * The rule and the kind of event of a turn that stands for all before it, whose words were too old to keep. It decides
 * nothing and comes from no event of the log.
 */
export const WORDS_FORGOTTEN = "words-forgotten";

/** One decision, committed as one record (D3). State before it is the state of turn `previousTurnSeq`. */
export const Turn = z.object({
  version: z.literal(1),
  channel: ChannelId,
  contact: ContactKey,
  lane: z.enum(Lane),
  /** `deferred`: kept for later because the contact is parked. `forwarded`: sent on to the surviving contact. */
  outcome: z.enum(["advanced", "parked", "deferred", "resumed", "forwarded"]),
  event: z.object({
    id: z.string(),
    type: z.string(),
    /** Stream sequence in INBOUND; the fence compares controls with it. */
    seq: z.number().int().positive(),
    partition: z.number().int().nonnegative(),
    at: z.number(),
    receivedAt: z.number(),
  }),
  /**
   * The patient's newest words without an answer before this turn: when their webhook came, and for how long the flow
   * waited for more of them. Absent where no patient waits for the bot, and in turns older than this field.
   */
  heard: z.object({ at: z.number(), gatherMs: z.number().nonnegative().optional() }).optional(),
  /** Events of the conversation up to this INBOUND sequence have their turn; repeats of them change nothing. */
  coveredSeq: z.number().int().positive(),
  previousTurnSeq: z.number().int().nonnegative(),
  /** The turn before this one that had something to send in the same lane; 0 for none. */
  predecessorSeq: z.number().int().nonnegative(),
  /** Which rule of the flow fired. */
  rule: z.string(),
  versions: z.object({ engine: z.string(), flow: z.string() }),
  /** Facts the turn used, recorded so that a replay needs no database. */
  facts: Facts,
  /** The conversation's state after the event; its shape belongs to the engine. */
  state: z.record(z.string(), z.unknown()),
  /** Sequence of the newest turn with something to send, per lane, before this one. */
  lanes: z.object({ reply: z.number(), proactive: z.number(), bulk: z.number() }),
  commands: z.array(Command),
});
export type Turn = z.infer<typeof Turn>;

/** As much of it as a sender reads: to check what it was decided by took longer than all else that is checked of it. */
export const TurnToSend = Turn.omit({ facts: true, state: true });
export type TurnToSend = z.infer<typeof TurnToSend>;
