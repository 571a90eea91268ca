import { dangerText, type Flow, learned, reasonSentence } from "@acolhe/conversation";
import type { Facts, Turn } from "@acolhe/events";
import { z } from "zod";
import type { StateShown, Why } from "../schemas/why.ts";
import { readerLanguage } from "../sentences/language.ts";
import { said } from "../sentences/said.ts";
import { type FlowTalk, flowTalk } from "./flow-talk.ts";
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
 * @param spoken the words of the message the turn was made for, where it was a message
 * @param flow the version it was made by; null: not kept
 */
export function explain(
  turn: Turn,
  turnSeq: number,
  {
    before,
    spoken,
    flow,
  }: { readonly before: Turn | null; readonly spoken: string | null; readonly flow: Flow | null },
): z.input<typeof Why> {
  const talk = flowTalk(flow, readerLanguage());
  const words = flow && flowWords(flow.definition, turn.rule);
  const from = before && State.parse(before.state);
  const waited = turn.event.type === "message-received" ? [] : (from?.pendingInput?.messages ?? []);
  return {
    turnSeq,
    at: new Date(turn.facts.now).toISOString(),
    rule: turn.rule,
    sentence: ruleSentence(turn.rule, talk),
    question: words?.question ?? null,
    matcher: words?.matcher ?? null,
    event: { type: turn.event.type, at: new Date(turn.event.receivedAt).toISOString() },
    heard: [...waited.map(({ text }) => text), ...(spoken ? [spoken] : [])],
    flowVersion: turn.versions.flow,
    engineVersion: turn.versions.engine,
    before: from && shownState(from, talk),
    after: shownState(State.parse(turn.state), talk),
    facts: factsOf(turn.facts),
    understanding: understandingOf(turn.facts, talk),
    calls: turn.commands.flatMap((command) =>
      command.type === "request-handoff"
        ? [{ team: command.team, reason: command.reason, label: said(reasonSentence(command.reason)) }]
        : [],
    ),
  };
}

function shownState(state: z.output<typeof State>, talk: FlowTalk): z.input<typeof StateShown> {
  const { step, mode, language, optedOut, parked, handedOver, values } = state;
  return {
    ...{ step, mode, language, optedOut, parked: parked !== null, values: toldValues(values, talk) },
    stepText: talk.step(step),
    handedOver: handedOver && {
      team: handedOver.team,
      reason: handedOver.reason,
      label: said(reasonSentence(handedOver.reason)),
    },
  };
}

/** What the bot keeps, as people call and read it, in the reader's language. */
export const toldValues = (values: Readonly<Record<string, string>>, talk: FlowTalk) =>
  learned(values).map(({ name, label, value }) => ({ name, label: said(label), value: talk.value(name, value) }));

function understandingOf({ understanding }: Facts, talk: FlowTalk): z.input<typeof Why>["understanding"] {
  if (!understanding) return null;
  const { intent, confidence, alternatives, entities, version, language = null, reading, redFlag } = understanding;
  const danger = reading?.danger ?? null;
  return {
    ...{ intent, confidence, version, language, label: wishOf(intent, reading?.acts ?? [], talk) },
    alternatives: alternatives.map((one) => ({ ...one, label: talk.wish(one.intent) })),
    question: reading?.question ?? null,
    acts: reading?.acts ?? [],
    values: reading?.values ?? [],
    found: entities.map(({ type, value, text = null }) => ({ type, value, text, label: foundName(type) })),
    danger: danger
      ? {
          certain: danger.tier === "certain",
          kind: danger.kind,
          label: said(dangerText(danger.kind)),
          words: danger.words ?? null,
        }
      : redFlag.flagged
        ? {
            certain: true,
            kind: redFlag.kind ?? "other",
            label: said(dangerText(redFlag.kind ?? "other")),
            words: null,
          }
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
    ["botOff", "Robô desligado", botOff && "sim"],
    ["newContactsOnly", "O robô atende só contatos novos", facts.newContactsOnly && "sim"],
    ["continueAfterReturn", "Depois de devolvido, o robô continua de onde estava", facts.continueAfterReturn && "sim"],
    ["model", "Um modelo externo podia ser consultado", facts.model && "sim"],
    ["transcription", "Áudios podiam ser transcritos", facts.transcription && "sim"],
  ];
  return lines.flatMap(([name, label, value]) => (value ? [{ name, label: said(label), value: said(value) }] : []));
}

const hoursLine = ({ open, reason, local }: NonNullable<Facts["hours"]>): string => {
  const sentence = open
    ? "aberta às {time} de {day}"
    : reason === "holiday"
      ? "fechada (feriado) às {time} de {day}"
      : "fechada às {time} de {day}";
  return said(sentence, { time: local.slice(11), day: local.slice(0, 10) });
};

/** What was done with the words says more than the intent they were sorted under. */
const wishOf = (intent: string, acts: readonly { readonly act: string }[], talk: FlowTalk): string | null =>
  (acts[0] && talk.wish(acts[0].act)) ?? talk.wish(intent);

const FOUND: Readonly<Record<string, string>> = {
  name: "um nome",
  date: "uma data",
  time: "uma hora",
  period: "um período",
  birth_date: "uma data de nascimento",
  phone: "um telefone",
  cpf: "um CPF",
  email: "um e-mail",
  money: "um valor",
  ordinal: "uma posição na lista",
  yes_no: "um sim ou não",
};
const foundName = (type: string): string | null => (Object.hasOwn(FOUND, type) ? said(FOUND[type]!) : null);
