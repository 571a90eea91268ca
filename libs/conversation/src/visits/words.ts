import { phrase } from "../reading/phrase.ts";

/*
 * What people say of a visit that they have, in plain form and a clause at a time: Portuguese, Spanish, English. Each of these
 * is a pure reading of words; whether there is such a visit, and what comes of it, is told elsewhere.
 */

const VISIT_WORDS =
  "consultas?|sessao|sessoes|atendimentos?|horarios?|hora|terapia|avaliacao|retorno|citas?|sesion|sesiones|turnos?|appointments?|appt|sessions?|visits?";
const DAY_WORDS =
  "hoje|hj|amanha|amnha|segunda|terca|quarta|quinta|sexta|sabado|hoy|manana|lunes|martes|miercoles|jueves|viernes|today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|dia \\d{1,2}";
const VISIT = phrase(VISIT_WORDS);
const VISIT_OR_DAY = phrase(`${VISIT_WORDS}|${DAY_WORDS}`);
export const namesVisit = (words: string): boolean => VISIT.test(words);
const DAY = phrase(DAY_WORDS);
export const namesDay = (words: string): boolean => DAY.test(words);
const OWN_VISIT = phrase(
  `(?:minha|meu|nossa|nosso|mi|nuestra|nuestro|my|our|ja (?:temos|tenho)|ya tengo|i have)(?: [a-z]+)? (?:${VISIT_WORDS})`,
);
/** "Minha sessão", "my next appointment". */
export const namesOwnVisit = (words: string): boolean => OWN_VISIT.test(words);
export const namesVisitOrDay = (words: string): boolean => VISIT_OR_DAY.test(words);

/** What stands between a no and the thing that is not wanted, and changes nothing of it. */
const WANTING =
  "quero|queria|quer|queremos|vou|vamos|pretendo|preciso|precisa|pedi|pedimos|falei|disse|mandei|e|eh|era|estou|to|pra|para|de|por|que|mais|eu|quiero|quiere|queremos|quise|voy|a|pedi|dije|es|estoy|hace|falta|hay|want|wanted|wanna|need|needed|ask|asked|say|said|going|gonna|trying|looking|to|me|the|o|la|please|favor|mean|meant|have|it|esto|isso|eso|is";
const NO = "nao|n|num|no|nem|ni|not|never|nunca|dont|don t|didn t|didnt|doesn t|doesnt";
const CANCEL = "cancel[a-z]*|desmarc[a-z]*|anul[a-z]*";
const CANCELS = new RegExp(`(?:^| )(?:${CANCEL})(?= |$)`, "g");
const DENIED_CANCEL = new RegExp(`(?:^| )(?:${NO})(?: (?:${WANTING})){0,5} (?:${CANCEL})(?= |$)`, "g");
const IF_CANCEL = new RegExp(`(?:^| )(?:se|si|if)(?: [a-z]+){0,2} (?:${CANCEL})(?= |$)`, "g");
const count = (form: RegExp, words: string): number => [...words.matchAll(form)].length;

/** "Não quero cancelar": every cancelling that is spoken of is denied, or only supposed. */
export const deniesCancel = (words: string): boolean => {
  const denied = count(DENIED_CANCEL, words);
  return denied > 0 && denied + count(IF_CANCEL, words) >= count(CANCELS, words);
};

/** Says in so many words that it is to be cancelled, and does not only suppose it. */
export const cancels = (words: string): boolean =>
  count(CANCELS, words) > count(DENIED_CANCEL, words) + count(IF_CANCEL, words);

const KEEPS = phrase(
  "(?:manter|mantem|mantenha|mantenham|mantemos|mantiene|mantengan|mantener|mantenemos|keep)(?: [a-z]+){0,2} (?:consulta|sessao|horario|cita|sesion|turno|appointment|session|it|(?:a|o|la|el|the) (?:de )?[a-z]+|assim|como esta|como ta|asi|igual)|(?:fica|ficar|deixa|deixar|queda|quedamos|dejala|dejalo|deja|leave it|stay)(?: (?:entao|a|o|la|el|na|no|em|en|com|con|de|with|on|for))* (?:segunda|terca|quarta|quinta|sexta|sabado|lunes|martes|miercoles|jueves|viernes|monday|tuesday|wednesday|thursday|friday|mesmo|mesma|como esta|como ta|assim|asi|igual|as it is)",
);
/** "Mantém a de segunda", "fica na quinta mesmo", "leave it as it is". */
export const keepsVisit = (words: string): boolean => KEEPS.test(words) && !DENIED_KEEPING.test(words);
const DENIED_KEEPING = new RegExp(`(?:^| )(?:${NO}) (?:[a-z]+ ){0,2}(?:mant|manter|keep|deixa|fica|queda)`);

const MOVES = phrase(
  "remarc[a-z]*|reagend[a-z]*|reprogram[a-z]*|reschedul[a-z]*|(?:mudar|trocar|passar|cambiar(?:la|lo)?|pasar(?:la|lo)?|mover(?:la|lo)?|adiar|adelantar(?:la|lo)?|adiantar|antecipar|postergar|change|move|switch|push)(?: [a-z]+){0,4} (?:dia|horario|hora|data|consulta|sessao|cita|sesion|turno|fecha|appointment|session|time|day|(?:pra|para|pro|p|to) (?:o |a |el |la |the )?(?:outr[oa]|otr[oa]|another|next|proxim[ao]|semana|segunda|terca|quarta|quinta|sexta|sabado|lunes|martes|miercoles|jueves|viernes|monday|tuesday|wednesday|thursday|friday))",
);
const DENIED_MOVE = new RegExp(
  `(?:^| )(?:${NO})(?: (?:${WANTING}|se|nem|ni)){0,4} (?:remarc|reagend|reprogram|resched|mudar|trocar|cambiar|change|move)`,
);
const WANTS_MOVED = phrase(
  "muda(?:r|mos)?|mude|troca(?:r)?|troque|joga(?:r)?|adia(?:r)?|cambia(?:r|la|lo)?|cambiemos|pasala|pasarla|move it|move|switch|another (?:day|time)|outr[oa] (?:dia|horario|hora)|otr[oa] (?:dia|horario|hora)",
);
const DENIED_CHANGE = new RegExp(
  `(?:^| )(?:${NO})(?: (?:${WANTING}))* (?:muda|mude|troca|joga|adia|cambia|move|switch)`,
);
/** Where moving was offered: "muda", "outro dia". */
export const wantsMoved = (words: string): boolean =>
  (WANTS_MOVED.test(words) || movesVisit(words)) && !DENIED_CHANGE.test(words);
const REMAKES = phrase("remarc[a-z]*|reagend[a-z]*|reprogram[a-z]*|reschedul[a-z]*");
export const remakes = (words: string): boolean => REMAKES.test(words);
/** "Queria remarcar", "se puede pasar para el jueves?". */
export const movesVisit = (words: string): boolean => MOVES.test(words) && !DENIED_MOVE.test(words);

/** "Cuándo puedo" is no such thing: what follows may only be to come, or nothing. */
const CANNOT = new RegExp(
  `(?:^| )(?:(?:${NO})(?: (?:vai|vou|vamos|va|voy a|vamos a|me|nos|lo|eu|ela|ele))* (?:poder|conseguir|dar|rolar|vai|vou|vao|vamos|da|posso|pode|podemos|podem|consigo|consegue|conseguimos|rola|puedo|puede|podemos|pueden|podre|podra|podremos|llego|llegamos|alcanzo|alcanza)|(?:can t|cant|cannot|can not|couldn t|won t|wont|will not|not able|unable)(?: (?:be able|to|be)(?= |$))*|(?:isn t|not|ain t) (?:going to|gonna) (?:work|happen|be possible)|(?:doesn t|does not|doesnt) work|no me (?:sirve|viene bien|queda bien))(?= |$)` +
    "(?: (?:dar|poder|conseguir|rolar|ir|vir|comparecer|ser|estar|fazer|asistir|llegar|hacer|venir|make|it|come|attend|go|do|be|there|able|to|mais|mesmo|nao|pra|para|mim|ele|ela|gente|a|o|na|no|em|en|la|el|mi|minha|meu|nossa|nuestra|my|our|the|de|com|con|essa|esse|esta|este|this|that|se|chegar|infelizmente|viu|ta|gente|pq|porque|because|que)(?= |$))*",
  "g",
);
/** What someone is not able to do, and is no visit: "não consigo abrir o link", "no puedo pagar". In plain form. */
const OTHER_DEED =
  /^ ?(?:[a-z]+(?:ar|er|ir|or)(?:la|lo|me|le)?|see|find|open|pay|talk|speak|remember|reach|hear|believe|wait|tell|send|say|access|log|read|get|afford|sleep|eat|stop|stand)(?: |$)/;
/** "Quinta não vai rolar pra mim", "mañana no puedo", "Luiza can't make it". */
export function cannotCome(words: string): boolean {
  return [...words.matchAll(CANNOT)].some(({ index, 0: found }) => {
    const rest = words.slice(index + found.length);
    return !COMPANION.test(`${found}${rest}`) && (!OTHER_DEED.test(rest) || COMING.test(rest));
  });
}
/** "Minha mãe não pode ir comigo" is of who comes along. */
const COMPANION = /(?:^| )(?:comigo|conosco|junto|conmigo|con nosotros|with (?:me|us))(?: |$)/;
const COMING =
  /^ ?(?:ir|vir|comparecer|asistir|venir|llegar|chegar|levar|trazer|llevar(?:l[oa])?|traer(?:l[oa])?)(?: |$)/;

const LATE =
  /(?:^| )(?:(?:me )?(?:atras(?:ar|ado|ada|ados|adas|ando|o|ei|arei|adinh[oa]s?)|retras(?:ar|ado|ada|ados|adas|o|amos|arme|arnos)|demorad[oa]s?|running late|(?:be|am|m|are|re|arrive|arriving|get|getting|come|coming|there|little|bit|min|mins|minutes) late|late (?:today|for|by|to)|(?:lleg|cheg|lleg)[a-z]*(?: [a-z0-9]+){0,3} (?:tarde|atrasad[oa]s?)|(?:min|mins|minutos|minutes|minutinhos) (?:tarde|late|atrasad[oa]s?|de atraso|de retraso)|tarde (?:hoy|hoje)))(?= |$)/;
const NOT_LATE = new RegExp(
  `(?:^| )(?:${NO}|sem|sin|without|se|si|if|quando|cuando|when|avisei|avisamos|disse|avise|dije|told)(?: [a-z]+){0,4} (?:atras|retras|tarde|late)`,
);
export const deniesLate = (words: string): boolean => NOT_LATE.test(words);
/** "Vamos a llegar tarde", "running 20 minutes late". Whether the visit is spoken of, or an answer that is late, others tell. */
export const runsLate = (words: string): boolean => LATE.test(words) && !NOT_LATE.test(words);
/** What of the clinic's may be late, and is no patient. */
const THEIRS =
  /(?:^| )(?:respost[a-z]*|resposta|retorno|respuesta|answer|reply|pagamento|mensalidade|boleto|payment|pago|voces|vcs|ustedes|doutora|medic[oa]|terapeuta|psicolog[oa])(?= |$)/;
export const isOfTheirs = (words: string): boolean => THEIRS.test(words);

const OFFERS =
  "(?:tenho|temos|tem|tengo|tenemos|have|got|ja tenho|posso (?:mandar|enviar|levar|trazer|mostrar)|mando|envio|levo|trago|puedo (?:mandar|enviar|llevar|traer)|llevo|traigo|can (?:send|bring|show))(?: (?:o|a|um|uma|un|una|el|la|the|ate|hasta|aqui|you|te|le|ja|meu|minha|mi|my|todos?|all))*";
const PAPER =
  "(?:atestados?|laudos?|receitas?|encaminhamentos?|pedido medico|guia|certificados?|constancia|receta|orden|derivacion|sick note|doctor s note|medical certificate|certificate|note|prescription|referral|comprovante|documento)";
const OFFERED = phrase(`${OFFERS} ${PAPER}`);
const REFUSED = phrase(NO);
/** "Tenho atestado se precisar": a paper that is offered is none that is wished for. */
export const offersPaper = (words: string): boolean => OFFERED.test(words) && !REFUSED.test(words);

const PAUSES = phrase("paus(?:a|ar|amos|o)|pause|pausing|hacer una pausa|dar um tempo|take a break|pausarla|pausarlas");
export const pauses = (words: string): boolean => PAUSES.test(words);

const CHARGED = phrase(
  "cobr(?:a|am|ar|ada|ado|an|arian?|ariam|aran|arao|ado)|vou (?:ter que )?pagar|tenho que pagar|preciso pagar|pago (?:mesmo|igual)|multa|taxa|charged?|fee|pay anyway|tengo que pagar",
);
export const asksCharge = (words: string): boolean => CHARGED.test(words);

const ON = phrase(
  "continua|continuam|mantid[oa]s?|de pe|ta mantid[oa]|segue|esta valendo|vale|valendo|confirmad[oa]s?|confirmad[oa]|sigue|siguen|en pie|sigue en pie|se mantiene|still on|still happening|still (?:at|with|on)|ainda (?:e|esta|ta|vai|tem)|ja (?:fica|esta|ta) (?:cancelad[oa]|desmarcad[oa])|ya (?:queda|esta) cancelad[oa]|already cancelled|todavia|aun",
);
const WHO = phrase(
  "com quem|com qual|quem (?:vai|e|eh|atende|me|nos|sera)|qual (?:profissional|psicolog[oa]|terapeuta|medic[oa]|doutora?)|nome d[ae] (?:pessoa|profissional|psicolog[oa])|con quien|quien (?:va|es|me|lo|la|nos|atiende)|con cual|with who|with whom|who (?:is|s|will|am|do|does)|which (?:therapist|psychologist|doctor)|profissional",
);
const WHEN = phrase(
  "(?:que|q|qual|quais|qual e o|qual o|a que|que|what|which) (?:horas?|horario|hora|time|dia|day)|quando (?:e|eh|vai)|cuando (?:es|va)|when (?:is|s|am)|(?:e|eh|as|as|is it|its|it s|es) (?:as |a las |at )?\\d{1,2}(?: (?:h|pm|am))? (?:ou|o|or) (?:as |a las |at |is it )?\\d{1,2}|\\d{1,2}(?:h|pm|am|hs)?(?: (?:h|pm|am))? (?:ou|or) (?:as |at )?\\d{1,2}(?:h|pm|am|hs)?",
);
/** What of a visit is asked: whether it is still on, with whom, when. */
export const asksOn = (words: string): boolean => ON.test(words);
export const asksWho = (words: string): boolean => WHO.test(words);
export const asksWhen = (words: string): boolean => WHEN.test(words);
/** "Só quero saber se…", "confirma se…": asks without a question mark. */
const WANTS_TO_KNOW = phrase(
  "(?:quero|queria|preciso|gostaria de|so) saber|confirm[a-z]* se|me (?:diz|fala|confirma) se|quiero saber|queria saber|dime|confirm[a-z]* si|want to know|wondering|let me know|tell me|can t remember|cant remember|nao lembro|no recuerdo|no me acuerdo|esqueci",
);
export const wantsToKnow = (words: string): boolean => WANTS_TO_KNOW.test(words);

const BY_VIDEO =
  "por video|video|online|on line|videochamada|video chamada|videollamada|remot[oa]|virtual|zoom|google meet|a distancia|by video|over video|remotely";
const IN_PERSON = "presencial(?:mente)?|no consultorio|pessoalmente|en persona|in person|en el consultorio";
const PLACE = phrase(`${BY_VIDEO}|${IN_PERSON}`);
const TO_CHANGE = phrase(
  "passar|mudar|trocar|fazer|faz|fazemos|ser|virar|pasar(?:la|lo)?|hacer(?:la|lo)?|cambiar(?:la|lo)?|hacemos|sea|do|make|switch|change|move|be|have|dejar(?:la|lo)?|deixar|atender|pode|puede|podemos|can|could|da pra|da para|tem como|quero|quiero|want",
);
/** "Podemos fazer por vídeo?", "la del jueves puede ser presencial?": the same visit in another place. */
export const changesPlace = (words: string): boolean => PLACE.test(words) && TO_CHANGE.test(words) && !LINK.test(words);
const LINK = phrase("links?|enlaces?|acesso|entrar");
