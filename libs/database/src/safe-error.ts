/** An error for the log. PostgreSQL quotes values of rows in its messages and details, so of its errors only names stay. */
export function safeError(error: unknown): unknown {
  if (!(error instanceof Error) || !("severity" in error)) return error;
  const { code, table, column, constraint, routine } = error as Record<string, unknown> & Error;
  return { name: "DatabaseError", code, table, column, constraint, routine };
}
