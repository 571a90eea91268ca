import type { Bus } from "@acolhe/bus";
import { InvalidArgumentError } from "commander";
import type { Found } from "./installation/find-installation.ts";
import type { Output } from "./output/output.ts";

/** What every command is given. */
export interface Tools {
  readonly output: Output;
  /** The installation, without asking its broker. @throws Error where there is none */
  installation(): Promise<Found>;
  /** Connects to the broker of the installation and closes the connection behind the work. */
  withBus<T>(work: (bus: Bus, installation: Found) => Promise<T>): Promise<T>;
}

/** Something the operator can mend: told in one sentence, without a stack. Ends the process with 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** The line is wrong, whatever the installation holds. Ends the process with 2. */
export class UsageError extends CommandError {}

/** An instant as people give it: ISO, a time of today, or `15m`, `2h`, `3d` ago. A minute is meant to its end. Epoch ms. */
export const parseTime = (text: string, now = Date.now()): number => instantOf(text, now, [59, 999]);

/** The same where something begins: a minute is meant from its first second. */
export const parseSince = (text: string, now = Date.now()): number => instantOf(text, now, [0, 0]);

function instantOf(text: string, now: number, [second, ms]: readonly [second: number, ms: number]): number {
  const ago = /^(\d{1,6})(s|m|h|d)$/.exec(text);
  if (ago) return now - Number(ago[1]) * { s: 1, m: 60, h: 3600, d: 86_400 }[ago[2] as "s" | "m" | "h" | "d"] * 1000;
  const clock = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (clock) {
    const today = new Date(now);
    today.setHours(Number(clock[1]), Number(clock[2]), Number(clock[3] ?? second), ms);
    return today.getTime();
  }
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new InvalidArgumentError("give a time as 2026-11-29T13:09:00-03:00, 13:09 or 15m");
  return instant;
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("give a whole number above 0");
  return count;
}
