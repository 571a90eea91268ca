/**
 * Copies of the whole database, for backup and restore: no other code reads all tables or writes past their triggers.
 */
export { type CopiedTable, copyTables, type DatabaseCopy } from "./copy-tables.ts";
export { isEmptyDatabase, NotTheSameSchema, restoreTables } from "./restore-tables.ts";
