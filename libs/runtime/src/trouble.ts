/** What was not heard of for so long was over: what is tried once a minute was tried twice. */
const OVER_MS = 2 * 60_000 + 10_000;
/** Kinds of errors of one trouble; forgetting them costs a line each. */
const KINDS_MAX = 100;

/**
 * Warns of what goes wrong where no caller waits for an answer. A trouble that goes on is told once, and again when it
 * becomes another one, or comes back after it was over.
 */
export function createTrouble(
  log: { warn: (fields: object, what: string) => void },
  { safeError, now = () => performance.now() }: { safeError: (error: unknown) => unknown; now?: () => number },
) {
  return (what: string) => {
    const heardAt = new Map<string, number>();
    return (error: unknown): void => {
      const kind = kindOf(error);
      const goesOn = now() - (heardAt.get(kind) ?? Number.NEGATIVE_INFINITY) < OVER_MS;
      if (heardAt.size >= KINDS_MAX) heardAt.clear();
      heardAt.set(kind, now());
      if (!goesOn) log.warn({ err: safeError(error) }, what);
    };
  };
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return `${error.name} ${code ?? error.message}`;
}
