import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import type { Versioned } from "#lib/api/versioned-edit.svelte.ts";

type Schemas = components["schemas"];
export type Settings = Schemas["Settings"];
export type Hours = Schemas["BusinessHours"];
/** The card as its form holds it: a field that is not given is empty. */
export type CardForm = Record<"name" | "phone" | "address", string>;

/** What was never written has the version 0 and begins empty. */
export function cardOf({ items }: Settings): Versioned<CardForm> {
  const found = items.find((item) => item.key === "clinic");
  const { name = "", phone = "", address = "" } = found?.value ?? {};
  return { version: found?.version ?? 0, form: { name, phone, address } };
}

/** Undefined: they were never set here. */
export const hoursOf = ({ items }: Settings): Hours | undefined =>
  items.find((item) => item.key === "business-hours")?.value;

export const readSettings = (): Promise<Settings> => answer(api.GET("/api/v1/settings"));

export async function writeCard(form: CardForm, version: number): Promise<Versioned<CardForm>> {
  const [phone, address] = [form.phone.trim(), form.address.trim()];
  const body = { name: form.name, ...(phone ? { phone } : {}), ...(address ? { address } : {}) };
  const written = await answer(api.PUT("/api/v1/settings/clinic", { params: { header: ifMatch(version) }, body }));
  return cardOf({ items: [written] });
}
