/** Named limits of the engine, in milliseconds where they are times. */

const MINUTE_MS = 60_000;

/** A patient silent for this long begins a new session with the next message. */
export const SESSION_IDLE_MS = 30 * MINUTE_MS;
/** How long a person keeps the conversation without doing anything in it. */
export const HUMAN_MS = 7 * 24 * 60 * MINUTE_MS;
/** How long after an unanswered question the one nudge comes. */
export const NUDGE_AFTER_MS = 10 * MINUTE_MS;
/** How long after the last message of a burst the answer comes. */
export const LIMITED_QUIET_MS = 10_000;
/** A reply older than this would confuse more than help. */
export const REPLY_VALID_MS = 10 * MINUTE_MS;
/** A nudge or closing that woke later than this (an outage) is left unsaid. */
export const TIMER_LATE_MS_MAX = 10 * MINUTE_MS;
/** Broker and worker clocks differ a little: a timer this early counts as due. */
export const TIMER_EARLY_MS_MAX = 1_000;
/** Several photos in a row get one kind sentence, not one each. */
export const SAME_KIND_QUIET_MS = MINUTE_MS;
/** The emergency text is not repeated within this time; the person is called each time. */
export const EMERGENCY_QUIET_MS = 10 * MINUTE_MS;

/** The same words at the same step, answered more often than this: two machines may be talking. */
export const SAME_ANSWERS_MAX = 6;
/** WhatsApp shows two bubbles at a glance; more reads as a wall. */
export const BUBBLES_MAX = 2;
/** Steps that "voltar" can go back over. */
export const TRAIL_LENGTH_MAX = 8;
/** Distinct texts the loop guard counts in a session. */
export const REPEAT_KEYS_MAX = 16;
/** Passive states followed in one turn; a longer chain is a circle. */
export const HOPS_MAX = 8;

/** Sizes that keep the state far below 8 kB. */
export const VALUE_COUNT_MAX = 12;
export const VALUE_LENGTH_MAX = 160;
export const ADDRESS_LENGTH_MAX = 64;
export const NAME_LENGTH_MAX = 64;
export const PENDING_TEXT_LENGTH_MAX = 500;
/** Characters of a message that are read; WhatsApp itself allows 4096 in a bubble. */
export const READ_LENGTH_MAX = 8192;
