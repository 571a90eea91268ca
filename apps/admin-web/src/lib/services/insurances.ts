import { centsOf, typedPrice } from "#lib/format/price.ts";
import type { Service } from "./services.ts";

/** A plan as it is typed. */
export interface TypedInsurance {
  readonly name: string;
  readonly price: string;
}
export const NO_PLAN: TypedInsurance = { name: "", price: "" };

export const typedInsurances = (insurances: Service["insurances"]): readonly TypedInsurance[] | null =>
  insurances?.map(({ name, priceCents }) => ({ name, price: typedPrice(priceCents) })) ?? null;

/** A line without a name is not meant. */
export const insurancesOf = (typed: readonly TypedInsurance[] | null): Service["insurances"] =>
  typed
    ?.filter(({ name }) => name.trim() !== "")
    .map(({ name, price }) => ({ name: name.trim(), priceCents: centsOf(price) ?? null })) ?? null;

/** What is wrong with one of them. */
export function faultOf(typed: readonly TypedInsurance[], index: number): "twice" | "price" | undefined {
  const { name = "", price = "" } = typed[index] ?? {};
  const plain = (text: string) => text.trim().toLocaleLowerCase("pt");
  if (plain(name) !== "" && typed.findIndex((one) => plain(one.name) === plain(name)) < index) return "twice";
  return centsOf(price) === undefined ? "price" : undefined;
}

export const areSound = (typed: readonly TypedInsurance[] | null): boolean =>
  (typed ?? []).every((_, index) => faultOf(typed ?? [], index) === undefined);

/** Every plan that some service takes, by name. */
export const plansOf = (services: readonly Service[]): readonly string[] =>
  [...new Set(services.flatMap(({ insurances }) => insurances?.map(({ name }) => name) ?? []))].sort((a, b) =>
    a.localeCompare(b, "pt"),
  );
