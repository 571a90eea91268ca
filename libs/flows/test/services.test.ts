import type { Flow } from "@acolhe/conversation";
import { expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";
import { type PlayedStep, playGolden } from "../src/play/golden.ts";
import { flowWithServices, type OfferedService, OfferedServices } from "../src/versions/services.ts";

const service = (slug: string, more: Partial<OfferedService> = {}): OfferedService => ({
  slug,
  texts: { pt: { name: slug } },
  synonyms: [],
  insurances: null,
  priceCents: 18_000,
  durationMinutes: 50,
  modality: "both",
  ...more,
});
const made = (services: readonly OfferedService[], flow: Flow = clinicFlow): Flow => {
  const result = flowWithServices(flow, services);
  if (!("version" in result)) throw new Error(JSON.stringify(result));
  return result;
};
const itemOf = (flow: Flow, slug: string) => flow.definition.catalogue.services![slug]!;

test("without services of the staff the flow is the one it was", () => {
  expect(made([])).toBe(clinicFlow);
});

test("the same services make the same version, others another, and the flow itself is not changed", () => {
  const before = JSON.stringify(clinicFlow.definition);
  const [one, same, dearer] = [[service("yoga")], [service("yoga")], [service("yoga", { priceCents: 19_050 })]].map(
    (services) => made(services).version,
  );
  expect(one).toBe(same);
  expect(new Set([one, dearer, clinicFlow.version]).size).toBe(3);
  expect(JSON.stringify(clinicFlow.definition)).toBe(before);
});

test("a service is told of in every language, as far as staff have written it", () => {
  const texts = {
    pt: { name: "Acupuntura sistêmica para adultos", description: "Agulhas finas." },
    en: { name: "Acupuncture" },
  };
  const item = itemOf(
    made([service("acupuntura", { texts, priceCents: 123_456, modality: "in-person" })]),
    "acupuntura",
  );
  expect(item).toEqual({
    name: { pt: texts.pt.name, es: texts.pt.name, en: "Acupuncture" },
    label: { pt: "Acupuntura sistêmica…", es: "Acupuntura sistêmica…", en: "Acupuncture" },
    short: { pt: "Agulhas finas.", es: "Agulhas finas.", en: "Acupuncture" },
    explanation: {
      pt: `*${texts.pt.name}*: Agulhas finas.`,
      es: `*${texts.pt.name}*: Agulhas finas.`,
      en: "*Acupuncture*",
    },
    facts: {
      pt: "Dura 50 minutos, no consultório.",
      es: "Dura 50 minutos, en el consultorio.",
      en: "It takes 50 minutes, at the clinic.",
    },
    price: { pt: "R$ 1.234,56", es: "R$ 1.234,56", en: "R$ 1,234.56" },
    words: {
      pt: [texts.pt.name, "acupuntura"],
      es: [texts.pt.name, "acupuntura"],
      en: ["Acupuncture", "acupuntura"],
    },
    modality: "in-person",
  });
});

test("a service of the flow's own catalogue keeps its words; its price is the staff's", () => {
  const item = itemOf(made([service("speech", { priceCents: null })]), "speech");
  expect(item.price).toMatchObject({ pt: "sob consulta" });
  expect((item.words as { pt: string[] }).pt).toContain("fonoaudióloga");
});

test("what staff say a service is also called is understood, in every language", () => {
  const flow = made([
    service("acupuntura", { texts: { pt: { name: "Acupuntura" } }, synonyms: ["agulhas", "agulhamento"] }),
    service("yoga"),
  ]);
  const { pt, en } = itemOf(flow, "acupuntura").words as Record<string, string[]>;
  expect(pt).toEqual(["Acupuntura", "acupuntura", "agulhas", "agulhamento"]);
  expect(en).toEqual(pt);
  const play = (said: string) => {
    const patient = { name: "Ana Lima", patients: [{ id: "p1", name: "Ana Lima", relation: "self" as const }] };
    const steps = [
      { after: 0, say: "quero ver os serviços" },
      { after: 5000, say: said },
    ];
    const [, { out }] = playGolden({ title: "", patient, steps }, flow) as [PlayedStep, PlayedStep];
    return JSON.stringify((out as { commands: unknown }).commands);
  };
  expect(play("agulhamento")).toContain("Acupuntura*");
  expect(play("reiki"), "the control").not.toContain("Acupuntura*");
});

test("services as an older release copied them have no synonyms, and no plans of their own", () => {
  const { synonyms: _, insurances: __, ...older } = service("yoga");
  expect(OfferedServices.parse([older])).toEqual([service("yoga")]);
});

test("more services than a list holds are still all offered", () => {
  const flow = made(Array.from({ length: 12 }, (_, index) => service(`servico-${index}`)));
  expect(flow.choices("services", "pt").filter(({ route }) => route === "service")).toHaveLength(12);
});

test("more prices than a list holds are still all told", () => {
  const flow = made(
    Array.from({ length: 12 }, (_, index) => service(`servico-${index}`, { priceCents: 10_000 + index * 100 })),
  );
  const patient = { name: "Ana Lima", patients: [{ id: "p1", name: "Ana Lima", relation: "self" as const }] };
  const [{ out }] = playGolden({ title: "", patient, steps: [{ after: 0, say: "quanto custa?" }] }, flow) as [
    PlayedStep,
  ];
  const texts = JSON.stringify((out as { commands: unknown }).commands);
  expect(texts).toContain("1. servico-0 – R$ 100\\n2. servico-1 – R$ 101");
  expect(texts).toContain("12. servico-11 – R$ 111");
});

test("a flow that wants more of a service than staff enter refuses, with what is missing", () => {
  const { definition } = clinicFlow;
  const wanting = structuredClone(definition);
  wanting.states.services!.from!.description = "benefits";
  const flow = { ...clinicFlow, definition: wanting };
  expect(flowWithServices(flow, [service("yoga")])).toMatchObject([{ rule: "unknown-catalogue" }]);
});
