import { YOUNG } from "./look-alikes.ts";
import { phrase } from "./phrase.ts";

/*
 * Who harms whom, where the words themselves say it. A reader hears "não aguento mais" louder than the blows beside it, and hears a
 * child wherever a family is named; the numbers that help depend on which it is. All in plain form.
 */

/** Blows that others give to the writer: a verb of a third person, so that "me machuco" is none. */
const BEATEN = phrase(
  [
    "me (?:ta |esta |vive |anda )?(?:bat(?:e|eu|ia|endo)|espanc(?:a|ou|ava|ando)|agred(?:e|iu|ia|indo)|empurr(?:a|ou|ava)|chut(?:a|ou)|enforc(?:a|ou)|esgan(?:a|ou)|soc(?:a|ou)|maltrat(?:a|ou|o|aba))",
    "bat(?:e|eu|ia|endo|er) (?:em mim|n?a gente)|(?:apanh(?:o|ei|ando)|levei (?:um |uma )?(?:soco|surra|tapa|murro)s?)",
    "(?:me|nos) (?:deu|da|dio|meteu|metio|pegou) (?:um[a]? |uns |umas |un[ao]? |unos |unas |a |de )?(?:soco|tapa|surra|murro|chute|porrada|facada|golpe|punetazo|bofetada|cachetada|paliza|patada|trompada|pina|pau)s?",
    "(?:me|nos) (?:volvio a |vuelve a |quiere |va a |sigue |esta )?(?:peg(?:a|o|aba|ar|ando)|golpe(?:a|o|aba|ar|ando)|agredio|agrede|pateo|ahorco|estrangulo)(?! (?:el |la |los |las |un |una )?(?:gripe|resfriado|susto|sol|hambre))|(?:pegando|golpeando|batendo)me",
    "(?:hit|hits|hitting|beat|beats|beating|beaten|punched|punches|slapped|slaps|kicked|kicks|choked|chokes|strangled|shoved|hurts|attacked) (?:me|us)(?! (?:that|like|hard that))|gave me a black eye|(?:getting|get|got|been) beaten",
  ].join("|"),
);
export const isBeaten = (plain: string): boolean => BEATEN.test(plain);

/** In so many words, where "não aguento mais" may be about much. */
const OF_DYING = phrase(
  "me mat(?:ar|o|e)|mat(?:ar|o)me|suicid[a-z]*|morrer|morir(?:me)?|kill(?:ing)? myself|die|dying|nao (?:quero )?(?:mais )?acordar|no despertar|not wake up|never wake up|(?:acabar|terminar) com (?:tudo|a minha vida|minha vida)|(?:acabar|terminar) con (?:todo|mi vida)|end (?:it all|my life)|tirar (?:a )?minha vida|quitarme la vida",
);
export const tellsOfDying = (plain: string): boolean => OF_DYING.test(plain);

/** Somebody's own life, told without the word: from a height, by what is given away, by a letter. */
const OF_OWN_LIFE = phrase(
  [
    "(?:beira|borda|parapeito|alto) d[aoe] (?:ponte|predio|viaduto|precipicio)|(?:n[ao]|da|do) (?:ponte|viaduto|parapeito)|(?:borde|orilla|baranda) del? (?:puente|edificio|techo)|en el puente|(?:edge|top|side) of (?:the|a) (?:bridge|building|roof|cliff)|on the (?:bridge|ledge)",
    "(?:me|se) (?:jog|atir|tir|lanc|lanz)(?:ar|ei|ou|o|asse|aria)|(?:jogar|tirar|lanzar|atirar)(?:me|se)|(?:quase|casi|almost|nearly) (?:que |q )?(?:pul(?:ei|ou)|me jog|salt(?:o|e)|jump(?:ed)?)|jump off",
    "(?:dando|da|deu|doando|regalando|regala|giving away|gave away|giving)(?: [a-z]+){0,3} (?:coisas?|roupas?|cosas|things|belongings|stuff)(?: (?:dele|dela|suas?|minhas?|sus|mis|away))*|(?:nao|no) (?:passa|pasa|chega|llega) (?:d[oae]|a|al|ate o|de) (?:natal|navidad|ano novo|ano que vem|fin de ano|aniversario)|won t (?:make it|be here|see) (?:to|past|by|at|for)? ?(?:christmas|new year|next year)|(?:carta|bilhete|nota) de despedida|goodbye (?:letter|note)|suicide note",
  ].join("|"),
);

/** Harm to a little one that the writer sees themselves do, or fears to. */
const OF_OWN_BABY = phrase(
  "(?:jog(?:ar|ando|asse|aria|o)|machuc(?:ar|ando)|sufoc(?:ar|ando)|afog(?:ar|ando)|sacud(?:ir|indo)|throw(?:ing)?|hurt(?:ing)?|drown(?:ing)?|smother(?:ing)?|drop(?:ping)?|shak(?:e|ing)|(?:tir|lanz|ahog|asfixi|lastim|solt)(?:ar|ando|o)(?:l[oa])?|hacer(?:le)? dano)(?: (?:a|o|al|la|lo|el|el[ea]|the|my|our|her|him|minha|meu|mi|nossa?|it))+",
);
/** As a picture in the mind, or as what is feared of oneself. */
const FEARED = phrase(
  "vejo|vendo|imagens?|imagin[a-z]*|pens[a-z]*|pienso|veo|viendo|imagenes|thoughts?|thinking|pictur[a-z]*|images|see myself|seeing|keep seeing|(?:medo|miedo) de (?:mim|mi|fazer|machucar|hacer|lastimar|jogar|ficar sozinh[oa]|quedarme sol[oa])|(?:afraid|scared) (?:i|of (?:hurting|being alone|myself))|cabeca|cabeza|my head",
);
const BABY = phrase(
  "bebe|bb|nenem|nene|recem nascid[oa]|recien nacid[oa]|baby|newborn|infant|(?:nasceu|nacio|was born|gave birth)",
);

/** A weapon in the hands of another, or one near a person whom it may hit. */
const ARMED = phrase(
  "(?:pegou|escondeu|esconde|guarda|tem|ta com|esta com|com|con|with|has|got|grabbed|hid|hiding|holding|tiene|agarro|escondio|saco|anda com)(?: [a-z]+){0,2} (?:facas?|facao|armas?|revolver|machado|cuchillos?|navaja|machete|kni(?:fe|ves)|guns?|axe)",
);
const NEAR_OTHERS = phrase(
  "(?:minha|meu|mi|my|nossa|nosso|our|sua|su|his|her) (?:mae|mamae|pai|irma|irmao|avo|vo|esposa|mulher|mama|madre|papa|padre|hermana|hermano|abuel[oa]|esposa|mother|mom|mum|father|dad|sister|brother|gran[a-z]*|wife)|com ele|con el|with him|sozinh[oa] com|sol[oa] con|alone with",
);
const PARTNER = phrase(
  "marido|esposo|namorado|companheiro|noivo|ex|novio|pareja|husband|boyfriend|partner|fiance|esposa|namorada|wife|girlfriend|mulher",
);
const CHILD_HIT = phrase(
  "(?:bat|peg|golpe|hit|beat|hurt|agred|espanc|maltrat|abus|toc)[a-z]* (?:(?:n[oa]s?|em|a|al|los|las|the|my|our|minhas?|meus?|mis?|en) )*(?:crianc|filh|menin|hij|nin|kids?|sons?|daughter|child|bab|beb|neto|nieto|net)[a-z]*",
);
/** A child is near in these, too, though none is named. */
const OF_CHILDREN = phrase(
  "escolas?|escuelas?|colegios?|creches?|jardin|school|daycare|alun[oa]s?|alumn[oa]s?|pupils?|students?|padrast(?:r)?os?|madrast(?:r)?as?|step[a-z]+|adolescentes?|menores?|teen[a-z]*|nenem|recem nascid[oa]|newborn|infant|(?:tenho|tengo|i m|i am|tem|tiene) (?:[5-9]|1[0-7])(?: (?:anos|years?))?|(?:[1-9]|1[0-7]) (?:anos?|aninhos?|anitos|years?|yo|meses|months|mes)",
);
const OLD_HURT = phrase(
  "(?:bat|agred|maltrat|empurr|golpe|peg|hit|hurt|abus|grit|hitting|push|shov|slap|ameac|amenaz|deix|tranc|encerr|lock|roub|steal)[a-z]* (?:(?:n[oa]|em|a|ao|al|la|el|the|com|at|en|sem|comida|o|dinheiro|da|do|from|up) )*(?:(?:minha|meu|mi|my|nossa|nosso) )?(?:avo|vo|vovo|vozinh[oa]|bisavo|idos[oa]|abuel[a-z]*|ancian[oa]|grand(?:ma|pa|mother|father|dad)|gran|elderly|(?:mae|pai|mama|papa|madre|padre|mother|father|mom|mum|dad|sogr[oa]|ti[oa])(?: (?:de|com|que tem|tem|who is|is|aged|tiene|que tiene))? (?:[6-9]\\d))",
);

/**
 * The kind that the words tell of, where they are plainer than what was read.
 *
 * @param isChildKnown whether the conversation is about a child already
 */
export function kindTold(kind: string, plain: string, isChildKnown: boolean): string {
  const isBlow = isBeaten(plain) && !tellsOfDying(plain);
  const isOfBaby = BABY.test(plain) && OF_OWN_BABY.test(plain) && FEARED.test(plain) && !tellsOfDying(plain);
  if (isOfBaby && (kind === "self_harm" || kind === "child_danger" || kind === "psychosis")) return "harm_to_others";
  if (kind === "self_harm") return isBlow ? "violence" : kind;
  if (kind === "harm_to_others" || kind === "other")
    return OF_OWN_LIFE.test(plain) && !isBlow && !OF_OWN_BABY.test(plain) ? "self_harm" : kind;
  if (kind === "child_danger") {
    const isOfPartner = isBlow && PARTNER.test(plain) && !CHILD_HIT.test(plain);
    const isChild = isChildKnown || YOUNG.test(plain) || OF_CHILDREN.test(plain);
    return isOfPartner || OLD_HURT.test(plain) || !isChild ? "violence" : kind;
  }
  // An ambulance alone does not come between a knife and a person.
  const isArmed = (kind === "psychosis" || kind === "other_emergency") && ARMED.test(plain) && NEAR_OTHERS.test(plain);
  return isArmed ? "violence" : kind;
}

/** What does harm, within reach: the whole of a danger that is only likely by itself. */
const AT_HAND = phrase(
  "(?:na(?:s)?|em|en (?:la|las|mi|mis)|in (?:my|his|her)) (?:minhas? )?(?:maos?|manos?|hands?)|n[ao] minha frente|(?:frente a|delante de) mi|in front of me|(?:to|tou|estou|estoy|i m|i am) (?:n[ao]|em cima d[ao]|en el|en la|on the|on a) (?:ponte|beira|telhado|terraco|parapeito|viaduto|puente|borde|techo|azotea|bridge|roof|ledge|edge)",
);
const HARMS = phrase(
  "(?:remedi|comprimid|pastilla|pildora|cartela|frasco|medicament|medicin|veneno|poison|pill|tablet|faca|lamina|gilete|navalha|estilete|cuchill|navaja|hojilla|corda|cuerda|soga|rope|kni|blade|razor|arma|revolver|gun|pistol|ponte|beira|telhado|terraco|parapeito|viaduto|puente|borde|techo|azotea|bridge|roof|ledge|edge)[a-z]*",
);
export const isAtHand = (plain: string): boolean => AT_HAND.test(plain) && HARMS.test(plain);
