import type { components } from "@acolhe/admin-client";
import { m } from "#lib/paraglide/messages.js";
import { paths } from "#lib/paths.ts";

export type Alerts = NonNullable<components["schemas"]["System"]["alerts"]>;
export type Alert = Alerts["open"][number];
type Code = Alert["code"];

interface Words {
  readonly title: (alert: { subject: string; count: number }) => string;
  readonly hint: () => string;
  /** What it is about is a number of the clinic. */
  readonly isOfNumber?: true;
  /** Where it is seen to, with the operation that the page needs. */
  readonly at?: { readonly label: () => string; readonly href: () => string; readonly needs: string };
}

const WAITING = {
  label: m.system_alert_open_waiting,
  href: () => `${paths.conversations()}?aba=esperando`,
  needs: "listConversations",
};
const CHANNELS = { label: m.system_alert_open_channels, href: () => paths.channels(), needs: "listChannels" };

const WORDS: Readonly<Record<Code, Words>> = {
  "number-disconnected": {
    title: m.system_alert_number_disconnected,
    hint: m.system_alert_number_disconnected_hint,
    isOfNumber: true,
    at: CHANNELS,
  },
  "danger-waiting": { title: m.system_alert_danger_waiting, hint: m.system_alert_danger_waiting_hint, at: WAITING },
  "patient-waiting": { title: m.system_alert_patient_waiting, hint: m.system_alert_patient_waiting_hint, at: WAITING },
  "service-down": { title: m.system_alert_service_down, hint: m.system_alert_service_down_hint },
  "server-away": { title: m.system_alert_server_away, hint: m.system_alert_server_away_hint },
  "dead-letters": { title: m.system_alert_dead_letters, hint: m.system_alert_dead_letters_hint },
  "conversations-parked": {
    title: m.system_alert_conversations_parked,
    hint: m.system_alert_conversations_parked_hint,
  },
  "canary-late": {
    title: m.system_alert_canary_late,
    hint: m.system_alert_canary_late_hint,
    isOfNumber: true,
  },
  "spool-unknown": { title: m.system_alert_spool_unknown, hint: m.system_alert_spool_unknown_hint },
};

export function wordsOf({ code, subject, count }: Alert, nameOf: (channel: string) => string) {
  const { title, hint, at, isOfNumber } = WORDS[code];
  const about = subject === null ? "" : isOfNumber ? nameOf(subject) : subject;
  return { title: title({ subject: about, count }), hint: hint(), at };
}
