import { compileFlow, type Flow, type FlowDefinition } from "@acolhe/conversation";
import { LIST_ROW_TITLE_LENGTH_MAX } from "@acolhe/events";
import { z } from "zod";
import type { Problem } from "../folder/assemble.ts";
import { lint } from "../lint/lint.ts";
import { insurancesWith } from "./insurances.ts";
import { cut, factsText, priceText } from "./service-texts.ts";

const text = z.object({ name: z.string().min(1), description: z.string().optional() });
/** A service as the clinic's staff have entered it. Portuguese is what the other languages fall back to. */
export const OfferedService = z.object({
  slug: z.string().min(1),
  texts: z.object({ pt: text, es: text.optional(), en: text.optional() }),
  /** What else patients call it, in whatever language. */
  synonyms: z.array(z.string().min(1)).default([]),
  /** The plans it takes; null: what the flow itself says of it counts. */
  insurances: z
    .array(z.object({ name: z.string(), priceCents: z.int().nullable() }))
    .nullable()
    .default(null),
  priceCents: z.int().nullable(),
  durationMinutes: z.int(),
  modality: z.enum(["in-person", "online", "both"]),
});
export type OfferedService = z.infer<typeof OfferedService>;
export const OfferedServices = z.array(OfferedService);
export type OfferedServices = z.infer<typeof OfferedServices>;

type Item = FlowDefinition["catalogue"][string][string];
const LANGUAGES = ["pt", "es", "en"] as const;

/** The part of the catalogue that staff keep; a flow without it does not talk of services. */
const COLLECTION = "services";
const PLANS = "insurances";
const DESCRIPTION_LENGTH_MAX = 72;

/**
 * The flow with the services that staff have entered instead of its own: another version, since what a version says
 * never changes. A service of the same name keeps the words and fields that only the flow has.
 *
 * @returns problems instead where the flow needs more of a service than staff enter
 */
export function flowWithServices(flow: Flow, services: readonly OfferedService[]): Flow | readonly Problem[] {
  const { definition } = flow;
  const own = definition.catalogue[COLLECTION];
  if (!own || services.length === 0) return flow;
  const items = Object.fromEntries(services.map((service) => [service.slug, itemOf(service, own[service.slug])]));
  const plans = definition.catalogue[PLANS];
  const insurances = plans && { [PLANS]: insurancesWith(plans, services) };
  const catalogue = { ...definition.catalogue, [COLLECTION]: items, ...insurances };
  const derived: FlowDefinition = { ...definition, catalogue };
  const at = { file: "catalogue.yaml", line: 1, column: 1 };
  // More than a list holds is shown as numbered text, and longer lines are cut: no reason to hide a service.
  const problems = lint(derived, () => at).filter(({ rule }) => rule !== "channel-limits");
  return problems.length > 0 ? problems : compileFlow(derived);
}

function itemOf({ slug, texts, synonyms, insurances: _, ...service }: OfferedService, own: Item | undefined): Item {
  const each = (
    say: (one: { name: string; description?: string | undefined }, language: "pt" | "es" | "en") => string,
  ) => Object.fromEntries(LANGUAGES.map((language) => [language, say(texts[language] ?? texts.pt, language)]));
  return {
    ...own,
    name: each(({ name }) => name),
    label: each(({ name }) => cut(name, LIST_ROW_TITLE_LENGTH_MAX)),
    short: own?.short ?? each(({ name, description }) => cut(description ?? name, DESCRIPTION_LENGTH_MAX)),
    explanation: each(({ name, description }) =>
      description === undefined ? `*${name}*` : `*${name}*: ${description}`,
    ),
    facts: each((_, language) => factsText(service, language)),
    price: each((_, language) => priceText(service.priceCents, language)),
    words: wordsOf(texts, [slug.replaceAll("-", " "), ...synonyms], own?.words),
    modality: service.modality,
  };
}

function wordsOf(
  texts: OfferedService["texts"],
  everywhere: readonly string[],
  own: Item[string] | undefined,
): Item[string] {
  const known = typeof own === "object" ? own : {};
  const named = LANGUAGES.map((language) => {
    const words = [texts[language]?.name ?? texts.pt.name, ...everywhere, known[language] ?? []].flat();
    return [language, [...new Set(words.map((word) => word.slice(0, 80)))]] as const;
  });
  return Object.fromEntries(named);
}
