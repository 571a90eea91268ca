import type { Command } from "commander";

export const DEFAULT_CHANNEL = "main";

export const CONTACT_HELP = "the contact's key, or phone number with its country code";

export interface OfContact {
  readonly channel: string;
}

/** A command about one contact: its key or phone as an argument, the channel as an option. */
export const contactCommand = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .argument("<contact>", CONTACT_HELP)
    .option("--channel <id>", "the clinic's number", DEFAULT_CHANNEL);

export interface Reveal {
  readonly reveal?: boolean;
  readonly reason?: string;
}

/** Words and names are shown only where they are asked for, with a reason. */
export const withReveal = (command: Command): Command =>
  command
    .option("--reveal", "show what people wrote; needs --reason, and is recorded in the audit")
    .option("--reason <words>", "why it has to be seen");
