import { z } from "zod";

/** A question of the bot's that a reaction, a tap or a quoted message points at. */
export const AskedQuestion = z.object({
  /** The flow's state that put it. */
  step: z.string().max(64),
  /** Epoch ms; no two questions of a conversation are put at one instant. */
  askedAt: z.number(),
  /** Ids of the options it showed, in their order; none where they were shown as text. */
  offered: z.array(z.string().max(64)).max(16),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;
