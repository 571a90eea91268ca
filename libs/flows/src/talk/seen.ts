import type { Command } from "@acolhe/events";

/** A bubble as the patient sees it. */
export interface Reply {
  readonly kind: string;
  readonly text: string;
  readonly options: readonly Option[];
}
export interface Option {
  readonly id: string;
  readonly title: string;
}

/** What the patient sees of a step's commands, in order. */
export const repliesOf = (commands: readonly Command[]): Reply[] => commands.flatMap(seen);

function seen(command: Command): Reply[] {
  const reply = (kind: string, text: string, options: readonly Option[] = []) => [{ kind, text, options }];
  switch (command.type) {
    case "send-text":
      return reply("text", command.text);
    case "send-buttons":
      return reply(
        "buttons",
        command.text,
        command.buttons.map(({ id, label }) => ({ id, title: label })),
      );
    case "send-list":
      return reply(
        "list",
        command.text,
        command.rows.map(({ id, title }) => ({ id, title })),
      );
    case "send-image":
    case "send-video":
    case "send-document":
      return reply(command.type.slice("send-".length), command.caption ?? "");
    case "send-audio":
      return reply("audio", "");
    case "send-location":
      return reply("location", `${command.title}\n${command.address}`);
    case "send-contact":
      return reply("contact", `${command.name}\n+${command.phone}`);
    case "send-link":
      return reply("link", `${command.text}\n${command.url}`);
    case "send-reaction":
      return reply("reaction", command.emoji);
    default:
      return [];
  }
}
