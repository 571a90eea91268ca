/** What only the projector does: write the read side, one process at a time, and put a rebuilt one in its place. */
export type { DeliveryStatus, MessageAuthor, MessageKind } from "./history/kinds.ts";
export type { MessageDetails } from "./history/message-details.ts";
export { type Lock, tryLock } from "./read/lock.ts";
export * from "./read/side.ts";
export { analyzeNext, createNext, swapIn } from "./read/swap.ts";
