import type { components } from "@acolhe/admin-client";
import { m } from "#lib/paraglide/messages.js";
import { paths } from "#lib/paths.ts";

export type Step = components["schemas"]["SetupStep"];

interface Words {
  readonly title: () => string;
  /** What to do next, where it is not done. */
  readonly next: () => string;
  readonly href?: string;
}

export const STEPS: Readonly<Record<Step["step"], Words>> = {
  password: { title: m.setup_password, next: m.setup_password_next, href: paths.newPassword() },
  "clinic-name": { title: m.setup_clinic, next: m.setup_clinic_next, href: paths.settings() },
  "business-hours": { title: m.setup_hours, next: m.setup_hours_next, href: paths.hours() },
  channel: { title: m.setup_channel, next: m.setup_channel_next, href: paths.channels() },
  webhook: { title: m.setup_webhook, next: m.setup_webhook_next },
  desk: { title: m.setup_desk, next: m.setup_desk_next },
  "first-message": { title: m.setup_message, next: m.setup_message_next, href: paths.conversations() },
};

const REASONS: Readonly<Record<NonNullable<Step["reason"]>, () => string>> = {
  "not-set": m.setup_reason_not_set,
  offline: m.setup_reason_offline,
  "not-heard": m.setup_reason_not_heard,
  "wrong-settings": m.setup_reason_wrong_settings,
  "unreachable-address": m.setup_reason_unreachable,
  "no-answer": m.setup_reason_no_answer,
  "none-yet": m.setup_reason_none_yet,
};
export const reasonOf = ({ reason }: Step): string => (reason === null ? "" : REASONS[reason]());
