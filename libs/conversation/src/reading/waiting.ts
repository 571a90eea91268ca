import { phrase } from "./phrase.ts";

/*
 * What people say while they wait for the team, in plain form: Portuguese, Spanish, English. They ask whether anybody is there,
 * they say that it is urgent, or that it is settled.
 */

const CHASES = phrase(
  "alguem|tem alguem|ninguem responde|alguma (?:novidade|resposta|noticia|posicao)|novidades?|(?:ja )?(?:conseguiram|conseguiu) (?:ver|olhar|resolver)|(?:ja )?(?:viram|leram|receberam)|e ai|cade|ate agora (?:nada|nao)|(?:e )?nada ainda|ainda nada|ainda nao (?:responderam|me responderam|recebi)|vao (?:me )?responder|(?:to|estou|fico|sigo) (?:aqui )?(?:esperando|aguardando|no aguardo)|aguardando|demora (?:muito|mais|ainda)|e a (?:troca|mudanca|resposta|receita)$|alguien|hay alguien|alguna (?:novedad|respuesta|noticia)|novedades|(?:ya )?(?:pudieron|vieron|leyeron|recibieron)|sigo esperando|estoy esperando|todavia nada|nada todavia|me van a responder|siguen ahi|estan ahi|anyone|anybody|any (?:news|update|updates|luck|answer|reply)|still (?:waiting|nothing|there)|are you (?:there|still there)|did (?:you|they|anyone) (?:see|get|read)|have you (?:seen|had)|no (?:answer|reply)|waiting for",
);
/** "Alguma novidade?", "anyone there?". */
export const chases = (words: string): boolean => CHASES.test(words);

const HURRIES = phrase(
  "urgente|urgencia|urgent|urgently|asap|prazo|deadline|plazo|em cima da hora|(?:ja )?(?:sao|e|eh) \\d{1,2}(?: \\d{2}|h\\d{0,2})?(?: ja| horas)?|ya (?:son|es) las? \\d{1,2}(?: \\d{2})?|it s (?:already )?\\d{1,2}(?: \\d{2})?(?: ?[ap]m)? ?(?:already|now)?|(?:e|eh|es|is|ate|hasta|by) (?:hoje|hoy|today)|preciso (?:pra|para) (?:hoje|agora)|ainda hoje|agora mesmo|ahora mismo|right now|me esperando|esperandome|(?:comeca|empieza|starts) (?:em|en|in|agora|ahora|now)",
);
/** "Já são 17h": the hour that it is, and no hour that is wished for. */
export const tellsTime = (words: string): boolean => TIME.test(words);
const TIME = phrase(
  "ja (?:sao|e|eh) (?:quase )?\\d{1,2}(?: \\d{2}|h\\d{0,2}| horas)?|sao \\d{1,2}(?: \\d{2}|h\\d{0,2})? ja|ya (?:son|es) (?:casi )?las? \\d{1,2}(?: \\d{2})?|it s already \\d{1,2}(?: \\d{2})?(?: ?[ap]m)?",
);
/** "São 10:50 já", "o prazo é hoje". */
export const hurries = (words: string): boolean => HURRIES.test(words);

const SOLVED = phrase(
  "deu certo|ja (?:deu certo|consegui|conseguimos|resolvi|resolvemos|achei|entrei|recebi|chegou|encontrei)|consegui (?:entrar|achar|resolver|aqui)|(?:ja )?(?:esta|ta) (?:resolvido|resolvida|tudo certo)|resolvido|ya (?:pude|lo resolvi|lo encontre|la encontre|entre|lo tengo|llego|esta resuelto|quedo)|(?:lo|la) (?:resolvi|encontre|consegui)|found it|got it (?:now|working)|sorted (?:it )?(?:out|now)?|it worked|works now|solved|figured it out|i m in now",
);
const DROPPED = phrase(
  "(?:nao|n|nem) (?:precisa|precisam|preciso|precisamos|necessita)(?: de)? mais|(?:nao|n) (?:precisa|e) mais (?:nao|necessario)?|deixa (?:pra|para|p) la|deixa quieto|deixa (?:entao|assim|mesmo)|esquece(?:r|m)?|desisti|desisto|cansei|ya no (?:hace falta|lo necesito|la necesito|necesito|importa)|olvidalo|olvidenlo|dejalo|dejenlo|dejemoslo|me rindo|never ?mind|nvm|forget it|forget about it|don t need(?: (?:it|that|the [a-z]+))? any ?more|don t bother|no longer need(?:ed)?|i give up|no need(?: any ?more)?|leave it",
);
const NOT_SOLVED = phrase(
  "(?:nao|n|nem|no|not|ainda nao|todavia no|didn t|doesn t|never(?! mind)) (?:[a-z]+ )?(?:deu|consegui|conseguimos|resolvi|achei|entrei|recebi|chegou|funcion[a-z]*|pude|encontre|llego|work|worked|works|found|get|got|solved|sorted)",
);
/** What was asked for is there, or came about without the team. */
export const isSolved = (words: string): boolean => SOLVED.test(words) && !NOT_SOLVED.test(words) && !HITCH.test(words);
/** "Consegui entrar, mas não ouço ninguém". */
const HITCH = phrase("mas|so que|pero|but|errad[oa]s?|equivocad[oa]s?|wrong");
/** What was asked for is not wanted any more. */
export const isDropped = (words: string): boolean =>
  DROPPED.test(words) && !NOT_SOLVED.test(words) && !OF_ALL.test(words);
/** "Desisto de tudo" drops no request. */
const OF_ALL = phrase(
  "(?:desisti|desisto|cansei|cansad[oa]|rindo|canse|give up|giving up|tired) (?:de (?:tudo|todo|viver|vivir|mim|lutar|luchar)|d?a vida|de la vida|(?:on|of) (?:everything|life|living|it all|myself))",
);
/** Given up for having waited in vain. */
export const isTired = (words: string): boolean => TIRED.test(words);
const TIRED = phrase("desisti|desisto|cansei|me rindo|i give up|qualquer coisa (?:eu )?ligo|ninguem responde|me canse");
