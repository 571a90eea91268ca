import type { Command } from "@acolhe/events";
import type { Golden } from "../play/golden.ts";

type GoldenStep = Golden["steps"][number];

/** Golden conversations as pages a clinic's manager reads. A file's first word says which chapter it belongs to. */
const CHAPTERS: readonly (readonly [prefix: string, heading: string])[] = [
  ["booking", "Booking"],
  ["appointment", "An appointment that is booked already"],
  ["question", "Questions"],
  ["office", "Documents, payments, complaints, and people who are no patients"],
  ["care", "Taking care"],
];

const INTRODUCTION = `# Conversations

What patients are told, as it is tested: each of these is a golden conversation of
[the clinic's flow](flow.md). The patient is on the left of the arrow; the clinic's words are quoted, with
buttons and list rows in brackets. This page is made by \`npm run flow -- pages\`.
`;

/** The whole page. Conversations of the engine's own mechanics are left to the tests. */
export function conversationsPage(goldens: readonly { readonly name: string; readonly golden: Golden }[]): string {
  const chapters = CHAPTERS.map(([prefix, heading]) => {
    const own = goldens.filter(({ name }) => name.startsWith(`${prefix}-`));
    return [`## ${heading}\n`, ...own.map(({ golden }) => transcript(golden))].join("\n");
  });
  return `${[INTRODUCTION, ...chapters].join("\n")}`;
}

function transcript({ title, starts, staffHours, services, patient, steps }: Golden): string {
  const about = [
    starts ? `It is ${starts.slice(0, 16).replace("T", ", ")} UTC.` : "",
    staffHours ? "The clinic's staff have set hours of their own." : "",
    services ? `The clinic's staff offer ${services.map(({ texts }) => texts.pt.name).join(", ")}.` : "",
    patient ? `The clinic knows ${patient.name}, and the patients ${patient.patients.map(nameOf).join(", ")}.` : "",
  ].filter((part) => part !== "");
  return [`### ${title}\n`, ...about.map((part) => `_${part}_\n`), ...steps.map(stepText)].join("\n");
}

const nameOf = ({ name }: { name: string }) => name;

function stepText(step: GoldenStep): string {
  const { commands } = step.out as { commands: readonly Command[] };
  const lines = commands.flatMap(commandText);
  return [`${saidText(step)}\n`, ...(lines.length > 0 ? [`${lines.join("\n>\n")}\n`] : [])].join("\n");
}

function saidText({ say, tap, content, timer, event, react, edit, revoke }: GoldenStep): string {
  if (say !== undefined) return `**${say}** →`;
  if (tap) return `**[${tap[2]}]** →`;
  if (content) return `**(${content.kind})** →`;
  if (react !== undefined) return `**(reacts with ${react})** →`;
  if (edit) return `**(corrects a message: ${edit.say})** →`;
  if (revoke) return "**(takes a message back)** →";
  if (timer !== undefined) return `_${TIMERS[timer] ?? timer}_`;
  return `_${(event?.type ?? "another event").replaceAll("-", " ")}_`;
}

const TIMERS: Readonly<Record<string, string>> = {
  nudge: "Some minutes without an answer.",
  "session-end": "Half an hour without an answer.",
  input: "A moment passes.",
};

function commandText(command: Command): string[] {
  switch (command.type) {
    case "send-text":
      return [quoted(command.text)];
    case "send-buttons":
      return [quoted(`${command.text}\n${command.buttons.map(({ label }) => `[${label}]`).join(" ")}`)];
    case "send-list": {
      const rows = command.rows.map(({ title, description }) => `[${title}${description ? ` – ${description}` : ""}]`);
      return [quoted(`${command.text}\n${rows.join(" ")}`)];
    }
    case "request-handoff": {
      const { team, reason, priority, summary } = command;
      const learned = Object.entries(summary).map(([name, value]) => `${name}: ${value}`);
      return [`> 🙋 _The team “${team}” is called (${reason}, ${priority}). ${learned.join("; ")}_`];
    }
    case "capture-lead":
      return [`> 📌 _Kept for the team: ${command.kind}_`];
    case "label-contact":
      return [`> 🏷️ _Marked: ${command.add.join(", ")}_`];
    default:
      return [];
  }
}

/** One line of a message is one line on the page; its stars are WhatsApp's bold, which here is two. */
const quoted = (text: string) =>
  text
    .replace(/(?<![*\p{L}])\*([^*\n]+)\*(?![*\p{L}])/gu, "**$1**")
    .split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}  `))
    .join("\n");
