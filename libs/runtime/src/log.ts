import { type DestinationStream, type Logger, pino } from "pino";
import { safeError } from "./safe-error.ts";

interface LogOptions {
  readonly level: string;
  /** Of ordinary lines about one message, from 0 to 1. What is a warning or worse is always written. */
  readonly share: number;
}

/** The log of a process, a JSON line each. Its level may be changed while it runs. */
export function createLog(name: string, { level, share }: LogOptions, to?: DestinationStream): Logger {
  const options = {
    name,
    level,
    base: { name, pid: process.pid },
    // A caller that logs an error may forget `safeError`; some hand over one that is safe already.
    serializers: { err: (error: unknown) => (error instanceof Error ? safeError(error) : error) },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn, at: number) {
        if (at === INFO && !isWritten(args[0], share)) return;
        method.apply(this, args);
      },
    },
  };
  return to ? pino(options, to) : pino(options);
}
const INFO = pino.levels.values.info;

/** By the trace, so that of one message all lines of all processes are written, or none. */
function isWritten(said: unknown, share: number): boolean {
  const { trace } = Object(said) as { trace?: unknown };
  return typeof trace !== "string" || Number.parseInt(trace.slice(-8), 16) / 0x1_0000_0000 < share;
}
