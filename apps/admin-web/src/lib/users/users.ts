import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import type { Versioned } from "#lib/api/versioned-edit.svelte.ts";
import { m } from "#lib/paraglide/messages.js";
import { releasing } from "#lib/ui/in-use.svelte.ts";

export type User = components["schemas"]["User"];
export type Role = User["role"];
export type UserForm = Pick<User, "name" | "email" | "role">;

const ROLES: Record<Role, { readonly label: () => string; readonly hint: () => string }> = {
  admin: { label: m.users_role_admin, hint: m.users_role_admin_hint },
  attendant: { label: m.users_role_attendant, hint: m.users_role_attendant_hint },
  analyst: { label: m.users_role_analyst, hint: m.users_role_analyst_hint },
  operator: { label: m.users_role_operator, hint: m.users_role_operator_hint },
};
export const roleLabel = (role: Role): string => ROLES[role].label();
export const roleHint = (role: Role): string => ROLES[role].hint();
export const roleOptions = () => (Object.keys(ROLES) as Role[]).map((value) => ({ value, label: roleLabel(value) }));
export const isRole = (text: string): text is Role => text in ROLES;

const formOf = ({ name, email, role }: User): UserForm => ({ name, email, role });
export const versioned = (user: User): Versioned<UserForm> => ({ version: user.version, form: formOf(user) });

export const readUser = (id: string): Promise<User> =>
  answer(api.GET("/api/v1/users/{id}", { params: { path: { id } } }));

export const changeUser = (
  { id, version }: Pick<User, "id" | "version">,
  body: Partial<UserForm & Pick<User, "active">>,
): Promise<User> =>
  releasing((query) =>
    answer(api.PATCH("/api/v1/users/{id}", { params: { path: { id }, query, header: ifMatch(version) }, body })),
  );
