import type { FlowDefinition } from "@acolhe/conversation";
import { LIST_ROW_TITLE_LENGTH_MAX } from "@acolhe/events";
import { cut, priceText } from "./service-texts.ts";
import type { OfferedService } from "./services.ts";

type Item = FlowDefinition["catalogue"][string][string];
type Items = Readonly<Record<string, Item>>;
type Entered = NonNullable<OfferedService["insurances"]>[number] & { readonly slug: string };

const LANGUAGES = ["pt", "es", "en"] as const;
const ID_LENGTH_MAX = 32;

/** The field of a plan with what patients pay by it for one service. */
const priceField = (slug: string): string => `price_for_${slug.replaceAll("-", "_")}`;

/**
 * The flow's plans with what staff have entered. A service of which they have said nothing keeps what the flow says of
 * it; a plan that no service takes any more is not spoken of. What the flow keeps without `services` is no plan, but
 * the way to say that there is none, and stays as it is.
 */
export function insurancesWith(own: Items, services: readonly OfferedService[]): Items {
  const silent = new Set(services.filter(({ insurances }) => insurances === null).map(({ slug }) => slug));
  const entered = byPlan(own, services);
  const known = Object.entries(own).flatMap(([id, item]): [string, Item][] => {
    if (typeof item.services !== "string") return [[id, item]];
    const kept = item.services.split(/[ ,]+/).filter((slug) => silent.has(slug));
    return covering(id, item, kept, entered.get(id) ?? []);
  });
  const fresh = [...entered].flatMap(([id, rows]) =>
    Object.hasOwn(own, id) ? [] : covering(id, newPlan(rows), [], rows),
  );
  return Object.fromEntries([...known, ...fresh]);
}

/** Staff write a plan's name as they please: "sulamerica" is the one that the flow calls SulAmérica. */
function byPlan(own: Items, services: readonly OfferedService[]): Map<string, Entered[]> {
  const plans = new Map<string, Entered[]>();
  for (const { slug, insurances } of services)
    for (const { name, priceCents } of insurances ?? []) {
      const id = planOf(own, name) ?? newId(name);
      plans.set(id, [...(plans.get(id) ?? []), { slug, name, priceCents }]);
    }
  return plans;
}

function covering(id: string, item: Item, kept: readonly string[], entered: readonly Entered[]): [string, Item][] {
  const covered = [...new Set([...kept, ...entered.map(({ slug }) => slug)])];
  if (covered.length === 0) return [];
  const prices = entered.flatMap(({ slug, priceCents }) =>
    priceCents === null
      ? []
      : [[priceField(slug), Object.fromEntries(LANGUAGES.map((one) => [one, priceText(priceCents, one)]))] as const],
  );
  return [[id, { ...item, services: covered.join(", "), ...Object.fromEntries(prices) }]];
}

function newPlan([first]: readonly Entered[]): Item {
  const name = first?.name ?? "";
  const words = Object.fromEntries(LANGUAGES.map((language) => [language, [name]]));
  return { name, label: cut(name, LIST_ROW_TITLE_LENGTH_MAX), words };
}

const planOf = (own: Items, name: string): string | undefined =>
  Object.entries(own).find(([, { name: called, words }]) =>
    [called, words]
      .flatMap((field) => (typeof field === "object" ? Object.values(field).flat() : [String(field ?? "")]))
      .some((one) => squeezed(one) === squeezed(name)),
  )?.[0];

/** "Sul América", "sulamerica" and "SulAmérica" are one. */
const squeezed = (name: string): string => words(name).join("");
const words = (name: string): string[] =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** An id of the catalogue: `plano-` stands before what begins with a digit, or has no Latin letter. */
function newId(name: string): string {
  const id = words(name).join("-");
  return (/^[a-z]/.test(id) ? id : `plano-${id}`).slice(0, ID_LENGTH_MAX).replace(/-+$/, "");
}
