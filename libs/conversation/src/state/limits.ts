/** Named limits of the engine, in milliseconds where they are times. */

export const MINUTE_MS = 60_000;

/** How long a person keeps the conversation without doing anything in it. */
export const HUMAN_MS = 7 * 24 * 60 * MINUTE_MS;
/** How long after the last message of a burst the answer comes. */
export const LIMITED_QUIET_MS = 10_000;
/** A reply older than this would confuse more than help. */
export const REPLY_VALID_MS = 10 * MINUTE_MS;
/** A person's answer still helps the next morning. */
export const ATTENDANT_VALID_MS = 24 * 60 * MINUTE_MS;
/** A nudge or closing that woke later than this (an outage) is left unsaid. */
export const TIMER_LATE_MS_MAX = 10 * MINUTE_MS;
/** Broker and worker clocks differ a little: a timer this early counts as due. */
export const TIMER_EARLY_MS_MAX = 1_000;
/** A window of text lasts about a second, so its timer has to be nearer to the mark. */
export const INPUT_EARLY_MS_MAX = 50;
/** How long a patient whose words were not understood waits for a model outside. */
export const OPINION_WAIT_MS = 3_000;
/** How long a session that stopped midway can be taken up again, where the flow does not say otherwise. */
export const RESUME_HOURS = 72;
/** Voice notes being written out at once; a further one is for the team's ears. */
export const VOICES_MAX = 3;
/** After a person closed the conversation, so long a thank-you begins no new one. */
export const AFTER_PERSON_MS = 24 * 60 * MINUTE_MS;
/** What the gateway could not open at first comes within seconds, mostly; after this it is not waited for any more. */
export const UNOPENED_WAIT_MS = 2 * MINUTE_MS;
/** Such messages waited for at once. More are told of together. */
export const UNOPENED_MAX = 3;
/** How long an advertisement counts as what a patient came for, when nothing but a greeting follows at first. */
export const AD_MS = 60 * MINUTE_MS;
/** Facts answered for one message; more would be a wall. */
export const REPLIES_MAX = 4;
/** Several photos in a row get one kind sentence, not one each. */
export const SAME_KIND_QUIET_MS = 60_000;
/** While the bot is off a person is called for somebody who writes, and again when they still write so much later. */
export const OFF_CALL_MS = 12 * 60 * MINUTE_MS;
/** The emergency text is not repeated within this time; the person is called each time. */
export const EMERGENCY_QUIET_MS = 10 * MINUTE_MS;
/** After a danger was asked about and denied, one that is told of so much later is heard, and not asked about anew. */
export const CONCERN_ASKED_MS = 60 * MINUTE_MS;
/** Messages so close together that tell of the same danger are one. */
export const SAME_DANGER_QUIET_MS = 2 * MINUTE_MS;

/** WhatsApp shows two bubbles at a glance; more reads as a wall. */
export const BUBBLES_MAX = 2;
/** Steps that "voltar" can go back over. */
export const TRAIL_LENGTH_MAX = 8;
/** Questions and sentences that are counted in a session, so that they are not said twice. */
export const TOLD_COUNT_MAX = 32;
/** Distinct texts the loop guard counts in a session. */
export const REPEAT_KEYS_MAX = 16;

/** Sizes that keep the state below 8 kB, also when every character takes several bytes. */
export const VALUE_COUNT_MAX = 24;
export const VALUE_LENGTH_MAX = 160;
/** The first message is kept longer than other values: the team reads it whole. */
export const FIRST_WORDS_LENGTH_MAX = 600;
/** All values together, as JSON. One that does not fit any more is cut. */
export const VALUES_BYTES_MAX = 2400;
export const CALLS_MAX = 4;
/** Messages of one window. More are a flood, of which the last ones count. */
export const PENDING_COUNT_MAX = 6;
export const ADDRESS_LENGTH_MAX = 64;
export const NAME_LENGTH_MAX = 64;
/** Of all messages of a window together. */
export const PENDING_TEXT_LENGTH_MAX = 500;
/** Characters of a message that are read; WhatsApp itself allows 4096 in a bubble. */
export const READ_LENGTH_MAX = 8192;
/** Weak signs of a danger that are so old add up no more; and no more of them than so many do. */
export const UNEASE_MS = 10 * 60_000;
export const UNEASE_MAX = 4;
