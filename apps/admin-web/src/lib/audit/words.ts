import { m } from "#lib/paraglide/messages.js";
import { isRole, roleLabel } from "#lib/users/users.ts";
import type { AuditAction, AuditEntity, Entry } from "./audit.ts";

/** How the panel calls what an entry is about: one, and many. */
const KINDS: Readonly<Record<AuditEntity, { readonly one: () => string; readonly many: () => string }>> = {
  appointment: { one: m.audit_appointment, many: m.audit_appointments },
  audit: { one: m.audit_audit, many: m.audit_audits },
  block: { one: m.audit_block, many: m.audit_blocks },
  bot: { one: m.audit_bot, many: m.audit_bot },
  channel: { one: m.audit_channel, many: m.audit_channels },
  contact: { one: m.audit_contact, many: m.audit_contacts },
  conversation: { one: m.audit_conversation, many: m.audit_conversations },
  erasure: { one: m.audit_erasure, many: m.audit_erasures },
  flow: { one: m.audit_flow, many: m.audit_flows },
  guardian: { one: m.audit_guardian, many: m.audit_guardians },
  holiday: { one: m.audit_holiday, many: m.audit_holidays },
  home: { one: m.audit_home, many: m.audit_home },
  installation: { one: m.audit_installation, many: m.audit_installations },
  lead: { one: m.audit_lead, many: m.audit_leads },
  note: { one: m.audit_note, many: m.audit_notes },
  patient: { one: m.audit_patient, many: m.audit_patients },
  professional: { one: m.audit_professional, many: m.audit_professionals },
  "quick-reply": { one: m.audit_quick_reply, many: m.audit_quick_replies },
  request: { one: m.audit_the_request, many: m.audit_requests },
  service: { one: m.audit_service, many: m.audit_services },
  setting: { one: m.audit_setting, many: m.audit_settings },
  tag: { one: m.audit_tag, many: m.audit_tags },
  user: { one: m.audit_user, many: m.audit_users },
  view: { one: m.audit_view, many: m.audit_views },
};

type Words = Readonly<Record<"who" | "one" | "many", string>>;

const DONE: Readonly<Record<AuditAction, (words: Words) => string>> = {
  access: m.audit_did_access,
  "acknowledge-alert": m.audit_did_acknowledge_alert,
  "add-note": m.audit_did_add_note,
  "approve-erasure": m.audit_did_approve_erasure,
  assign: m.audit_did_assign,
  backup: m.audit_did_backup,
  block: m.audit_did_block,
  "bot-off": m.audit_did_bot_off,
  "bot-on": m.audit_did_bot_on,
  convert: m.audit_did_convert,
  create: m.audit_did_create,
  delete: m.audit_did_delete,
  "delete-note": m.audit_did_delete_note,
  discard: m.audit_did_discard,
  "drop-sends": m.audit_did_drop_sends,
  erase: m.audit_did_erase,
  export: m.audit_did_export,
  "hold-sends": m.audit_did_hold_sends,
  import: m.audit_did_import,
  "import-create": m.audit_did_import_create,
  "import-update": m.audit_did_import_update,
  "inspect-import": m.audit_did_inspect_import,
  "link-contact": m.audit_did_link_contact,
  "link-guardian": m.audit_did_link_guardian,
  list: m.audit_did_list,
  listen: m.audit_did_listen,
  login: m.audit_did_login,
  "login-refused": m.audit_did_login_refused,
  logout: m.audit_did_logout,
  "mark-read": m.audit_did_mark_read,
  mend: m.audit_did_mend,
  merge: m.audit_did_merge,
  observe: m.audit_did_observe,
  "open-file": m.audit_did_open_file,
  "password-changed": m.audit_did_password_changed,
  "password-link-created": m.audit_did_password_link_created,
  "password-reset": m.audit_did_password_reset,
  pause: m.audit_did_pause,
  publish: m.audit_did_publish,
  read: m.audit_did_read,
  "read-note": m.audit_did_read_note,
  "refuse-erasure": m.audit_did_refuse_erasure,
  refused: m.audit_did_refused,
  "release-sends": m.audit_did_release_sends,
  reopen: m.audit_did_reopen,
  "request-erasure": m.audit_did_request_erasure,
  restore: m.audit_did_restore,
  "restore-note": m.audit_did_restore_note,
  resume: m.audit_did_resume,
  "retry-send": m.audit_did_retry_send,
  return: m.audit_did_return,
  "search-duplicates": m.audit_did_search_duplicates,
  "send-file": m.audit_did_send_file,
  "send-message": m.audit_did_send_message,
  "set-state": m.audit_did_set_state,
  "settle-send": m.audit_did_settle_send,
  speak: m.audit_did_speak,
  tag: m.audit_did_tag,
  takeover: m.audit_did_takeover,
  tell: m.audit_did_tell,
  "token-reused": m.audit_did_token_reused,
  unassign: m.audit_did_unassign,
  unblock: m.audit_did_unblock,
  "undo-merge": m.audit_did_undo_merge,
  "unlink-contact": m.audit_did_unlink_contact,
  "unlink-guardian": m.audit_did_unlink_guardian,
  unlock: m.audit_did_unlock,
  unmerge: m.audit_did_unmerge,
  update: m.audit_did_update,
  "update-note": m.audit_did_update_note,
};

/** Own keys alone: what an entry is called comes from outside. */
const has = <K extends string>(words: Readonly<Record<K, unknown>>, key: string): key is K => Object.hasOwn(words, key);

interface Line {
  readonly user: string | null;
  readonly action: string;
  readonly entity: string;
  /** What the entry is about by name, where the panel knows it. */
  readonly name?: string | undefined;
}

/** An entry as a sentence: `Rosana mudou o cadastro de um paciente`. An action of an older version is told by its own name. */
export function auditSentence({ user, action, entity, name }: Line): string {
  const kind = has(KINDS, entity) ? KINDS[entity] : undefined;
  const one = kind?.one() ?? entity;
  const words = {
    who: user ?? (action === "login-refused" ? m.audit_someone() : m.audit_system()),
    one: name ? m.audit_named({ one, name }) : one,
    many: kind?.many() ?? entity,
  };
  return has(DONE, action) ? DONE[action](words) : m.audit_did_else({ ...words, action });
}

const CHANGES: Readonly<Record<string, () => string>> = {
  fields: m.audit_change_fields,
  rows: m.audit_change_rows,
  role: m.audit_change_role,
  format: m.audit_change_format,
  filters: m.audit_change_filters,
  shown: m.audit_change_shown,
  code: m.audit_change_code,
  route: m.audit_change_route,
  reason: m.audit_change_reason,
  command: m.audit_change_command,
};

/** Who gave an order on the command line: no account of the panel's, but a name of the machine's. */
export const operatorOf = ({ changes }: Pick<Entry, "changes">): string | null =>
  typeof changes?.operator === "string" ? changes.operator : null;

/** What changed, as names and values to read. */
export function detailsOf({ changes }: Pick<Entry, "changes">): readonly (readonly [string, string])[] {
  const text = (name: string, value: unknown) => {
    if (name === "role" && isRole(String(value))) return roleLabel(value as Parameters<typeof roleLabel>[0]);
    return Array.isArray(value) ? value.join(", ") : String(value ?? "—");
  };
  const told = Object.entries(changes ?? {}).filter(([name]) => name !== "operator");
  return told.map(([name, value]) => [CHANGES[name]?.() ?? name, text(name, value)] as const);
}

const SETTINGS: Readonly<Record<string, () => string>> = {
  clinic: m.settings_clinic,
  "business-hours": m.settings_hours,
};
/** Settings are few, and each has a name. */
export const settingName = (key: string): string | undefined => (SETTINGS[key] ? `(${SETTINGS[key]()})` : undefined);

const inOrder = (options: readonly { value: string; label: string }[]) =>
  [...options].sort((a, b) => a.label.localeCompare(b.label));
export const areaOptions = () =>
  inOrder(Object.entries(KINDS).map(([value, { many }]) => ({ value, label: capital(many()) })));
/** Actions by what they say of nobody in particular. */
export const actionOptions = () =>
  inOrder(
    Object.entries(DONE).map(([value, done]) => {
      const rest = done({ who: "", one: "…", many: "…" });
      return { value, label: capital(rest.trim()) };
    }),
  );

const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);
