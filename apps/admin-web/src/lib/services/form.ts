import { centsOf, typedPrice } from "#lib/format/price.ts";
import { slugOf } from "#lib/format/slug.ts";
import { insurancesOf, type TypedInsurance, typedInsurances } from "./insurances.ts";
import type { Professional, Service } from "./services.ts";

/** As it is typed; each field is merged by itself when two people edit. */
export type ServiceForm = {
  name: string;
  description: string;
  nameEs: string;
  descriptionEs: string;
  nameEn: string;
  descriptionEn: string;
  synonyms: string[];
  insurances: readonly TypedInsurance[] | null;
  duration: string;
  price: string;
  color: string;
  modality: Service["modality"];
  active: boolean;
  professionalIds: string[];
};

const COLOR_FIRST = "#5b39c6";
const DURATION_FIRST = "50";

export function formOf(row: Service | undefined, professionals: readonly Professional[]): ServiceForm {
  const { pt, es, en } = row?.texts ?? {};
  const gives = ({ serviceIds }: Professional) => row !== undefined && serviceIds.includes(row.id);
  return {
    name: pt?.name ?? "",
    description: pt?.description ?? "",
    nameEs: es?.name ?? "",
    descriptionEs: es?.description ?? "",
    nameEn: en?.name ?? "",
    descriptionEn: en?.description ?? "",
    synonyms: [...(row?.synonyms ?? [])],
    insurances: typedInsurances(row?.insurances ?? null),
    duration: row ? String(row.durationMinutes) : DURATION_FIRST,
    price: typedPrice(row?.priceCents ?? null),
    color: row?.color ?? COLOR_FIRST,
    modality: row?.modality ?? "both",
    active: row?.active ?? true,
    professionalIds: professionals.filter(gives).map(({ id }) => id),
  };
}

/** A language without a name has no text of its own. */
const text = (name: string, description: string) => ({
  name: name.trim(),
  ...(description.trim() ? { description: description.trim() } : {}),
});

export function bodyOf(form: ServiceForm) {
  return {
    texts: {
      pt: text(form.name, form.description),
      ...(form.nameEs.trim() ? { es: text(form.nameEs, form.descriptionEs) } : {}),
      ...(form.nameEn.trim() ? { en: text(form.nameEn, form.descriptionEn) } : {}),
    },
    synonyms: form.synonyms,
    insurances: insurancesOf(form.insurances),
    durationMinutes: Number(form.duration),
    priceCents: centsOf(form.price) ?? null,
    color: form.color,
    modality: form.modality,
    active: form.active,
  };
}

export const newBodyOf = (form: ServiceForm) => ({ ...bodyOf(form), slug: slugOf(form.name) });
