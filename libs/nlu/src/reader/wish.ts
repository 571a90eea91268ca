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
