/** Named limits of the API. Each is tested at its edge. */

export const BODY_BYTES_MAX = 1024 * 1024;
/** A spreadsheet of the most rows an import takes stays below this. */
export const IMPORT_BYTES_MAX = 20 * 1024 * 1024;
export const IMPORT_ROWS_MAX = 10_000;
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

/** Rows of each kind on the first page of a day; the lists hold the rest. */
export const HOME_WAITING = 8;
export const HOME_LEADS = 5;
export const HOME_APPOINTMENTS = 8;

/** A desk that takes longer is told as silent: somebody waits for the answer. */
export const DESK_ANSWER_MS_MAX = 2_000;

/** Saved lists of one person, over all pages: more than a menu can show. */
export const VIEWS_MAX = 100;
/** Small choices of the panel kept for one person. */
export const CHOICES_MAX = 50;

/** Who listens to changes at once; each holds a socket. A clinic has tens of desks. */
export const LISTENERS_MAX = 200;
/** How often the read side is asked whether it has moved, while anybody listens. */
export const CHANGES_POLL_MS = 300;

/** Log-ins, refreshes and new passwords of one address at once, beyond their even share: a clinic's desks share one. */
export const AUTH_BURST = 10;
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
