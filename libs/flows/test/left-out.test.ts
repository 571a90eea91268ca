import { type ConversationState, clinicHours, decide, type Flow } from "@acolhe/conversation";
import { type Command, isSend, LogEvent } from "@acolhe/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clinicFlow, clinicFolder } from "../src/index.ts";
import { type Golden, playGolden } from "../src/play/golden.ts";
import { readGoldens } from "../src/play/golden-files.ts";
import { understandWords } from "../src/play/understand.ts";
import { flowWithServices, type OfferedService } from "../src/versions/services.ts";

/** Staff may take any service out of the catalogue: it is then neither offered nor spoken of, and no way leads nowhere. */
const own = clinicFlow.definition.catalogue.services!;
const nameOf = (slug: string) => own[slug]!.name as Record<"pt" | "es" | "en", string>;
const offered = Object.keys(own).map((slug): OfferedService => {
  const { pt, es, en } = nameOf(slug);
  const modality = own[slug]!.modality as OfferedService["modality"];
  return {
    ...{ slug, synonyms: [], insurances: null, texts: { pt: { name: pt }, es: { name: es }, en: { name: en } } },
    ...{ priceCents: 18_000, durationMinutes: 50, modality },
  };
});
const without = (left: string): Flow => {
  const made = flowWithServices(
    clinicFlow,
    offered.filter(({ slug }) => slug !== left),
  );
  if (!("version" in made)) throw new Error(JSON.stringify(made));
  return made;
};

interface Option {
  readonly id: string;
  readonly label: string;
}
const optionsOf = (commands: readonly Command[]): Option[] =>
  commands.flatMap((command) =>
    command.type === "send-buttons"
      ? command.buttons
      : command.type === "send-list"
        ? command.rows.map(({ id, title }) => ({ id, label: title }))
        : [],
  );

/** A key, a placeholder, or the dash that stands for a value nobody knows. */
const RAW = /\{|\}|—|\b[a-z]+(?:-[a-z]+)*\.(?:say|ask|invalid|options|title|button)\b/;

function expectFitToRead(commands: readonly Command[], left: string): void {
  const said = JSON.stringify(commands.filter(isSend).map((command) => ("text" in command ? command : {})));
  const texts = commands.flatMap((command) => ("text" in command ? [command.text] : []));
  for (const text of texts) expect(text).not.toMatch(RAW);
  for (const name of Object.values(nameOf(left))) expect(said).not.toContain(name);
  expect(optionsOf(commands).map(({ id }) => id)).not.toContain(`service-${left}`);
}

const PHRASES = ["Ana Prado", "sim", "não", "8 anos", "15 anos", "mãe", "psicóloga", "segunda à tarde", "menu", "oi"];
const START = Date.UTC(2026, 0, 5, 13);

function walk(flow: Flow, left: string, picks: readonly number[]): void {
  let state: ConversationState | null = null;
  let options: Option[] = [];
  for (const [index, pick] of picks.entries()) {
    const now = START + index * 20_000;
    const ways = [...options, ...PHRASES.map((say) => ({ say }))];
    const way = index === 0 ? { say: "oi" } : ways[pick % ways.length]!;
    const content =
      "say" in way ? { kind: "text", text: way.say } : { kind: "button-reply", buttonId: way.id, label: way.label };
    const event = LogEvent.parse({
      ...{
        type: "message-received",
        id: `e${index}`,
        channel: "main",
        contact: "5511999990000",
        messageId: `m${index}`,
      },
      ...{ at: now, receivedAt: now, address: "5511999990000", content },
    });
    const understanding = "say" in way ? understandWords(way.say, { flow, state, now }) : undefined;
    const hours = clinicHours(flow.head.hours, undefined, now);
    const facts = { now, hours, inputWindowMs: 0, ...(understanding ? { understanding } : {}) };
    const { transition } = decide(state, { event, seq: index + 1, facts, flow });
    const { rule, commands } = transition;
    // "No" to a question of the bot's own leads back to the question before.
    if ("id" in way && way.id !== "meant-no")
      expect(rule, `[${way.label}] is a dead option`).not.toMatch(/invalid|small-talk|did-you-mean/);
    expect(commands.some((command) => "reason" in command && command.reason === "flow-broken")).toBe(false);
    expectFitToRead(commands, left);
    state = transition.state;
    options = optionsOf(commands);
    if (state.mode !== "bot") return;
  }
}

/** What is booked already keeps its name. */
const booked = ({ patient, steps }: Golden) =>
  patient?.patients.some(({ appointment }) => appointment) || steps.some(({ lookup }) => lookup);
const goldens = readGoldens(clinicFolder).filter(({ golden }) => !golden.services && !booked(golden));

describe.each(Object.keys(own))("without %s", (left) => {
  const flow = without(left);

  test("whoever says what the golden conversations say is told nothing of it", () => {
    for (const { golden } of goldens)
      for (const { out } of playGolden(golden, flow))
        expectFitToRead((out as { commands: readonly Command[] }).commands, left);
  });

  test("whichever way a patient goes, every option leads on", () => {
    const picks = fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 30 });
    fc.assert(
      fc.property(picks, (each) => walk(flow, left, each)),
      { numRuns: 25, seed: 7 },
    );
  });
});
