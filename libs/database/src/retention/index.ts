/** What only retention does: find and delete what is old. */
export { tryLock } from "../read/lock.ts";
export { AGED, type AgedRows, countAged, deleteAged, ROW_RULES, type RowRule } from "./aged.ts";
export { forgetConversation, type SilentConversation, silentConversations } from "./silent.ts";
export { beginSweep, endSweep, type Sweep, sweeps } from "./sweeps.ts";
