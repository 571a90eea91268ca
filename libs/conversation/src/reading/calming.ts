import { plainParts } from "../state/utterance.ts";
import { isExcuse, isNoAllClear } from "./no-all-clear.ts";
import { tellingWords, tells } from "./telling-words.ts";
import { isGraver, isInNeed } from "./worsening.ts";

/**
 * What a message says against a danger that was seen or asked about, and what in it forbids to believe it. A message is read
 * clause by clause, so that "não moça kkk só falei da dose, e a receita?" is a no, an explanation, and a question.
 */
export interface Calming {
  /** A no of its own: "não moça", "agora não". */
  readonly isNo: boolean;
  /** A danger is named to deny it: "ninguém corre perigo", "ela não quer se matar". */
  readonly denies: boolean;
  /** It was no danger: "foi engano", "tô brincando". */
  readonly takesBack: boolean;
  /** Says what was meant: "só falei da dose", "hablo de leer un cuento". */
  readonly explains: boolean;
  /** It was one, and is over: "passou", "parou de sangrar", "já foi atendido", "ela tá bem". */
  readonly isOver: boolean;
  /** It was at another time: "foi ontem", "faz anos". */
  readonly isPast: boolean;
  /** Calms without saying anything: "não precisa se preocupar, logo passa". Behind a farewell it is a part of it. */
  readonly isVague: boolean;
  /** Puts one's things in order and takes leave. */
  readonly isFarewell: boolean;
  /** It goes on or is worse, or nothing is taken back: "ainda não parou", "não tô bem", "não foi engano". */
  readonly isWorse: boolean;
  /** It stands, whatever else is denied: "preciso de um lugar seguro", "quase pulei". */
  readonly isInNeed: boolean;
  /** Its clauses in plain form that say nothing of the above. */
  readonly rest: readonly string[];
}

type Sign = Exclude<keyof Calming, "rest">;

/** What forbids to believe any of the rest. */
export const isBelied = ({ isWorse, isInNeed, isFarewell }: Calming): boolean => isWorse || isInNeed || isFarewell;

/** Laughs and vocatives stand between clauses where no comma does: "não moça kkk só falei da dose". */
const BREAK =
  /(?:^|(?<= ))(?:k{2,}|(?:ha){2,}h?|(?:he){2,}|(?:ja){2,}j?|(?:rs)+|lol|mo[cç][ao]|gente|viu|u[eé]|uai|oxe|hein|mas|pero|but|s[oó] que|porque|pq|because)(?= |$)/giu;
const END = /[,.;:!?…\n()–—]+|\s-\s/u;

/** Said before anything, and of no weight: "desculpa, foi engano", "então tá bom passou". */
const LEAD =
  /^(?:(?:oi|ola|ei|ah|aham|oh|oxe|ue|uai|nossa|eita|ha|han|opa|ops|olha|calma|entao|aff|af|ok|okay|desculpas?|desculpe|perdao|sorry|oops|perdon|perdona|disculpa|foi mal|relaxa|tranquil[oa]|mas|pero|but|e|y|and|q|que|ai|bom|bueno|well|hey|hola|hello|graças a deus|gracas a deus|gracias a dios|thank god|good heavens|heavens|goodness(?: me)?|oh my|my god|gosh|vixe|oxente|ave maria|deus me livre|dios mio|na verdade|en realidad|actually|por favor|please|isso|eso|ta bom|ta(?= (?:parou|passou|ja|foi) )|tudo isso|ja disse|ja falei|ja falei que|eu ja falei que|ya dije|ya te dije|ya dije que|i said|i already said) )+/;
const NO = "(?:nao|naao|n|num|no|nope|nah|negativo|nada|nunca|jamais)";
const BARE_NO = new RegExp(
  `^${NO}+(?: (?:${NO}|agora|ahora|now|right|hoje|hoy|today|mesmo|e|eh|es|disso|isso|eso|de jeito nenhum|para nada|claro|imagina|sim|obrigad[oa]|gracias|thanks|thank you|at all|it s|is|esta|ta|acontecendo|pasando|happening|ainda|que isso))*$|^(?:claro que (?:nao|no)|de jeito nenhum|para nada|not at all|of course not|que isso|imagina|agora nao|hoje nao|ahora no|not now|negativo)$`,
);
/** A no without its comma: what follows could not be denied by it, or would say the same. */
const NO_BEFORE = new RegExp(
  `^(?:${NO} )+(?=(?:ja|ya|so|solo|apenas|just|only|foi so|e so|e que|eh que|es que|era so|es solo|eu (?:to|estou|so)|yo (?:estoy|solo)|el[ea] (?:ta|esta|ja)|ella (?:esta|ya)|she s|he s|(?:him|her|he|she|they|dem|them|it)(?: is| are| a| now)* (?:calm|fine|ok|okay|well|alright|good|safe|better)|i m|i just|everything|it was|it s|hablo|foi (?:ontem|anteontem|ha|semana|mes)|fue (?:ayer|hace)|ninguem|nadie|nobody)(?: |$))`,
);

const PERSON =
  "(?:eu|el[ea]s?|a gente|nos|yo|el|ella|ellos|ellas|nosotros|i|he|she|we|they|todo mundo|todos|todas|everyone|everybody|(?:(?:o|a|os|as) )?(?:meus?|minhas?|mis?|my) [a-z]+(?: de \\d+)?)";
const PAIN =
  "(?:(?:a|o|el|la|the|minha|meu|mi|my) (?:dor|crise|sangramento|febre|falta de ar|panico|susto|briga|dolor|crisis|sangrado|fiebre|ataque|pain|bleeding|fever|panic|attack)(?: (?:no|de|na|en|in|do|del) [a-z]+)?)";
const BE =
  "(?:ja |ya |agora |ahora |now )*(?:ta|to|tao|tamo|tamos|esta|estou|estao|estamos|estoy|estan|ficou|fiquei|ficaram|quedo|is|am|are|s|m|re|feel|feeling|me sinto|me siento|se sente)";
const WELL =
  "(?:bem|bien|fine|ok|okay|well|good|safe|better|calm|melhor|mejor|calm[oa]s?|tranquil[oa]s?|segur[oa]s?|em seguranca|a salvo|estavel|estable|stable|fora de perigo|fuera de peligro|out of danger|em casa|en casa|at home|medicad[oa]s?|internad[oa]s?)";
const TAIL =
  "(?: (?:agora|ja|ahora|ya|now|mesmo|sim|tudo|todo|aqui|aca|here|gracas a deus|gracias a dios|thank god|e (?:segur[oa]s?|calm[oa]s?|tranquil[oa]s?|bem)|and (?:safe|well|calm)|y (?:segur[oa]s?|bien|tranquil[oa]s?)|obrigad[oa]|gracias|thanks|pessoal|nao|no|viu|faz tempo|hoje|hoy|today|de novo|again))*";
const ENDED =
  "(?:passou|passaram|acabou|parou|cessou|estancou|terminou|resolveu|melhorei|melhorou|melhoramos|acalmou|me acalmei|se acalmou|acordou|apareceu|achamos|achei|achamos el[ea]|achei el[ea]|encontramos el[ea]|el[ea] voltou|voltou pra casa|voltou para casa|despertou|paso|acabo|termino|paro|mejoro|mejore|se calmo|me calme|desperto|aparecio|volvio a casa|lo encontramos|la encontramos|stopped|passed|ended|it s over|its over|it is over|is over|it s gone|woke up|came back|came home|we found (?:him|her|them)|calmed down|got better)";
const ENDED_OF =
  "(?: (?:de (?:sangrar|doer|vomitar|chorar|tremer|gritar|sair sangue|convulsionar|quebrar|sangrar|doler|vomitar|llorar)|bleeding|hurting|vomiting|crying|shaking|screaming|a crise|a dor|o sangramento|o susto|la crisis|el dolor|el sangrado|the pain|the bleeding|the panic))?";
const HELPERS =
  "(?:o |a |os |el |la |los |the )?(?:samu|ambulancia|ambulance|bombeiros?|policia|police|paramedics?|bomberos|medicos?|eles|they|ellos)";
const SAYING =
  "(?:falei|disse|falava|falando|perguntando|perguntava|pedindo|pedi|avisando|preguntando|preguntaba|pidiendo|perguntei|escrevi|quis dizer|queria dizer|quero dizer|queria saber|quero saber|queria perguntar|hablo|hablaba|hablando|dije|te dije|pregunte|escribi|quise decir|quiero saber|queria saber|me referia|me refiro|meant|mean|said|told|asked|talking|asking|wanted to (?:know|ask)|want to (?:know|ask)|was wondering|writing)";

/** In the order in which a clause is asked: the first that fits is what it says. */
const SIGNS: readonly (readonly [Sign, RegExp])[] = [
  [
    "isWorse",
    new RegExp(
      `^(?:${PERSON} )?(?:nao|no|not|nem|ainda nao|todavia no|i m not|she s not|he s not|isn t|aren t)(?: [a-z]+){0,2} ${WELL}(?: |$)|(?:^| )(?:ainda|todavia|aun|still|continua|continuo|sigue|sigo|segue)(?: (?:nao|no|not|hasn t))?(?: [a-z]+){0,2} (?:${ENDED}|sangrando|doendo|doliendo|bleeding|hurting|mal|sem|igual|dormindo sem)|(?:^| )(?:nao|no|not|nunca|never|hasn t|didn t) (?:${ENDED}|para|passa|acaba|melhora|stop|pass)(?: |$)|(?:^| )(?:(?:penso|pensando|pienso|pensar|think|thinking) (?:n?isso|en eso|about it|of it)|vem e vai|va y viene|comes and goes|(?:quase )?tod[ao]s? (?:as? |os? )?(?:noites?|dias?|hora)|tod[ao]s l[ao]s (?:noches|dias)|cada (?:noche|dia)|every (?:night|day)|most nights|de vez em quando|de vez en cuando|as vezes|a veces|sometimes|now and then)(?: |$)|(?:^| )(?:pior[a-z]*|empeor[a-z]*|peor|worse|worsening)(?: |$)`,
    ),
  ],
  [
    "isFarewell",
    /^(?:por favor |porfa |please )?cuid(?:a|e|em|en)(?: bem| bien)?(?: de| d[oae]s?| a| of)* (?:meus?|minhas?|mis?)(?: |$)|(?:^| )(?:(?:nao|no|nunca|ya no|won t|will not) (?:vou |voy a |vai |va )?(?:mais |mas )?(?:precisar(?:ei)?|necesitar|need)(?: (?:mais|mas|any ?more|anything|nada|de nada|de voces|disso|daqui))+|take (?:good )?care of my|look after my|(?:deixei|deixo|deixando|deje|dejo|left)(?: [a-z]+){0,2} (?:arrumad[oa]s?|organizad[oa]s?|em ordem|en orden|in order|despedida|carta|bilhete|nota|letter|note|senhas)|(?:me )?desped(?:ir|indo|ida|irme|iendo|iendome)|adeus|ate nunca|goodbye forever|adios para siempre|say(?:ing)? goodbye|(?:vao|vai|van|va|will|ll|estao|estaran)(?: a)? (?:ficar|estar|viver|be|vivir|quedar)(?: [a-z]+)? (?:bem|melhor|bien|mejor|better|fine|ok) (?:sem mim|sin mi|without me)|(?:logo|em breve|daqui a pouco|hoje|amanha|pronto|soon)(?: eu| it| all| everything| ja)* (?:tudo |todo |isso |will )*(?:acaba|termina|be over|ends?|vai acabar|va a acabar|terminara)|nao (?:vao|vai)(?: mais)? me (?:ver|achar|encontrar)|no me (?:van a |va a )?ver(?:an)? mas)(?: |$)/,
  ],
  [
    "isVague",
    /^(?:(?:nao|no|n) (?:precisa(?:m)?|tem que|hace falta)?(?: que)? ?(?:se|te|me)? ?preocup[a-z]*(?: (?:nao|no|comigo|conmigo))*|(?:don t|do not|no need to) worry(?: about me)?|(?:ja |logo |isso |sempre |uma hora |ya |eso |siempre |it |this )*(?:passa|vai passar|va a pasar|pasa|will pass|passes)|deixa (?:pra la|para la|quieto|isso)|esquec[ea](?: isso)?|nao importa(?: mais)?|tanto faz|never ?mind|forget (?:it|about it)|olvidal[oa]|olvidate|dejal[oa]|no importa(?: ya)?|da igual|it doesn t matter)$/,
  ],
  [
    "takesBack",
    /^(?:(?:mas|e|oxe|vixe|ue|but|pero|y) )*(?:que|q|qual|what|cual)(?: e)?(?: o| es el)? (?:perigo|peligro|danger|emergencia|emergency)(?: |$)|(?:^| )(?:(?:foi|fui|era|e|eh|fue|es|was|it s|its)(?: (?:so|apenas|um|uma|un|una|a|just|solo|tudo|de|only|all|por))* (?:engano|sem querer|brincadeira|piada|zoeira|zueira|exagero|drama|forca de expressao|expressao|modo de (?:falar|dizer)|jeito de (?:falar|dizer)|error|equivocacion|broma|chiste|decir|mistake|joke|figure of speech|corretor|autocorret[a-z]*|susto)(?: (?:meu|minha|mio|mia|mesmo|mesma|nosso|so|only|desculpas?|desculpe|perdon|sorry|da minha parte|de digitacao))*$|(?:to|tava|estava|estou|estoy|estaba|i m|was|just|so|solo) (?:so |just |only |solo )?(?:brincando|zoando|zuando|exagerando|bromeando|joking|kidding)|me (?:enganei|confundi|expressei mal|expliquei mal|equivoque|exprese mal|exprese|explique mal)|(?:alarme falso|falsa alarma|false alarm|by mistake|came out wrong|mal entendido|malentendido|misunderstanding)|(?:nao|no|n)(?: (?:e|eh|es|era|foi|fue|sao|hay|tem|ha))(?: (?:nada|nenhuma?|uma?|una?|de|bem|ningun[a]?))* (?:emergencia|urgencia|disso|isso|eso|grave|serio|o que parece|lo que parece|violencia)|(?:not|isn t)(?: (?:an?|any))? (?:emergency|urgent|that|like that|serious)|(?:^| )(?:nothing|nada|sem nada) (?:(?:de|muito|muy|so|really|too|tan|mais|mas) )*(?:serious|seri[oa]|grave|dangerous|perigos[oa]|peligros[oa]|urgente?|big|bad|preocupante|demais)|(?:nao|no) (?:quis|quise) decir eso|nao quis dizer isso|pode (?:desligar|cancelar|tirar|parar)(?: o| esse)? (?:alerta|alarme))(?: |$)/,
  ],
  [
    "explains",
    new RegExp(
      `^(?:(?:e|eh|era|es|it s|it was|that s) )?(?:pra|para|to) (?:avisar|dizer|falar|contar|saber|decir|preguntar|let|tell|say|ask)(?: |$)|^(?:(?:e|eh|es|foi|fue|era|isso|eso|it s|its|it was|that s) )*(?:so|solo|apenas|just|only|puro|pura|mero|mera)(?! (?:quer|quier|quis|want|wish|penso|pienso|pensando|cansei|falta|espero|espera)[a-z]*)(?: [a-z]+){1,5}$|^(?:e que |es que |eu |yo |i |that |it |foi |era )*(?:so|solo|apenas|just|only|eu so|eu tava|eu estava|tava|estava|estaba|to|tou|estou|estoy|i was|i m|i only|i just|yo solo|me)? ?(?:so |just |only |solo )?(?:te |le |les |lhe )?${SAYING} (?:d[aeo]s?|del?|sobre|que|q|o|a|os|as|el|la|los|las|lo|the|that|about|of|um|uma|un|una|my|meu|minha|mi|pra|para|pro|se|si|if|com|con)(?: |$)`,
    ),
  ],
  [
    "denies",
    /(?:^| )(?:(?:ninguem|nadie|nobody|no one|nao|sem|sin|no|not|isn t|there s no)(?: (?:ha|tem|hay|corre|esta|ta|to|em|en|in|is|s|any|at|ningun|nenhum|existe|de|of))* (?:perigo|risco|peligro|riesgo|danger|risk)|(?:nao|no|nunca|jamais|never|don t|doesn t|does not|do not|didn t|wouldn t|won t|will not|would not|not)(?: (?:eu|me|se|el[ea]s?|ella|yo|lo|la|h?e|she|they|i|que|mais|mas|ever|really|actually|going|trying|planning|nunca|agora|mesmo|(?:tenho|tem|tengo|tiene|have) (?:vontade|intencao|planos?|ganas|intencion|planes|plans)))*? (?:(?:se|me|en|em|de|to|a|wanting|wanted|quer|quis|quiso|quero|querer|pensa|penso|vai|vou|voy a|va a|want|quiere|quiero|pretende|tenta|tentar|fazer|mais|mas)(?: |(?<=[a-z])$))*(?:matar(?:se|me)?|morrer|morir(?:se|me)?|machuc(?:ar(?:se)?|ou)|lastimo|suicid[a-z]*|mal a (?:ninguem|nadie)|hacer(?:se|me) dano|kill(?:ing)?|die|hurt(?:ing)?|harm(?:ing)?|bate|bater|pega|fazer nada))(?: |$)/,
  ],
  [
    "isOver",
    new RegExp(
      `^(?:tudo |todo |isso |eso |it |that |${PERSON} |${PAIN} )*(?:ja |ya |has |have |s )*${ENDED}${ENDED_OF}${TAIL}$|^(?:${PERSON} )?(?:aqui |aca |la |alla |here |there |all )?${BE} (?:tudo |todo |all |muito |muy |much |very |bem |bien |mais |um pouco |mas )*${WELL}${TAIL}$|^(?:(?:ta|esta|deu|all|everything|everything s|everything is|is|it s) )*(?:tudo|todo|all|everything)(?: (?:is|ta|esta))? (?:bem|bien|certo|ok|okay|good|fine|well|right|sob controle|resolvido|tranquilo)${TAIL}$|(?:^| )(?:ja |ya |already )?(?:foi|fui|foram|fue|fui|was|has been|been|ser|sido) (?:atendid|medicad|socorrid|levad|internad|resolvid|llevad|seen by|treated|taken to)[a-z]*|(?:^| )(?:saiu|sai|salio|sali|voltou|volvio|came|got|is) (?:d[oae]|del|de la|from|out of)(?: the)? (?:hospital|upa|pronto|ps|uti|emergencia|er|clinica|hospital)(?: |$)|(?:^| )(?:teve|tem|recebeu|tive|recebi|le dieron|dieron) (?:de )?alta(?: |$)|^${HELPERS}(?: ja| ya| have| has)* (?:levou|levaram|veio|vieram|atendeu|atenderam|socorreu|buscou|levo|llevaron|se lo llevaron|se la llevaron|atendieron|took|came and took)(?: |$)|(?:^| )levaram (?:el[ea]|meu|minha|pro|para)(?: |$)|^(?:se )?l[oa] llevaron|(?:^| )(?:prenderam|(?:foi|fue|esta|ta) (?:pres[oa]|detid[oa])(?! (?:no|na|en)(?: |$))|l[oa] (?:detuvieron|arrestaron)|(?:been|was|got|is) arrested|in custody)(?: |$)|^(?:lavagem|cirurgia|curativo)(?: ja)? feit[oa]|^(?:eu )?(?:ja|ya|i already)(?: (?:o|a|lo|la))? (?:desliguei|resolvi|resolvemos|arrumei|fechei|tirei|guardei|fui no medico|fui ao medico|apaguei o fogo|apague|cerre|resolvi|lo resolvi|turned it off|sorted it)`,
    ),
  ],
  [
    "isPast",
    /(?:^| )(?:foi|era|aconteceu|fue|paso|was|happened|isso|eso|that was|tem|faz|ha|hace)(?: [a-z0-9]+){0,4} (?:ontem|anteontem|semana passada|mes passado|ano passado|anos|meses|semanas|tempo|tempao|ayer|anteayer|la semana pasada|el (?:mes|ano) pasado|tiempo|yesterday|last (?:night|week|month|year)|(?:days|weeks|months|years|long time) ago|(?:quando|cuando|na|en la)(?: (?:eu|yo|era|la|minha|mi))* (?:infancia|crianca|adolescente|adolescencia))(?: |$)|^(?:(?:isso|foi|eu|eso) )*(?:quando|cuando) (?:eu |yo )?era (?:crianca|adolescente|pequen[oa]|nin[oa])(?: |$)|^(?:(?:so|isso|foi|era) )*(?:ontem|anteontem|ayer|anteayer|yesterday|last (?:night|week)|semana passada)(?: (?:a|de|pela|por|la|in|the|mesmo|noite|tarde|manha|cedo|noche|manana|morning|evening|so|agora|nao))*$|^(?:e|eh|es|it s) (?:coisa )?(?:antig[oa]|do passado|viej[oa]|old|del pasado|in the past)|^(?:e )?faz (?:muito )?tempo/,
  ],
];

/** What each clause says by itself; a no without its comma is taken off, and is one. */
function readClause(clause: string, kind: string): readonly (Sign | null)[] {
  const said = `${clause} `.replace(LEAD, "").trim();
  if (said === "") return [null];
  if (isInNeed(said)) return ["isInNeed"];
  if (BARE_NO.test(said)) return ["isNo"];
  const after = said.replace(NO_BEFORE, "");
  if (after !== said) return ["isNo", signFor(kind, after)];
  const sign = signFor(kind, said);
  const denied = said.replace(NOT, "");
  // "Não foi engano" takes nothing back, "não passou" is not over; "não é emergência" has its no in itself.
  const isDenied = denied !== said && sign !== null && TAKEN.has(sign) && signOf(denied) === sign;
  return [isDenied ? "isWorse" : sign];
}

const signOf = (clause: string): Sign | null => SIGNS.find(([, form]) => form.test(clause))?.[0] ?? null;
/** None where the words go on telling of this very danger. */
function signFor(kind: string, clause: string): Sign | null {
  const sign = signOf(clause);
  if (sign === "isPast") return LASTS.test(clause) ? null : sign;
  if (sign === "isWorse" && kind !== "overdose" && TREATED_DAILY.test(clause)) return null;
  if (isExcuse(clause, kind)) return null;
  // Who went to work comes back.
  if (isGraver(clause, kind)) return "isWorse";
  // "She's just crying, not hurting herself": what is left is only that, and the rest is the denial.
  const told = sign === "denies" ? clause.replace(ONLY_AND_NOT, "$1") : clause;
  return sign !== null && ENDING.has(sign) && isNoAllClear(told, kind) ? null : sign;
}
/** "He takes his tablets every day" comes again, and is no danger that does. */
const TREATED_DAILY =
  /(?:^| )(?:remedi[a-z]*|medic[a-z]*|meds?|tablets?|pills?|comprimid[a-z]*|pastillas?|gotas|drops|terapia|therapy)(?: [a-z]+){0,3} (?:tod[ao]s? (?:as? |os? |l[ao]s )?(?:noites?|dias?|noches)|cada (?:noche|dia)|every (?:night|day))(?: |$)/;
const ONLY_AND_NOT = /^(.*(?:^| )(?:so|solo|apenas|just|only) .*?) (?:nao|no|not) .*$/;
const ENDING: ReadonlySet<Sign> = new Set(["denies", "explains", "isOver"]);
/** "Há anos que ele me bate" lasts, and "ela tem 8 anos" is an age. */
const LASTS =
  /(?:^| )(?:faz|ha|hace|tem|llevo)(?: [a-z0-9]+){0,4} (?:que|q)(?! (?:isso |eso |ja |ya )*(?:foi|aconteceu|parou|acabou|passou|terminou|paso|fue|ocurrio|termino)(?: |$))(?: |$)|(?:^| )(?:desde|since|acontece|ocorre|dura|duran|ocurre|happens)(?: |$)|^(?!isso |eso |ja |ya )(?:[a-z]+ ){0,3}(?:tem|tiene|fez) (?:[a-z]+|\d{1,2}) (?:anos|meses|semanas)$|(?:^| )(?:quero|quiero|want|penso|pienso) (?:me |a )*[a-z]+(?:r|rse|rme)?(?: |$)/;
const TAKEN: ReadonlySet<Sign> = new Set(["takesBack", "isOver", "isPast"]);
const NOT = /^(?:(?:ainda|todavia|aun|still) )?(?:nao|no|not|nem|n) /;

/** @param kind of the danger that is known, or was read in the message */
export function calmingIn(text: string, kind: string): Calming {
  const read = plainParts(text.replace(BREAK, ","), END).map((clause) => ({ clause, signs: readClause(clause, kind) }));
  const has = (sign: Sign) => read.some(({ signs }) => signs.includes(sign));
  return {
    isNo: has("isNo"),
    denies: has("denies"),
    takesBack: has("takesBack"),
    explains: has("explains"),
    isOver: has("isOver"),
    isPast: has("isPast"),
    isVague: has("isVague"),
    isFarewell: has("isFarewell"),
    isWorse: has("isWorse"),
    isInNeed: has("isInNeed"),
    rest: read.filter(({ signs }) => signs.every((sign) => sign === null)).map(({ clause }) => clause),
  };
}

/** Whether the words that a danger was seen in stand in clauses alone that deny it or say that it is over. */
export function isSpokenAway(text: string, words: string, kind: string): boolean {
  const telling = tellingWords(words);
  const calming = calmingIn(text, kind);
  if (telling.size === 0 || isBelied(calming)) return false;
  return !calming.rest.some((clause) => tells(clause, telling));
}
