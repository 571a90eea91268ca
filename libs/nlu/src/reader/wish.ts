import type { Intent } from "../intents/intents.ts";
import type { Reading } from "./reading.ts";

type Acts = Reading["acts"];

/** The act that a message of an intent does most often, other acts of it having been looked for first. Of a stop the acts alone decide. */
const ACT_OF: Readonly<Partial<Record<Intent, string>>> = {
  book_appointment: "request:book",
  confirm_appointment: "request:confirm",
  reschedule_appointment: "request:reschedule",
  cancel_appointment: "request:cancel",
  price_question: "ask:price",
  insurance_question: "ask:insurance",
  services_question: "ask:services",
  online_modality_question: "ask:video",
  talk_to_human: "request:human",
  document_request: "request:document",
  finance_payment: "request:pay",
  complaint: "request:complaint",
};
/** Questions at which a wish is an answer. At others the same words may answer them: "unimed". */
const OPEN_QUESTIONS: ReadonlySet<string> = new Set(["start", "menu", "anything_else", "waiting"]);
const INTENT_FROM = 0.9;
/** One intent for two questions, where and when, of which a time is told by its words. */
const PLACE_OR_TIME: Intent = "address_hours_question";
const TIME = /(?:^| )(?:horas?|horarios?|abr\w+|fech\w+|cierr\w+|hours?|open\w*|clos\w+|times?)(?: |$)/;
/** Where an act as likely as this was read, the message is understood without the intent. */
const ACT_FROM = 0.5;

const QUIET_HOURS = "request:quiet_hours";
/** A wish about when to be written to speaks of writing, calling or sleep: "à noite, depois das 18h" alone is when to come. */
const OF_MESSAGES =
  /(?:^| )(?:mand\w*|mensage\w*|mensaje\w*|msgs?|envi\w*|escrev\w*|escrib\w*|text\w*|whats\w*|zap\w*|wpp|cham\w*|llam\w*|lig(?:a|ue|uem|ar|am|acao|acoes)|toc(?:a|ar|ando|que)|perturb\w*|incomod\w*|molest\w*|avis\w*|notific\w*|contat\w*|contact\w*|respond\w*|lembrete\w*|record\w*|remind\w*|messag\w*|call\w*|ring\w*|writ\w*|both\w*|disturb\w*|silenc\w*|acord\w*|despert\w*|wak\w*|d[ou]rm\w*|duerm\w*|sleep\w*|descans\w*|promo\w*|spam)(?: |$)/;

/** Without the wish for quiet hours where no word is about messages. @param words spelt out, without accents */
export const withoutStrayQuiet = (acts: Acts, words: string): Acts =>
  OF_MESSAGES.test(words) ? acts : acts.filter(({ act }) => act !== QUIET_HOURS);

interface Given {
  readonly intent: Intent;
  readonly confidence: number;
  readonly question: string;
  /** Spelt out, without accents. */
  readonly words: string;
}

/**
 * The acts, with the one that the surest intent stands for as surely as that, where no other wish or question was read: hands wrote few of the
 * plainest wishes ("quero cancelar minha consulta"), which the older lines, labelled with their intent alone, are full of.
 */
export function withIntent(acts: Acts, { intent, confidence, question, words }: Given): Acts {
  const act = intent === PLACE_OR_TIME ? (TIME.test(words) ? "ask:hours" : "ask:address") : ACT_OF[intent];
  if (act === undefined || confidence < INTENT_FROM || !OPEN_QUESTIONS.has(question)) return acts;
  const others = acts.filter((one) => one.act !== act);
  const isOtherRead = others.some((one) => /^(?:request|ask):/.test(one.act) && one.confidence >= ACT_FROM);
  if (isOtherRead) return acts;
  const own = acts.find((one) => one.act === act)?.confidence ?? 0;
  return [{ act, confidence: Math.max(own, Math.round(confidence * 1000) / 1000) }, ...others].sort(
    (a, b) => b.confidence - a.confidence,
  );
}
