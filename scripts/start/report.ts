import { ChildError, MissingProgram, PortTaken } from "@acolhe/testing";
import { AlreadyRunning } from "../start-lock.ts";
import type { StartWords } from "./words.ts";

const LINES_MAX = 10;

/** A port of ours that another process has, found before anything was started. */
export class PortToChange extends Error {
  override readonly name = "PortToChange";
  readonly port: string;
  readonly program: string;
  readonly setting: string;

  constructor(port: string, program: string, setting: string) {
    super(`port ${port} is taken`);
    this.port = port;
    this.program = program;
    this.setting = setting;
  }
}

/** Why a start ended, for the person at the terminal: what we know in their language, what a program wrote as it wrote it. */
export function reportText(error: unknown, words: StartWords): string {
  const { reason, details } = reasonOf(error, words);
  const lines = [words.couldNotGoOn(reason), ...details.slice(-LINES_MAX)];
  if (error instanceof Error && error.cause instanceof Error)
    lines.push(words.because(reasonOf(error.cause, words).reason));
  return lines.join("\n");
}

function reasonOf(error: unknown, words: StartWords): { reason: string; details: readonly string[] } {
  if (error instanceof PortToChange)
    return { reason: words.portTaken(error.port, error.program, error.setting), details: [] };
  if (error instanceof PortTaken) return { reason: words.portTaken(error.port, error.program, undefined), details: [] };
  if (error instanceof AlreadyRunning) return { reason: words.running(error.pid), details: [] };
  if (error instanceof ChildError) return { reason: words.failed(error.program), details: error.lines };
  if (error instanceof MissingProgram) {
    const { wanted, run, setting } = error.cure;
    return { reason: words.missing(wanted, run, setting), details: [] };
  }
  const [reason = "", ...details] = (error instanceof Error ? error.message : String(error)).split("\n");
  return { reason, details };
}
