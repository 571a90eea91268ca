import { aboutOf } from "../state/danger-about.ts";
import { plainParts } from "../state/utterance.ts";
import { phrase } from "./phrase.ts";

/*
 * What makes a danger that is known graver: a body that gives way, or who beats on the way back. By themselves these words are no
 * danger ("tô tonta", "ele volta às 6"), so no reader tells of them. In plain form, a clause at a time.
 */

const BODY = phrase(
  [
    "tont[oa]s?|tontur[ao]s?|zonz[oa]s?|mare(?:o|os|ad[oa]|ando|ada|ei)|mareando(?:me)?|vertigem|dizzy|dizziness|light ?headed|woozy",
    "sonolent[oa]|sonolencia|somnolient[oa]|(?:muito|mucho|mt|mto|so much|tanto) (?:sono|sueno)|drowsy|(?:very|so|really) sleepy|mole(?:s|zinh[oa])?|sem forca|sin fuerzas?|(?:can t|cannot) (?:stand|feel|move|keep my eyes open)|(?:nao|no) (?:sinto|siento|consigo ficar (?:de pe|acordad[oa])|puedo (?:pararme|moverme))",
    "enjo(?:o|ad[oa]|ando)|vomit[a-z]*|throwing up|nausea[a-z]*|nauseous|desmai[a-z]*|desmay[a-z]*|faint[a-z]*|pass(?:ing|ed) out|blacking out|apagando|convuls[a-z]*|seizures?|tremendo|temblando|shaking",
    "(?:vista|vision|visao) (?:turva|borrosa|nublada|embacada|escura|escurecendo)|blurr[a-z]*|seeing double|dormentes?|adormecid[oa]s?|numb|gelad[oa]s?|suor frio|sudor frio|cold sweat|rox[oa]s?|morad[oa]s?",
    "(?:tomei|tome|engoli|trague|took|swallowed|taken) (?:mais|mas|more|o resto|el resto|the rest|outr[oa]s?|otr[oa]s?|another)",
  ].join("|"),
);
const ANY = phrase("pior[a-z]*|peor|empeor[a-z]*|worse|worsening");

/** Who beats, by name or without one: "tá voltando", "he's back at 6". */
const WHO =
  "(?:(?:el[ea]|he|she|him|o|a|el|la|meu|minha|mi|my|marido|esposo|namorado|companheiro|novio|pareja|husband|boyfriend|partner|padrasto|padrastro|pai|papa|padre|filho|hijo|stepdad|dad|father|son|ex) )*(?:(?:s|is|ja|ya|ta|esta|acabou de|acaba de|will|ll|vai|va a|has|just) )*";
const LEAD =
  "(?:(?:(?:acaba de |just )?(?:escribir|escribio|dijo|disse|falou|avisou|aviso|said|says|texted|escreveu|mandou mensagem|mando mensaje)(?: me)? (?:que|q|that)|mas|pero|but|e|y|and|so|porque|because|agora|ahora|now|acho que|creo que|i think) )*";
const WORK =
  "(?:work|the office|(?:d?o |a[lo] |del |el )?(?:trabalho|trabajo|servico|oficina|escritorio)|trabalhar|trabajar)";
const RETURNS = new RegExp(
  `^${LEAD}${WHO}(?:volt(?:a|ou|ar|ando)|cheg(?:a|ou|ar|ando)|vuelv[ae]|volvio|volver|volviendo|lleg(?:a|o|ar|ando)|regres(?:a|o|ar|ando)|vindo|vem|viene|viniendo|coming|comes|(?:be |come |came |got |gets )?back|(?:came|got|gets|get) home|on (?:his|her) way|a caminho|en camino|(?:leaving|left) ${WORK}|(?:saiu|sai|saindo|sale|salio|saliendo|foi|fue|went|gone|se fue)(?: (?:pra|para|pro|a|al|to|de))? ${WORK}|(?:esta |ta |is )?(?:at work|no trabalho|en el trabajo)|(?:esta |ta )?(?:na porta|en la puerta|at the door)|arrombando|knocking|banging|(?:me )?(?:mandou|ligou|escreveu|escribio|llamo)|texted|called me|messaged|descobriu|me achou|found (?:me|us|out))(?: |$)|^${LEAD}(?:he|she|my [a-z]+)(?: s| is| just| got)+ (?:home|here|outside|back)(?: |$)`,
);
/** On the way for good, or to help. */
const GONE =
  /(?:^| )(?:pra sempre|para sempre|para siempre|de vez|for good|prison|pres[oa]|jail|carcel|cadeia|delegacia|(?:foi|se fue|left) embora|moved out|saiu de casa|se fue de casa|outra cidade|otra ciudad|eles|ellos|they|samu|ambulanc[a-z]*|polic[a-z]*|viatura|patrulla|bombeir[a-z]*|bomber[a-z]*|ajuda|ayuda|help|vizinh[a-z]*|vecin[a-z]*|neighbou?rs?|(?:nao|no|not|won t|nunca|never|isn t) (?:[a-z]+ )?(?:volt[a-z]*|vuelv[a-z]*|vai voltar|be back|coming|come|back|here|home))(?: |$)/;

/** Whether a clause makes a danger of this kind graver. */
export function isGraver(clause: string, kind: string): boolean {
  if (aboutOf(kind) === "violence") return RETURNS.test(clause) && !GONE.test(clause);
  if (ANY.test(clause)) return !NOT.test(clause);
  return (aboutOf(kind) === "body" || kind === "self_harm") && BODY.test(clause) && !NOT.test(clause);
}
/** Whether a clause of a message does. */
export const tellsOfGraver = (text: string, kind: string): boolean =>
  plainParts(text, /[,.;:!?…\n]+/).some((clause) => isGraver(clause, kind));
const NOT =
  /(?:^| )(?:nao|sem|no longer|not|isn t|hasn t|didn t|nem|sin|parou de|dejo de|stopped)(?! (?:sinto|siento|consigo|forca|fuerzas?))(?: [a-z]+){0,2} (?:ta |esta |is )?(?:tont|zonz|mare|dizz|vomit|desmai|desmay|faint|throw|pior|peor|empeor|worse|convuls|seizure|sonolent|drows|tremend|trembl|shak)/;

/** Needed while it lasts: a safe place, and where to go. */
const IN_NEED = phrase(
  [
    "(?:preciso|precisamos|precisava|necesito|necesitamos|i need|we need|quero|quiero|busco|procuro)(?: [a-z]+){0,3} (?:lugar|sitio|place|somewhere|algum lugar) (?:segur[oa]|safe|pra (?:ficar|dormir)|para (?:ficar|dormir|quedarme)|to (?:stay|go|sleep|hide))|somewhere safe|safe place|lugar seguro",
    "(?:casa )?abrigo|refugio|shelter|medida protetiva|orden de (?:proteccion|alejamiento)|restraining order",
    "(?:nao|no) (?:sei|se|tenho|tengo) (?:pra |para |a |pr)?(?:onde|donde|adonde) (?:ir|fugir|levar|llevar|me esconder|esconderme)|nowhere to go|don t know where to (?:go|take|hide)|where (?:can|do|should) (?:i|we) go(?: to)?(?: be)? safe",
  ].join("|"),
);
/** Near to have been done, by who tells it: "quase pulei", "fui eu que quase fui". */
const NEARLY_DONE = phrase(
  "(?:quase|por pouco(?: nao)?) (?:que |q |me |eu )*(?:pulei|fui|fiz|tomei|matei|joguei|cortei|enforquei|desisti de tudo)|(?:casi|por poco) (?:que |me |lo |no )*(?:salto|salte|mato|mate|tiro|tire|tomo|tome|hago|hice|corto|corte|fui|voy)|(?:almost|nearly) (?:jumped|did it|did|went|killed myself|took them|cut)",
);
export const isInNeed = (plain: string): boolean => IN_NEED.test(plain) || NEARLY_DONE.test(plain);

/** What is done against it, or who is safe: told after a danger it is no new one. */
const GOOD = phrase(
  [
    "(?:liguei|ligamos|llame|llamamos|called|rang|phoned|falei com|falei no|hable con|spoke to|talked to|denunciei|denuncie|reported)(?: [a-z]+){0,3} (?:180|190|192|188|100|193|policia|police|samu|cvv|delegacia|comisaria|conselho tutelar|assistente social|social (?:worker|services))",
    "(?:criancas|filh[oa]s?|menin[oa]s?|ninos|ninas|chicos|hij[oa]s?|kids|children|boys|girls|son|daughter|eles|elas|ellos|ellas|they|todos|todas|everyone|we|estamos|estou|estoy|to|i m|we re|a gente|ela|ella|she)(?: (?:s|re|is|are|am|agora|ahora|now|ja|ya|ta|tao|esta|estao|estan|all|todos|todas|bem|ficaram|ficou|quedaron|quedo))* (?:safe|segur[oa]s?|a salvo|em seguranca|em lugar seguro|en lugar seguro|protegid[oa]s?|(?:with|com|con|na casa d[ae]|em casa d[ae]|en (?:la )?casa de|at) (?:(?:a|la|the|minha|mi|my|our|her|uma|una|sua|su) )*(?:her|ella|ela|vizinh[oa]|vecin[oa]|neighbou?r|mae|mama|madre|mother|mom|mum|avo|vo|abuela|grand[a-z]+|gran|nan|tia|aunt|irma|hermana|sister|amig[oa]|friend)s?)",
  ].join("|"),
);
export const isGoodNews = (plain: string): boolean => GOOD.test(plain);
