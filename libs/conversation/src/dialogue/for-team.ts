import { firstOf, peopleIn } from "../capture/people.ts";
import type { State } from "../flow/state-schema.ts";
import { noticeWherever } from "../reading/notice.ts";
import type { Said } from "../reading/said.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, FIRST_WORDS } from "../turn/draft.ts";
import { tellOnce } from "../words/told.ts";
import { isDictated } from "./dictated.ts";
import { NOT_THERE } from "./people-told.ts";
import { hasRemark, keepRemark } from "./remarks.ts";
import { isReview } from "./slots.ts";

/*
 * What no question asks for and the team has to know to make the appointment: that two come at the same hour, in whose name the invoice is to
 * be, that it is urgent. It is kept in the patient's own words, whatever else the message says.
 */

/** Each with words that a person of the desk would write down. */
const FOR_TEAM: readonly RegExp[] = [
  /(?<!\p{L})(?:(?:n[oa] |a |à |el |la |the |at the )?(?:mesm[oa] (?:hor[áa]rio|hora|dia)|misma hora|mismo (?:horario|d[íi]a)|same (?:time|hour|day|slot)))(?!\p{L})/iu,
  /(?<!\p{L})(?:nota(?: fiscal)?|recibo|factura|boleta|invoice|receipt) (?:sai[ar]?[^.!?]{0,12} )?(?:(?:em|no) nome|pr?a a?|para a|a nombre|in the name|to the company|for the company|made out)(?!\p{L})/iu,
  // Who is to see them, and what has to be there for them.
  /(?<!\p{L})(?:experi[êe]nci[ao]|experiencia|experienced?|especiali(?:st|z)\p{L}*|specialist|speciali[sz]\p{L}*|que (?:entenda|entienda|trabalhe|trabaje)|who (?:knows|works with))(?!\p{L})/iu,
  /(?<!\p{L})(?:(?:fal[ea]r?|habl[ae]r?|speaks?)(?: (?:em|en|in))? (?:portugu[êe]s|portuguese|espa[ñn]h?ol|castellano|spanish|ingl[êe]s|english|libras)|(?:english|spanish|portuguese)[- ]speaking|em libras)(?!\p{L})/iu,
  /(?<!\p{L})(?:cadeira de rodas|silla de ruedas|wheelchair|muletas?|bengala|crutches|walking (?:stick|frame)|surd[oa]|sord[oa]|deaf|ceg[oa]|cieg[oa]|blind)(?!\p{L})/iu,
  /(?<!\p{L})(?:(?:minha|da minha|de|meus?|dias? de) folgas?|(?:eu |que )folgo|plant(?:[ãa]o|[õo]es)|minha escala|turnos? rotativos?|d[íi]as? libres?|my (?:shifts?|rota|days? off))(?!\p{L})/iu,
  // Who signs or pays: no value holds them.
  /(?<!\p{L})(?:quem|quien|who)(?: (?:vai|va a|will|is going to))? (?:assina\p{L}*|autoriza\p{L}*|paga\p{L}*|firma\p{L}*|signs?|pays?|authori[sz]es?|is paying)(?!\p{L})/iu,
  /(?<!\p{L})(?:m[ãa]e|pai|mam[áa]|pap[áa]|madre|padre|av[óô]|abuel[oa]|ti[oa]|mother|father|mom|mum|dad|marido|esposa|esposo|husband|wife)(?: (?:del[ea]|de ella|de él|(?-i:\p{Lu}\p{L}+)|q|que|é quem|es quien|who|is|will|vai|va a)){0,3} (?:assina\p{L}*|autoriza\p{L}*|paga(?:r)?|firmar?|signs?|pays?|paying|authori[sz]es?)(?!\p{L})/iu,
  /(?<!\p{L})(?:urgente?|urg[êe]ncia|urgent(?:ly)?|asap|o quanto antes|lo antes posible|as soon as possible)(?!\p{L})/iu,
];
const SENTENCE = /(?<=[.!?;\n])\s+/u;

/** Keeps it; true where it is all that the message is about, said when everything is read back. */
export function keepForTeam(draft: Draft, here: State, said: Said): boolean {
  const { text } = said.utterance;
  const { values } = draft.state;
  if (values.topic !== "booking" || said.utterance.optionId !== null || values[FIRST_WORDS]?.includes(text))
    return false;
  const telling = text
    .split(SENTENCE)
    .filter((sentence) => FOR_TEAM.some((form) => form.test(sentence)) || isOfAnother(draft, here, sentence, said))
    .filter((sentence) => !sentence.includes("?"));
  if (isDictated(text)) telling.splice(0, telling.length, text);
  if (telling.length === 0) return false;
  noticeWherever(draft, said);
  keepRemark(draft, { utterance: { text: telling.join(" ") } });
  return isReview(here.asks) && here.asks !== "guess";
}

/** That what was dictated beside something else is kept. */
export const dictatedNoted = (draft: Draft, { utterance: { text } }: Said): string =>
  isDictated(text) && hasRemark(draft, text) ? tellOnce(draft, "engine.noted-remark") : "";

/** Somebody of whom there is no value, looked for in what was read back: "falta o pai dela, Otto". Two who come have a value of their own. */
function isOfAnother(
  { state: { values } }: Draft,
  { asks }: State,
  sentence: string,
  { understanding }: Said,
): boolean {
  if (asks !== "summary" || values.for_whom === "several" || !NOT_THERE.test(sentence)) return false;
  if (/(?:nome|apelido|apellido|nombre|name)(?:[^\p{L}]|$)/iu.test(sentence)) return false;
  const known = plain(`${values.name ?? ""} ${values.patient_name ?? ""}`).split(" ");
  return peopleIn(sentence, understanding?.given).some(
    ({ isSelf, name }) => !isSelf && name !== null && !known.includes(firstOf(name)),
  );
}
