import { reasonSentence } from "@acolhe/conversation";
import type { listConversations, RowDetails } from "@acolhe/database";
import type { z } from "zod";
import type { Writer } from "../schemas/conversations.ts";
import { type Conversation, WARNINGS, type WarningCode } from "../schemas/one-conversation.ts";
import { said } from "../sentences/said.ts";

type Row = Awaited<ReturnType<typeof listConversations>>["items"][number];

/** A conversation as the read side knows it, as the API tells of it. */
export function shownConversation(row: Row, now: number) {
  const { people, displayName, handoff, ...conversation } = row;
  return {
    ...conversation,
    waitingSeconds:
      row.waitingSince === null ? null : Math.max(0, Math.floor((now - Date.parse(row.waitingSince)) / 1000)),
    writer: writerOf(row.name, { people, displayName }),
    patients: [...row.patients],
    handoff: handoff && { ...handoff, label: said(reasonSentence(handoff.reason)) },
  };
}

/** On a phone that a family shares, the guardian writes. Among several patients without one, it is unknown who does. */
export function writerOf(
  name: string | null,
  { people, displayName }: Pick<RowDetails, "people" | "displayName">,
): z.input<typeof Writer> {
  const guardian = people.find(({ kind }) => kind === "guardian");
  const known = guardian ?? (people.length === 1 ? people[0] : undefined);
  return known ?? { kind: "contact", id: null, name: displayName ?? name };
}

/** What an attendant should know before writing, the gravest first. */
export function warningsOf({
  optedOut,
  blocked,
  patients,
}: Pick<Row, "optedOut" | "blocked" | "patients">): z.input<typeof Conversation>["warnings"] {
  const warn = (code: WarningCode, patientId: string | null = null) => ({
    code,
    sentence: said(WARNINGS[code]),
    patientId,
  });
  return [
    ...patients.flatMap(({ id, custody }) => (custody === "none" ? [warn("no-custody", id)] : [])),
    ...patients.flatMap(({ id, contactPreference }) => {
      if (contactPreference === "never") return [warn("contact-not-wanted", id)];
      return contactPreference === "emergency-only" ? [warn("emergency-only", id)] : [];
    }),
    ...(optedOut ? [warn("opted-out")] : []),
    ...(blocked ? [warn("blocked")] : []),
  ];
}
