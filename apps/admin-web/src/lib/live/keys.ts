/** A change as the API tells it: names of what is new, never what it says. */
export interface Change {
  readonly type: string;
  readonly conversations?: readonly { readonly channel: string; readonly contactKey: string }[];
  readonly leads?: readonly string[];
  readonly appointments?: readonly string[];
  /** Ids of patients and guardians. */
  readonly records?: readonly string[];
  /** With `presence`: who of the team is at which conversation. */
  readonly people?: readonly unknown[];
}

/** What was read of each kind begins with its name, so that a change finds it. */
export const keys = {
  home: () => ["home"] as const,
  conversations: (...rest: readonly unknown[]) => ["conversations", ...rest] as const,
  conversation: (channel: string, contact: string, ...rest: readonly unknown[]) =>
    ["conversation", channel, contact, ...rest] as const,
  patients: (...rest: readonly unknown[]) => ["patients", ...rest] as const,
  guardians: (...rest: readonly unknown[]) => ["guardians", ...rest] as const,
  leads: (...rest: readonly unknown[]) => ["leads", ...rest] as const,
  appointments: (...rest: readonly unknown[]) => ["appointments", ...rest] as const,
  services: (...rest: readonly unknown[]) => ["services", ...rest] as const,
  professionals: (...rest: readonly unknown[]) => ["professionals", ...rest] as const,
  bot: (...rest: readonly unknown[]) => ["bot", ...rest] as const,
  channels: () => ["channels"] as const,
  team: () => ["team"] as const,
  quickReplies: (...rest: readonly unknown[]) => ["quick-replies", ...rest] as const,
  tags: () => ["tags"] as const,
  views: () => ["views"] as const,
  users: (...rest: readonly unknown[]) => ["users", ...rest] as const,
  audit: (...rest: readonly unknown[]) => ["audit", ...rest] as const,
  erasures: (...rest: readonly unknown[]) => ["erasures", ...rest] as const,
  settings: (...rest: readonly unknown[]) => ["settings", ...rest] as const,
  analytics: (...rest: readonly unknown[]) => ["analytics", ...rest] as const,
  system: () => ["system"] as const,
  setup: () => ["setup"] as const,
};

/** What on the screen has become old with a change. */
export function keysOf(change: Change): readonly (readonly unknown[])[] {
  switch (change.type) {
    case "changed":
      return [
        keys.home(),
        keys.conversations(),
        keys.leads(),
        ...(change.appointments?.length ? [keys.appointments()] : []),
        ...(change.records ?? []).flatMap((id) => [keys.patients("record", id), keys.guardians("record", id)]),
        ...(change.conversations ?? []).map(({ channel, contactKey }) => keys.conversation(channel, contactKey)),
      ];
    case "reset":
      return [[]];
    default:
      return [];
  }
}
