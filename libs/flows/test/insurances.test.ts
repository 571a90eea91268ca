import { expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";
import { type PlayedStep, playGolden } from "../src/play/golden.ts";
import { flowWithServices, type OfferedService } from "../src/versions/services.ts";

type Plans = OfferedService["insurances"];
const plan = (name: string, priceCents: number | null = null) => ({ name, priceCents });
const service = (slug: string, insurances: Plans): OfferedService => {
  const texts = { pt: { name: slug } };
  return { slug, texts, synonyms: [], insurances, priceCents: 18_000, durationMinutes: 50, modality: "both" };
};
function flowOf(services: Readonly<Record<string, Plans>>) {
  const made = flowWithServices(
    clinicFlow,
    Object.entries(services).map(([slug, plans]) => service(slug, plans)),
  );
  if (!("version" in made)) throw new Error(JSON.stringify(made));
  return made;
}
/** The table of the flow as it is made: each plan with the services it covers. */
function covered(services: Readonly<Record<string, Plans>>) {
  const plans = Object.entries(flowOf(services).definition.catalogue.insurances ?? {});
  return Object.fromEntries(plans.flatMap(([id, { services: list }]) => (list === undefined ? [] : [[id, list]])));
}

const CASES: [what: string, services: Record<string, Plans>, table: Record<string, string>][] = [
  [
    "a service of which staff say nothing keeps the flow's plans",
    { speech: null, psychiatry: null },
    { unimed: "speech, psychiatry", bradesco: "psychiatry", sulamerica: "speech" },
  ],
  ["a service that takes none is covered by none", { speech: [], psychiatry: [] }, {}],
  [
    "what staff say of one service leaves the others as they were",
    { speech: [plan("Amil")], psychiatry: null },
    { unimed: "psychiatry", bradesco: "psychiatry", amil: "speech" },
  ],
  [
    "a plan is known by any of its names",
    { speech: [plan("sul america"), plan("UNIMED")] },
    { unimed: "speech", sulamerica: "speech" },
  ],
  [
    "a plan that only staff know is one more, whatever it is called",
    {
      yoga: [plan("Porto Saúde"), plan("+ Vida & Cia.")],
      pilates: [plan("porto saude")],
      reiki: [plan("2 Irmãos"), plan("健康")],
    },
    { "porto-saude": "yoga, pilates", "vida-cia": "yoga", "plano-2-irmaos": "reiki", plano: "reiki" },
  ],
  ["paying oneself is no plan", { speech: [plan("Particular"), plan("Unimed")] }, { unimed: "speech" }],
];
test.each(CASES)("%s", (_what, services, table) => {
  expect(covered(services)).toEqual(table);
  expect(flowOf(services).definition.catalogue.insurances).toHaveProperty("private");
});

const PATIENT = { name: "Ana Lima", patients: [{ id: "p1", name: "Ana Lima", relation: "self" as const }] };
/** What the bot says to a question about a plan and a service. */
function told(services: Record<string, Plans>, say: string): string {
  const reading = {
    question: "start",
    acts: [{ act: "ask:insurance" as const, confidence: 0.97 }],
    values: [{ slot: "service" as const, value: "speech", confidence: 0.95 }],
    danger: null,
  };
  const steps = [{ after: 0, say, understood: { reading } }];
  const [{ out }] = playGolden({ title: "", patient: PATIENT, steps }, flowOf(services)) as [PlayedStep];
  return JSON.stringify((out as { commands: unknown }).commands);
}

test("the price by a plan is said where staff have set one, and nothing of it where they have not", () => {
  const services = { speech: [plan("Unimed", 4_050), plan("Porto Saúde")] };
  expect(told(services, "o unimed cobre fono?")).toContain(
    "Atendemos Unimed para speech. Pelo convênio fica em R$ 40,50.",
  );
  expect(told(services, "o porto saúde cobre fono?")).toContain("Atendemos Porto Saúde para speech.\\n");
  expect(told({ ...services, yoga: [plan("Amil")] }, "o amil cobre fono?")).toContain("não cobre speech");
});
