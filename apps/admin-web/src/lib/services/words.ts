import { money } from "#lib/format/text.ts";
import { m } from "#lib/paraglide/messages.js";
import type { ServiceForm } from "./form.ts";
import type { Professional, Service } from "./services.ts";

export const modalityName = (modality: Service["modality"]): string =>
  ({ "in-person": m.services_in_person, online: m.services_online, both: m.services_both })[modality]();

export const priceText = (cents: number | null): string => (cents === null ? m.services_no_price() : money(cents));

function insurancesText(typed: ServiceForm["insurances"]): string {
  if (typed === null) return m.services_insurances_flow();
  if (typed.length === 0) return m.services_insurances_none();
  return typed.map(({ name, price }) => (price === "" ? name : `${name} (R$ ${price})`)).join(", ");
}

export const fieldLabels = (): Record<keyof ServiceForm, string> => ({
  name: m.services_name(),
  description: m.services_description(),
  nameEs: m.services_name_es(),
  descriptionEs: m.services_description_es(),
  nameEn: m.services_name_en(),
  descriptionEn: m.services_description_en(),
  synonyms: m.services_synonyms(),
  insurances: m.services_insurances(),
  duration: m.services_duration(),
  price: m.services_price(),
  color: m.services_color(),
  modality: m.services_modality(),
  active: m.services_active(),
  professionalIds: m.services_professionals(),
});

/** A field's value as a person reads it, for choosing between two. */
export function fieldText(field: keyof ServiceForm, value: unknown, professionals: readonly Professional[]): string {
  if (field === "synonyms") return (value as string[]).join(", ");
  if (field === "insurances") return insurancesText(value as ServiceForm["insurances"]);
  if (field === "modality") return modalityName(value as Service["modality"]);
  if (field === "active") return value ? m.ui_yes() : m.ui_no();
  if (field !== "professionalIds") return String(value ?? "");
  const chosen = value as string[];
  return professionals
    .filter(({ id }) => chosen.includes(id))
    .map(({ name }) => name)
    .join(", ");
}
