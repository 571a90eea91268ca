/** Named limits of the API. Each is tested at its edge. */

export const BODY_BYTES_MAX = 1024 * 1024;
/** A spreadsheet of the most rows an import takes stays below this. */
export const IMPORT_BYTES_MAX = 20 * 1024 * 1024;
export const IMPORT_ROWS_MAX = 10_000;
/** What people keep of a patient in a spreadsheet has some tens of columns; the sheet itself has 16,384. */
export const IMPORT_COLUMNS_MAX = 100;
/** The most rows with thirty columns filled. */
export const IMPORT_CELLS_MAX = 300_000;
/** A filled cell takes about 100 bytes of XML with its text, so the most take half of this: what is larger was made to be. */
export const IMPORT_INFLATED_BYTES_MAX = 64 * 1024 * 1024;
/** A sheet of the most cells took five seconds on two cores that had six times too much to do. */
export const IMPORT_PARSE_MS_MAX = 12_000;
/** Of the thread that reads one file; a sheet of the most cells passes with room to spare. */
export const IMPORT_PARSER_MB_MAX = 256;
/** Rows whose changes a report names; of the others it tells how many. */
export const IMPORT_CHANGES_TOLD = 200;
/** Rows compared with the database, and written, at a time. */
export const IMPORT_BATCH = 500;
/** Long enough for an attendant to come back from a holiday and find two people wrongly made one record. */
export const MERGE_UNDO_DAYS = 30;
/** Of a file that staff send to a patient: above what WhatsApp takes as a picture, and a third larger on its way out. */
export const SENT_FILE_BYTES_MAX = 10 * 1024 * 1024;
/** Rows of an export read at a time: enough that the questions cost little, few enough to hold. */
export const EXPORT_BATCH = 1_000;
/** Of one file of a flow, and files of one; the shipped flow has 16, of 176 kB together. */
export const FLOW_BYTES_MAX = 300_000;
export const FLOW_FILES_MAX = 60;
/** Of what stands in a flow's way: who has mended so many reads the rest. */
export const FLOW_PROBLEMS_TOLD = 500;
/** The shipped flow takes 0.4 s, and the first time a second more; a machine may have ten times too much to do. */
export const FLOW_CHECK_MS_MAX = 15_000;
export const FLOW_CHECK_MB_MAX = 512;
/** Flows whose check is remembered, at some 300 kB each. */
export const FLOW_CHECKS_KEPT = 20;
/** A conversation that is longer has left the point. */
export const TRIAL_STEPS_MAX = 60;
/** How the installation stands is read once for all who ask within this: a page, a scrape, another scrape. */
export const SYSTEM_KEPT_MS = 5_000;
/** Half of what a scrape may take by default. */
export const SYSTEM_READ_MS_MAX = 5_000;
export const PAGE_SIZE_DEFAULT = 25;
export const PAGE_SIZE_MAX = 100;
/** Rows of one bulk action: what a person ticks on some pages, and one short transaction. */
export const BULK_MAX = 200;
/** Four spans a day: what the clinic's own hours have at most. */
export const WORKING_SPANS_MAX = 28;
/** Of one professional: past ones stay until they are taken off, and ten a year are many. */
export const ABSENCES_MAX = 100;
/** Of one view of the calendar: a month with the weeks at its edges. */
export const AGENDA_DAYS_MAX = 45;
/** What ten professionals have in a month, and some more; beyond, the answer says that it is not complete. */
export const AGENDA_ROWS_MAX = 4_000;
export const AGENDA_PROFESSIONALS_MAX = 200;
/** Of one question for free times. */
export const FREE_TIME_DAYS_MAX = 31;
export const FREE_TIMES_MAX = 2_000;
/** Appointments told of that are in the way of one; a long one may have more before it. */
export const CLASHES_MAX = 10;
/** Conversations looked at for one in which a patient's family may be told something. */
export const RECIPIENTS_MAX = 20;
/** Plans of one service; the largest clinics have agreements with some thirty. */
export const SERVICE_INSURANCES_MAX = 40;
/** Of each column of the board of leads. */
export const LEAD_CARDS_DEFAULT = 20;
export const LEAD_CARDS_MAX = 50;
/** People of a similar name who are shown while a name is typed. */
export const NAMESAKES_MAX = 5;
/** Values of one filter. */
export const FILTER_VALUES_MAX = 50;
/** Of one question about figures: a year, and some weeks to compare with. */
export const ANALYTICS_DAYS_MAX = 400;

/** Rows of each kind on the first page of a day; the lists hold the rest. */
export const HOME_WAITING = 8;
export const HOME_LEADS = 5;
export const HOME_APPOINTMENTS = 8;

/** A desk that takes longer counts as silent: a user waits for the answer. */
export const DESK_ANSWER_MS_MAX = 2_000;

/** Saved lists of one person, over all pages: more than a menu can show. */
export const VIEWS_MAX = 100;
/** Small choices of the panel kept for one person. */
export const CHOICES_MAX = 50;

/** Who listens to changes at once; each holds a socket. A clinic has tens of desks. */
export const LISTENERS_MAX = 200;
/** Of one person: a browser has one for all its tabs, and some have several browsers. */
export const LISTENERS_OF_USER_MAX = 10;
/** Files written at once, and of one person: each is read from the database page by page, as fast as it is taken. */
export const EXPORTS_MAX = 8;
export const EXPORTS_OF_USER_MAX = 2;
/** Files read at once, and of one person: each may take a thread, its memory and a long transaction. */
export const IMPORTS_MAX = 3;
export const IMPORTS_OF_USER_MAX = 1;
/** How long a user counts as being at a conversation without saying so again. */
export const PRESENCE_SECONDS = 30;
/** How often the read side is asked whether it has moved, while a client listens. */
export const CHANGES_POLL_MS = 300;

/** Callers that one process counts while the cache is away; each costs a few hundred numbers at most. */
export const LOCAL_CALLERS_MAX = 5_000;

/** Log-ins, refreshes and new passwords of one address at once, beyond their even share: a clinic's desks share one. */
export const AUTH_BURST = 10;
export const ACCESS_TOKEN_SECONDS = 15 * 60;
export const REFRESH_DAYS = 14;
export const PASSWORD_LINK_HOURS = 24;
/** Of a password that an administrator handed out. A new colleague may start after a week's holiday. */
export const ONE_TIME_PASSWORD_DAYS = 10;
/** How long a browser is known after the last log-in there. */
export const DEVICE_DAYS = 180;
export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;
/** Of a password, as looked at for its strength: the cost grows with the square, and more decides nothing. */
export const PASSWORD_LENGTH_JUDGED = 40;
/** Letters and digits that must be left once the obvious words are taken out. */
export const PASSWORD_OWN_MIN = 8;
/** Who chooses a password and is told to choose another needs about as long; the next one waits for the thread again. */
export const PASSWORD_JUDGE_IDLE_MS = 120_000;
/** Of zxcvbn's 0 to 4, which is ten billion guesses or more. Three words that do not go together have it. */
export const PASSWORD_SCORE_MIN = 4;
/** Hashes of passwords at once; each takes 19 MiB and one of the four threads that files and names share. */
export const PASSWORD_HASHES_AT_ONCE = 2;
/** A second or two of them. Beyond, it is a flood, and an answer of 503 is better than one after the reader has gone. */
export const PASSWORD_HASHES_WAITING = 60;

/** Wrong guesses within this time before further ones are refused until it is over. */
export const LOCKOUT_WINDOW_MS = 15 * 60_000;
/** At one account's password from one address. */
export const PAIR_FAILURES_MAX = 5;
/** The same from a browser in which this user logged in before. */
export const DEVICE_FAILURES_MAX = 10;
/** At passwords, and at links, from one address. A clinic's desks share one. */
export const ADDRESS_FAILURES_MAX = 30;
/** At refresh tokens from one address: desks that wake up with old cookies are many, and 256 bits are not guessed. */
export const REFRESH_FAILURES_MAX = 200;
/** At one account's password from all addresses together: below what a standard allows (NIST 800-63B: 100 in a row). */
export const ACCOUNT_FAILURES_MAX = 50;
export const ACCOUNT_WINDOW_MS = 60 * 60_000;

/** Blocks whose time is over are lifted this often, and readiness is as old as this at most. */
export const HOUSEKEEPING_MS = 5_000;
/** Of what still points to something that was to be deleted: as many as a dialogue shows. */
export const REFERENCES_TOLD = 20;
/** Refusals of one user that the audit keeps: more than a bad day at the desk has, and no more than a page of 2 MB a day. */
export const REFUSALS_KEPT_PER_HOUR = 100;
/** The same reading by the same login within this is one: a morning at an open conversation leaves some dozen rows. */
export const AUDIT_ONCE_MS = 15 * 60_000;
/** Readings remembered, at some 200 bytes each; of more the oldest is noted once more. */
export const AUDIT_NAMED_MAX = 50_000;

/** How often it is looked whether an erasure was approved, and how long one whose step failed waits. */
export const ERASURE_LOOK_MS = 2_000;
export const ERASURE_RETRY_MS = 60_000;

/** Below this an answer fits into one packet as it is. */
export const COMPRESSED_CHARS_MIN = 1_400;

/** How often it is looked whether there is anything to alert people of. */
export const ALERT_LOOK_MS = 10_000;
/** A look and both sendings take less, so that the sender is the same one as long as it lives. */
export const ALERT_WATCH_MS = 90_000;
/** One sending: a mail server behind a greylist or a slow relay takes some seconds. */
export const ALERT_SEND_MS = 20_000;
/** A service that notices silence wants to be asked about once a minute. */
export const ALERT_HEARTBEAT_MS = 60_000;

/** After a try of a number that failed, and before the first one: what has just started is not tried at once. */
export const CANARY_AGAIN_MS = 60_000;
