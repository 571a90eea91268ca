import { insuranceOf } from "../capture/insurance.ts";
import { namesDay } from "../capture/preference.ts";
import { plainParts } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { visitsOf } from "../visits/meant.ts";
import type { Said } from "./said.ts";

/*
 * A booking is under way, and the patient lets it go: "desisti", "deixa pra lá, tá caro", "I don't want to book anymore". By itself a
 * reader takes that for the cancelling of a visit, or for no answer. Who names another thing in its place goes on.
 */

export const GIVE_UP = "request:give_up";

const BOOK =
  "(?:marcar|agendar|reservar|continuar|seguir|prosseguir|consulta|atendimento|horario|agendamento|nada|isso|sacar|pedir|el turno|la cita|la consulta|turno|cita|eso|book(?:ing)?|schedule|an appointment|the appointment|go (?:ahead|on)|continue|it|this)(?! (?:agora|ahora|now|hoje|hoy|today|ainda|yet|todavia|aun|por enquanto|right))";
/** What may come before it in its clause: "acho que vou desistir". */
const LEAD =
  "(?:(?:entao|ah|ai|ok|ta|bom|olha|eu|a gente|yo|i|we|acho que|creo que|i think|acabei|decidi|resolvi|he decidido|decidi que|melhor|mejor|better|agora|ahora|now|ya|na verdade|en realidad|actually|sorry|desculpa|perdon|disculpe|por favor|please|pode|vou|vamos|voy a|i ll|let s|mudei de ideia|cambie de idea|changed my mind|e|y|and|so|que|nao|no|moca|sinceramente) )*";
const GIVES_UP = new RegExp(
  `^${LEAD}(?:${[
    // pt
    "desist[io]|desistimos|desistir|vou desistir|vamos desistir",
    `(?:nao|n|num) (?:quero|queremos|vou|vamos|preciso|vai dar pra)(?: mais)?(?: (?:fazer|querer|mais|o|a|essa?|esse|nenhuma?))* ${BOOK}`,
    "(?:deixa|deixe|deixar|deixo|deixamos)(?: (?:isso|entao|tudo|eu))* (?:pra la|para la|quieto|pra (?:outra hora|outro dia|proxima|outro momento)|para (?:outra hora|outro dia|a proxima|outro momento))",
    "(?:pode )?(?:cancela|cancelar|cancele)(?: (?:isso|tudo|ai|tudo isso|o pedido|o agendamento|essa marcacao|isso ai))+",
    "fica (?:pra|para) (?:a )?(?:proxima|outra (?:hora|vez))|esquece(?: (?:isso|tudo|ai))?",
    // es
    `(?:ya )?no (?:quiero|queremos|voy a|vamos a|necesito)(?: (?:mas|ya|tomar|hacer|la|el))* ${BOOK}|lo dejo(?: (?:asi|para despues|para otro momento|por ahora))?|dejalo(?: asi)?|dejemoslo(?: asi)?|olvidalo|cancela(?:lo)? (?:todo|eso|el pedido)|cancelalo`,
    // en
    `(?:don t|do not|no longer|won t|not going to)(?: (?:want|need|wish|be))*(?: (?:to|the|an))* ${BOOK}(?: any ?more)?|never ?mind|forget (?:it|about it|the whole thing)|(?:i m |we re )?giving up|give up|cancel (?:it|this|that|everything|the booking|the request|my request)|leave it(?: for now)?|let s leave it`,
  ].join("|")})(?= |$)`,
);
/** Another wish in its place, or a part of it that is let go. In plain form. */
const INSTEAD =
  /(?:^| )(?:mas|pero|but|so que|prefiro|prefere|prefiero|prefer|rather|instead|em vez|en vez|no lugar|(?<!(?:nao|n|no|t|not) )(?:quero|quiero|want) (?!(?:to )?(?:cancel|desist))[a-z]+|pode ser|puede ser|let s do|make it|troca|muda|cambia|change)(?: |$)/;
const WORDS_MAX = 25;
/** What a message may name of the booking that it lets go. */
const OF_BOOKING: ReadonlySet<string> = new Set(["yes_no", "service", "for_whom", "appointment"]);
const NAMED_FROM = 0.5;

/** The message with its wish to let the booking go, in the place of what a reader takes it for. */
export function asGivenUp(draft: Draft, said: Said): Said {
  const { understanding } = said;
  const reading = understanding?.reading;
  if (!reading || said.utterance.optionId !== null || !isUnderWay(draft) || !givesUp(draft, said)) return said;
  const { question, danger } = reading;
  const acts = [{ act: GIVE_UP, confidence: 1, byForm: true as const }];
  return {
    ...said,
    understanding: { ...understanding, intent: "unknown", reading: { question, danger, acts, values: [] } },
  };
}

function isUnderWay({ state, flow }: Draft): boolean {
  const here = flow.state(state.openPrompt?.step ?? "");
  return state.values.topic === "booking" && here?.asks !== undefined && here.urgent !== true && !state.handedOver;
}

/** Where no visit is known there is nothing else to cancel. */
const CANCELS =
  /^(?:(?:eu|entao|i|yo|then|pode|quero|queria|gostaria de|quiero|quisiera|want to|d like to|please|por favor|mesmo|vou) )*(?:cancelar?|cancele)(?: (?:entao|mesmo|por favor|please|tudo|todo))*$/;

function givesUp(draft: Draft, { utterance: { text }, plain, understanding }: Said): boolean {
  if (text.includes("?") || plain.split(" ").length > WORDS_MAX || namesDay(text) || /\d/.test(text)) return false;
  if (understanding?.reading?.danger || insuranceOf(draft.flow, text) !== undefined) return false;
  const names = understanding?.reading?.values ?? [];
  if (names.some(({ slot, confidence }) => !OF_BOOKING.has(slot) && confidence >= NAMED_FROM)) return false;
  const parts = plainParts(text, /[.,!;…\n]+/u);
  const isCancelled = visitsOf(draft).length === 0 && parts.some((part) => CANCELS.test(part));
  return (isCancelled || parts.some((part) => GIVES_UP.test(part))) && !INSTEAD.test(plain);
}
