import { type ConversationState, clinicHours, decide, transition } from "@acolhe/conversation";
import { type Facts, LogEvent } from "@acolhe/events";
import { clinicFlow, clinicFolder, loadFlow, understandWords } from "@acolhe/flows";

/*
 * npm run bench -- engine: what a decision costs one core, without broker, worker and gateway. Time of the processor, the
 * best of several rounds, because other processes slow the clock on the wall.
 */

const NOW = Date.UTC(2026, 0, 5, 12);
const ROUNDS = 5;
const SAID = ["oi", "Ana", "sim", "a segunda", "quero marcar", "segunda à tarde", "mudar", "não sei bem", "menu", "1"];

const events = SAID.map((text, index) =>
  LogEvent.parse({
    ...{ id: `e${index}`, channel: "main", contact: "5511999990000", at: NOW, receivedAt: NOW },
    ...{ type: "message-received", messageId: `m${index}`, address: "5511999990000", content: { kind: "text", text } },
  }),
);

/** Microseconds of processor time for one call, the best of some rounds. */
function microseconds(calls: number, work: () => void): number {
  const round = () => {
    const begun = process.cpuUsage();
    for (let call = 0; call < calls; call++) work();
    return process.cpuUsage(begun).user / calls;
  };
  round();
  return Math.min(...Array.from({ length: ROUNDS }, round));
}

const facts: Facts = { now: NOW, inputWindowMs: 0 };
const conversation = (factsOf: (state: ConversationState | null, text: string) => Facts) => () => {
  let state: ConversationState | null = null;
  for (const [index, event] of events.entries())
    state = decide(state, { event, seq: 1, flow: clinicFlow, facts: factsOf(state, SAID[index]!) }).transition.state;
  return state;
};

const bare =
  microseconds(
    500,
    conversation(() => facts),
  ) / events.length;
const told = (state: ConversationState | null, text: string): Facts => ({
  ...facts,
  hours: clinicHours(clinicFlow.head.hours, undefined, NOW),
  understanding: understandWords(text, { flow: clinicFlow, state, now: NOW }),
});
const whole = microseconds(50, conversation(told)) / events.length;
const waiting = transition(null, { event: events[0]!, facts: { now: NOW }, flow: clinicFlow }).state;
const gathered = microseconds(2_000, () => {
  transition(waiting, { event: events[1]!, facts: { now: NOW }, flow: clinicFlow });
});
const hours = microseconds(500, () => void clinicHours(clinicFlow.head.hours, undefined, NOW));
const load = microseconds(1, () => void loadFlow(clinicFolder)) / 1000;
const source = "(?:cpf|documento)\\D*(\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2})";
const text = "meu documento é 529.982.247-25, pode conferir?";
const linear = clinicFlow.pattern(source);
const own = new RegExp(source);
const linearCost = microseconds(2_000, () => void linear.matcher(text).find());
const ownCost = microseconds(20_000, () => void own.exec(text));

const last = conversation(told)()!;
const line = (what: string, value: string) => console.log(`${what.padEnd(44)} ${value}`);
line("transition", `${bare.toFixed(1)} µs, ${Math.round(1e6 / bare).toLocaleString("en")} a second and core`);
line("with understanding and the clinic's hours", `${whole.toFixed(1)} µs`);
line("  of which hours", `${hours.toFixed(1)} µs`);
line("message that waits for more", `${gathered.toFixed(1)} µs`);
line("state after ten messages", `${Buffer.byteLength(JSON.stringify(last))} bytes`);
line("flow read, checked and compiled", `${load.toFixed(0)} ms`);
line("linear-time pattern, the language's own", `${linearCost.toFixed(2)} µs, ${ownCost.toFixed(2)} µs`);
