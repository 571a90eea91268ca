/** Named limits of the API. Each is tested at its edge. */

export const BODY_BYTES_MAX = 1024 * 1024;
/** A spreadsheet of the most rows an import takes stays below this. */
export const IMPORT_BYTES_MAX = 20 * 1024 * 1024;
export const IMPORT_ROWS_MAX = 10_000;
/** Of a file that staff send to a patient: above what WhatsApp takes as a picture, and a third larger on its way out. */
export const SENT_FILE_BYTES_MAX = 10 * 1024 * 1024;
/** Rows of an export read at a time: enough that the questions cost little, few enough to hold. */
export const EXPORT_BATCH = 1_000;
/** Of one file of a flow, and files of one; the shipped flow has 16, of 176 kB together. */
export const FLOW_BYTES_MAX = 300_000;
export const FLOW_FILES_MAX = 60;
/** A conversation that is longer has left the point. */
export const TRIAL_STEPS_MAX = 60;
export const PAGE_SIZE_DEFAULT = 25;
export const PAGE_SIZE_MAX = 100;
/** Rows of one bulk action: what a person ticks on some pages, and one short transaction. */
export const BULK_MAX = 200;
/** Of one question about figures: a year, and some weeks to compare with. */
export const ANALYTICS_DAYS_MAX = 400;

/** Who listens to changes at once; each holds a socket. A clinic has tens of desks. */
export const LISTENERS_MAX = 200;
/** Of one person: a browser has one for all its tabs, and some have several browsers. */
export const LISTENERS_OF_USER_MAX = 10;
/** How long somebody is taken to be at a conversation without saying so again. */
export const PRESENCE_SECONDS = 30;
/** How often the read side is asked whether it has moved, while anybody listens. */
export const CHANGES_POLL_MS = 300;

export const ACCESS_TOKEN_SECONDS = 15 * 60;
export const REFRESH_DAYS = 14;
export const PASSWORD_LINK_HOURS = 24;
export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 128;
/** Of zxcvbn's 0 to 4; 3 withstands offline guessing for a while when hashed slowly. */
export const PASSWORD_SCORE_MIN = 3;

/** Wrong passwords within the window before logins are refused until it is over. */
export const LOCKOUT_WINDOW_MS = 15 * 60_000;
export const ACCOUNT_FAILURES_MAX = 5;
/** A clinic's desks share one address. */
export const ADDRESS_FAILURES_MAX = 30;

/** Blocks whose time is over are lifted this often, and readiness is as old as this at most. */
export const HOUSEKEEPING_MS = 5_000;
