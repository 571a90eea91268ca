import type { components } from "@acolhe/admin-client";
import { m } from "#lib/paraglide/messages.js";

type Consent = components["schemas"]["Consent"];
interface Look {
  readonly label: () => string;
  readonly tone: "ok" | "info" | "warn";
}

export const ACTS: Readonly<Record<Consent["act"], Look>> = {
  informed: { label: m.privacy_act_informed, tone: "info" },
  given: { label: m.privacy_act_given, tone: "ok" },
  withdrawn: { label: m.privacy_act_withdrawn, tone: "warn" },
};

const PURPOSES: Readonly<Record<Consent["purpose"], () => string>> = {
  privacy: m.privacy_purpose_privacy,
  messages: m.privacy_purpose_messages,
  reminders: m.privacy_purpose_reminders,
};
export const purposeText = (purpose: Consent["purpose"]): string => PURPOSES[purpose]();
