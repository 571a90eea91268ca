/*
 * Loaded into each process of the test runner. One that hangs is asked to end by a signal; only a process that exits
 * by itself ends what it started (child.ts).
 */
process.once("SIGTERM", () => process.exit(143));
