import type { ConversationRef, RequestHandoff } from "@acolhe/events";
import { z } from "zod";

/** Who waits for the team, beside the records: few, and read often. */
export const waitingKey = (ref: ConversationRef): string => `waiting.${ref.channel}.${ref.contact}`;

type Request = z.infer<typeof RequestHandoff>;
type Priority = Request["priority"];
const PRIORITIES = ["low", "normal", "high", "urgent"] as const satisfies readonly Priority[];

/** What a contact has asked of the team, and no person has answered. */
export const Waiting = z.object({
  /** Of the oldest request; epoch ms. */
  since: z.number(),
  conversationId: z.number(),
  /** Of the gravest. */
  priority: z.enum(PRIORITIES).default("normal"),
  /** Since when a danger is among them. */
  dangerSince: z.number().optional(),
  /** The version of the flow whose hours count. */
  flow: z.string().default(""),
  /** The team was told once more. */
  remindedAt: z.number().optional(),
});
export type Waiting = z.infer<typeof Waiting>;

/** Whether a request has the say over team and priority: a lesser one takes nothing from a graver that is still open. */
export const isGravest = (before: Waiting | null, { priority }: Pick<Request, "priority">): boolean =>
  before === null || PRIORITIES.indexOf(priority) >= PRIORITIES.indexOf(before.priority);

/** One request more. What the team was reminded of counts no further: a reminder of this one is another. */
export function withRequest(
  before: Waiting | null,
  request: Pick<Request, "priority" | "summary">,
  { at, conversationId, flow }: { readonly at: number; readonly conversationId: number; readonly flow: string },
): Waiting {
  const open = before?.remindedAt === undefined ? before : null;
  const dangerSince = open?.dangerSince ?? (request.summary.danger === undefined ? undefined : at);
  return {
    since: open?.since ?? at,
    conversationId,
    priority: before === null || isGravest(before, request) ? request.priority : before.priority,
    ...(dangerSince === undefined ? {} : { dangerSince }),
    flow,
  };
}

/** A wait that is too long: whether for a danger, and how long, in ms of opening hours unless it is one. */
export interface Overdue {
  readonly isDanger: boolean;
  readonly since: number;
  readonly ms: number;
}

/**
 * A danger cannot wait for opening hours; everything else can wait for nothing but them.
 *
 * @param openMs for how long the clinic was open since an instant
 */
export function overdue(
  { since, dangerSince }: Pick<Waiting, "since" | "dangerSince">,
  {
    now,
    afterMs,
    openMs,
  }: { readonly now: number; readonly afterMs: number; readonly openMs: (since: number) => number },
): Overdue | null {
  const dangerMs = dangerSince === undefined ? 0 : now - dangerSince;
  if (dangerSince !== undefined && dangerMs >= afterMs) return { isDanger: true, since: dangerSince, ms: dangerMs };
  const ms = openMs(since);
  return ms >= afterMs ? { isDanger: false, since, ms } : null;
}
