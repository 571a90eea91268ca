import { z } from "zod";
import { envelope } from "./envelope.ts";

/** A schedule fired. The broker copies it from the schedule, so `at` is when it was due. */
export const TimerFired = z.object({
  type: z.literal("timer-fired"),
  ...envelope,
  name: z.string().regex(/^[a-z-]{1,32}$/),
  generation: z.number().int().nonnegative(),
});
export type TimerFired = z.infer<typeof TimerFired>;
