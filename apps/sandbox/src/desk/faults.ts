import { z } from "zod";

/** What goes wrong at the desk, chosen by testers. */
export const deskFaultsSchema = z.strictObject({
  /** No answer at all: the connection is cut. */
  down: z.boolean(),
  /** Every answer is a page of HTML with status 200. */
  nonsense: z.boolean(),
  /** Share of calls answered with this status instead. */
  errorRate: z.number().min(0).max(1),
  errorStatus: z.number().int().min(400).max(599),
  /** Share of writes that are done although their answer never comes. */
  lostAnswerRate: z.number().min(0).max(1),
  latencyMs: z.number().min(0).max(60_000),
  dropWebhooks: z.boolean(),
  doubleWebhooks: z.boolean(),
  webhookDelayMs: z.number().min(0).max(60_000),
});
export type DeskFaults = z.infer<typeof deskFaultsSchema>;

export const NO_DESK_FAULTS: Readonly<DeskFaults> = {
  down: false,
  nonsense: false,
  errorRate: 0,
  errorStatus: 503,
  lostAnswerRate: 0,
  latencyMs: 0,
  dropWebhooks: false,
  doubleWebhooks: false,
  webhookDelayMs: 0,
};
