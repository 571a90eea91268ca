import type { Flow } from "@acolhe/conversation";
import { cardOf, type Report, startTalk, type Talk, type Told } from "@acolhe/flows";
import { outcomeSeen } from "./goals.ts";
import { afterOpening, type Doing, type Memory, react, type Step, volunteer } from "./patient.ts";
import type { Persona, PersonaFacts } from "./personas.ts";

/** Monday morning in São Paulo, as the personas were told. */
export const START = Date.parse("2026-11-30T10:00:00-03:00");
const MESSAGES_MAX = 30;
/** Long enough for everything a session leaves behind when its patient says no more. */
const AFTERWARDS_MINUTES = 2 * 24 * 60;

export interface Exchange extends Told {
  readonly doing: Doing;
  /** The question it was said to; null for what came unasked. */
  readonly asked: string | null;
}

export interface Conversation {
  readonly persona: Persona;
  readonly exchanges: readonly Exchange[];
  /** What is true at the end. */
  readonly facts: PersonaFacts;
  /** What came of the silence that follows. */
  readonly afterwards: Report;
}

/** Plays a persona against the flow: nothing is asked of clock or chance, so it is the same each time. */
export function play(flow: Flow, persona: Persona): Conversation {
  const { name } = persona.facts;
  const patient = persona.records && cardOf({ name, ...persona.records }, flow, START);
  const talk = startTalk(flow, { start: START, patient });
  const exchanges: Exchange[] = [];
  const say = (doing: Doing, asked: string | null) => {
    exchanges.push({ doing, asked, ...talk.do(doing) });
  };
  for (const words of persona.opening) say({ say: words }, null);
  const facts = converse(flow, persona, exchanges, say);
  return { persona, exchanges, facts, afterwards: silence(talk) };
}

function converse(
  flow: Flow,
  persona: Persona,
  exchanges: readonly Exchange[],
  say: (doing: Doing, asked: string | null) => void,
): PersonaFacts {
  let memory = afterOpening(persona);
  while (exchanges.length < MESSAGES_MAX && !outcomeSeen(flow, persona, exchanges)) {
    const { report } = exchanges.at(-1)!;
    const step = next(persona, memory, exchanges.at(-1)!);
    if (step === null) break;
    say(step.doing, report.asks);
    memory = step.memory;
  }
  return memory.facts;
}

/** While the bot has the conversation its questions are answered; who is in danger says so in any case. */
function next(persona: Persona, memory: Memory, last: Exchange): Step | null {
  const { mode, optedOut } = last.report;
  const asked = mode === "bot" && !optedOut ? react(persona, memory, last) : null;
  return asked ?? (persona.goal === "emergency" ? volunteer(persona, memory) : null);
}

const silence = (talk: Talk): Report => talk.do({ wait: AFTERWARDS_MINUTES }).report;
