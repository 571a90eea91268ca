/*
 * Words that say when without a day or an hour ("depois da aula", "so January maybe"), and those that leave it open. Where a message holds
 * none of them, it says nothing of when, whatever a reader takes it for.
 */

const WHEN =
  /(?:^| )(?:dias?|days?|hora[s]?|horarios?|hours?|time|times|tempo|tiempo|semanas?|weeks?|weekends?|finde|fim|fin|mes(?:es)?|months?|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|enero|febrero|marzo|mayo|junio|julio|septiembre|setiembre|octubre|noviembre|diciembre|january|february|march|april|may|june|july|august|september|october|november|december|manha|manhas|manhazinha|cedo|cedinho|tarde|tardinha|tardezinha|noite|noitinha|madrugada|manana|noche|siesta|mediodia|temprano|morning|afternoon|evening|night|noon|early|late|later|almoco|almuerzo|lunch|aula|aulas|clases?|class|escola|escuela|school|colegio|faculdade|semestre|semester|trabalh[oa]|trabajo|work|servico|turno|shift|plantao|expediente|folga|folgas|livre|libre|free|off|ferias|vacaciones|holidays?|hols|feriado|natal|navidad|christmas|depois|despues|after|antes|before|ate|hasta|until|till|desde|partir|quando|cuando|whenever|when|sempre|siempre|always|qualquer|cualquier|cualquiera|any|anytime|hoje|hoy|today|amanha|tomorrow|ontem|agora|ahora|now|logo|ya|ja|soon|sooner|soonest|asap|rapido|pronto|urgente|quanto antes|breve|proxim[oa]s?|next|primeir[oa]s?|primer[oa]?|first|ultim[oa]s?|last|comeco|comienzo|inicio|start|final|end|segunda|terca|quarta|quinta|sexta|seg|ter|qua|qui|sex|sab|dom|\d{1,2}h)(?: |$)/;
const OPEN =
  /(?:^| )(?:qualquer|tanto faz|tant[oa] (?:me )?faz|igual|indiferente|whichever|whatever|whenever|any|anytime|either|cualquier|cualquiera|flexi[a-z]+|disponi[a-z]+|available|availability|escolh[a-z]+|eleg[a-z]+|elij[a-z]+|choose|decid[a-z]+|preferencia|preference|melhor|mejor|best|tud[oa]s?|tod[oa]s?|all|open|aberto|abierto|convenien[a-z]+|suits?|works?|serve|sirve|tiver(?:em)?|houver|der(?:em)?|puder(?:em)?|tengan?|haya|hay|got)(?: |$)/;

/** @param words plain: small letters without accents or signs */
export const speaksOfTime = (words: string): boolean => WHEN.test(words);
/** Whether it may be left open by these words. @param words plain, as above */
export const leavesTimeOpen = (words: string): boolean => OPEN.test(words) || WHEN.test(words);
/** "Any day", "qualquer horário": what is left open is when, and not where. @param words plain, as above */
export const leavesOnlyTimeOpen = (words: string): boolean =>
  ANY_TIME.test(words) && !OPEN.test(words.replace(ANY_TIMES, " "));
const ANY_TIMES =
  /(?<![a-z])(?:any|either|qualquer|cualquiera?|todos (?:os|los)|every|tanto faz (?:o|a)|me da igual (?:el|la)|whichever|whatever)(?: (?:other|outr[oa]|otr[oa]|one of the|um dos|week))?(?: (?:day|days|time|times|hour|morning|afternoon|evening|night|weekday|weekdays|dia|dias|hora|horario|horarios|manha|tarde|noite|manana|noche|semana)(?![a-z]))(?: (?:is|are|e|eh|es|fica|seria|would be|works?|serve|sirve)(?: (?:ok|okay|fine|good|bom|bem|bien))?)?/g;
const ANY_TIME = new RegExp(ANY_TIMES, "");
