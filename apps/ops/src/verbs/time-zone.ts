import { type Command, InvalidArgumentError } from "commander";

export interface Zoned {
  readonly timeZone: string;
}

export const withTimeZone = (command: Command): Command =>
  command.option("--time-zone <zone>", "in which times are given and shown", parseZone, "America/Sao_Paulo");

function parseZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError("give a zone as America/Sao_Paulo");
  }
}
