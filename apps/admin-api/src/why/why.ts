import { dangerText, type Flow, learned, reasonSentence } from "@acolhe/conversation";
import type { Facts, Turn } from "@acolhe/events";
import { z } from "zod";
import type { StateShown, Why } from "../schemas/why.ts";
import { flowWords } from "./flow-words.ts";
import { ruleSentence } from "./rule-sentence.ts";

/** Of the engine's state what is told. Read leniently: turns of every engine version stay in the log. */
const State = z.object({
  step: z.string().nullable().catch(null),
  mode: z.enum(["bot", "human", "paused"]).catch("bot"),
  language: z.enum(["pt", "es", "en"]).catch("pt"),
  optedOut: z.boolean().catch(false),
  parked: z.object({}).nullable().catch(null),
  handedOver: z.object({ reason: z.string(), team: z.string() }).nullable().catch(null),
  values: z.record(z.string(), z.string()).catch({}),
  pendingInput: z
    .object({ messages: z.array(z.object({ text: z.string() })) })
    .nullable()
    .catch(null),
});

/**
 * Why a turn did what it did, from what was recorded with it.
 *
 * @param before the turn whose state this one began with; null: the first, or not kept
 * @param said the words of the message the turn was made for, where it was a message
 * @param flow the version it was made by; null: not kept
 */
export function explain(
  turn: Turn,
  turnSeq: number,
  { before, said, flow }: { readonly before: Turn | null; readonly said: string | null; readonly flow: Flow | null },
): z.input<typeof Why> {
  const words = flow && flowWords(flow.definition, turn.rule);
  const from = before && State.parse(before.state);
  const waited = turn.event.type === "message-received" ? [] : (from?.pendingInput?.messages ?? []);
  return {
    turnSeq,
    at: new Date(turn.facts.now).toISOString(),
    rule: turn.rule,
    sentence: ruleSentence(turn.rule, words?.choice ?? undefined),
    question: words?.question ?? null,
    matcher: words?.matcher ?? null,
    event: { type: turn.event.type, at: new Date(turn.event.receivedAt).toISOString() },
    heard: [...waited.map(({ text }) => text), ...(said ? [said] : [])],
    flowVersion: turn.versions.flow,
    engineVersion: turn.versions.engine,
    before: from && shownState(from),
    after: shownState(State.parse(turn.state)),
    facts: factsOf(turn.facts),
    understanding: understandingOf(turn.facts),
    calls: turn.commands.flatMap((command) =>
      command.type === "request-handoff"
        ? [{ team: command.team, reason: command.reason, label: reasonSentence(command.reason) }]
        : [],
    ),
  };
}

function shownState(state: z.output<typeof State>): z.input<typeof StateShown> {
  const { step, mode, language, optedOut, parked, handedOver, values } = state;
  return {
    ...{ step, mode, language, optedOut, parked: parked !== null, values: [...learned(values)] },
    handedOver: handedOver && {
      team: handedOver.team,
      reason: handedOver.reason,
      label: reasonSentence(handedOver.reason),
    },
  };
}

function understandingOf({ understanding }: Facts): z.input<typeof Why>["understanding"] {
  if (!understanding) return null;
  const { intent, confidence, alternatives, entities, version, language = null, reading, redFlag } = understanding;
  const danger = reading?.danger ?? null;
  return {
    ...{ intent, confidence, version, language },
    alternatives: alternatives.map((one) => ({ ...one })),
    question: reading?.question ?? null,
    acts: reading?.acts ?? [],
    values: reading?.values ?? [],
    found: entities.map(({ type, value, text = null }) => ({ type, value, text })),
    danger: danger
      ? {
          certain: danger.tier === "certain",
          kind: danger.kind,
          label: dangerText(danger.kind),
          words: danger.words ?? null,
        }
      : redFlag.flagged
        ? { certain: true, kind: redFlag.kind ?? "other", label: dangerText(redFlag.kind ?? "other"), words: null }
        : null,
  };
}

/** What the turn knew besides words and state, as it is told at the desk. */
function factsOf(facts: Facts): z.input<typeof Why>["facts"] {
  const { hours, patient, botOff } = facts;
  const lines: [name: string, label: string, value: string | undefined][] = [
    ["hours", "Horário da clínica", hours && hoursLine(hours)],
    ["patient", "Quem escreve é conhecido como", patient?.name],
    ["patients", "Pacientes deste contato", patient?.patients.map(({ name }) => name).join(", ")],
    ["botOff", "Bot desligado", botOff && "sim"],
    ["newContactsOnly", "O bot atende só contatos novos", facts.newContactsOnly && "sim"],
    ["continueAfterReturn", "Depois de devolvido, o bot continua de onde estava", facts.continueAfterReturn && "sim"],
    ["model", "Um modelo externo podia ser consultado", facts.model && "sim"],
    ["transcription", "Áudios podiam ser transcritos", facts.transcription && "sim"],
  ];
  return lines.flatMap(([name, label, value]) => (value ? [{ name, label, value }] : []));
}

const hoursLine = ({ open, reason, local }: NonNullable<Facts["hours"]>): string =>
  `${open ? "aberta" : reason === "holiday" ? "fechada (feriado)" : "fechada"} às ${local.slice(11)} de ${local.slice(0, 10)}`;
