/** How often an ingress says that it is there. A gap shorter than this is not told from another process's work. */
export const BEAT_MS_MAX = 10_000;
/** Between two pages of the gateway's list, and between two chats that are told of: no limit of its calls is documented. */
export const PAGE_PAUSE_MS = 250;
export const TELL_PAUSE_MS = 200;
/** Pages of 100 chats read after an outage. */
export const PAGES_MAX = 50;
/** Chats told of in one go; the rest follow at the next beat. */
export const TOLD_MAX = 500;
/** A comparison that failed is tried again after so long, and after twice as long each time. */
export const RETRY_MS_MIN = 5_000;
export const RETRY_MS_MAX = 300_000;

/** The list gives whole seconds. */
export const SAME_MS = 1_000;
/** From the gateway's taking of a message of ours to its leaving: it spaces them by one to three seconds. */
export const LEAVING_MS = 5_000;
/**
 * The same where the chat was read: no patient would wait if its message were wrongly taken for ours, so more time is
 * allowed.
 */
export const LEAVING_MS_MAX = 15_000;
/** A record is stored when its fact is learned, and clocks differ: so long before a chat moved its traces are looked for. */
export const LOOK_BACK_MS = 60_000;
