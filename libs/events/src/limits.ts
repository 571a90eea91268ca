/** Named limits of everything that travels. Each is tested at its edge. */

/** WhatsApp shows at most this many characters in one text bubble. */
export const TEXT_LENGTH_MAX = 4096;
/** WhatsApp's conventions for interactive messages; the gateway documents none of its own. */
export const BUTTON_COUNT_MAX = 3;
export const BUTTON_LABEL_LENGTH_MAX = 20;
export const LIST_ROW_COUNT_MAX = 10;
export const LIST_ROW_TITLE_LENGTH_MAX = 24;
export const CAPTION_LENGTH_MAX = 1024;

/**
 * Number of partitions of INBOUND. The broker writes down where each one's consumer is ten times a second, which with 64
 * of them was half of its work; 16 still have room for thousands of turns a second. Changing it means resuming who is
 * parked and draining INBOUND first; state is never lost.
 */
export const PARTITION_COUNT = 16;
/** Event ids a conversation remembers, for repeats older than the broker's deduplication window. */
export const SEEN_EVENT_IDS_MAX = 64;
/** Deliveries of one event before its contact is parked. */
export const HANDLING_ATTEMPTS_MAX = 5;
/** Two attempts of one command at most: the first, and one after it was settled as "sent once more". */
export const SEND_ATTEMPTS_MAX = 2;
/** Broker's window for repeated message ids. A gateway was seen repeating a webhook over 206 s. */
export const DUPLICATE_WINDOW_MS = 10 * 60_000;
/** Largest webhook body read, bytes. Media travels as links, so real bodies stay below 100 kB. */
export const WEBHOOK_BODY_BYTES_MAX = 1024 * 1024;

/** How long what happened has to be kept, days: what waits for a person is handled again from INBOUND. */
export const EVENTS_DAYS_MIN = 7;
/** Longer, and the streams' own age would delete what words are kept for by a rule of their own. */
export const EVENTS_DAYS_MAX = 90;
/** Words outlast the events they came from, so that a turn without words is never handled again with its event. */
export const WORDS_DAYS_MIN = EVENTS_DAYS_MAX + 1;
/** Longer than the longest reminder waits with what it will say. */
export const IDENTIFIERS_DAYS_MIN = 31;
/** Logs of access are kept for half a year (Lei 12.965/2014, art. 15). The database refuses to delete younger ones. */
export const AUDIT_DAYS_MIN = 180;
/** As long as a merge may be undone; the database refuses to delete younger ones. */
export const MERGES_DAYS_MIN = 30;
/** Ten years: what is to be kept for longer is kept for ever (0). */
export const RETENTION_DAYS_MAX = 3_650;
