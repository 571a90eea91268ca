import { plain } from "../state/utterance.ts";

/*
 * Words that only look like a danger. A reader hears them as one because single words of them begin many: what is left of the message
 * without them is read again, so that a danger beside them is heard all the same.
 */

const of = (form: string): RegExp => new RegExp(`(?<!\\p{L})(?:${form})(?!\\p{L})`, "giu");

/** How somebody writes, waits or is held up, and what is on the stove. */
const EVERYDAY = [
  "(?:t[ôo]|estou|estoy|i'?m|falando|hablando|falo|hablo|talking|speaking)(?: \\p{L}+){0,4} (?:(?:n[oa]|pel[oa]|por|con|com|en|in|into|on|by|through|with)(?: el| la| the| o| a)? )(?:microfone|micr[óo]fono|mic|microphone|áudio|audio|speech ?to ?text|voice ?to ?text)(?: que| porque| because| pq)?(?: (?:[oa]|a minha|la|mi|my) (?:letra|vista|eyes?|letters?)(?: \\p{L}+){0,4})?",
  "(?:se|si|if) (?:eu |yo |i )?(?:sumir|demorar|desaparec[eo]r?|desaparezco|desaparecer|vanish|disappear|go quiet|stop answering)(?: (?:continuo|respondo|[ée] (?:porque|pq|que)|es (?:porque|que)|it'?s (?:because|that)|i'?m|i'?ll)(?: \\p{L}+){0,8})?",
  "(?:(?:he|it|she|we|ele|ela|estou|t[ôo]|estoy|i'?m|am|is|are) )*(?:is )?(?:blocked|stuck|parad[oa]|pres[oa]|trancad[oa]|atascad[oa]|atorad[oa]|trabad[oa]) (?:on|in|at|n[oa]|em|en)(?: the| el| la)? (?:traffic|tr[âa]nsito|tr[áa]fico|engarrafamento|congestionamento|marginal|avenida|rodovia|ponte|t[úu]nel|highway|motorway|bridge|tunnel|metr[ôo]|(?-i:\\p{Lu})\\p{L}+)(?:,? (?:nothing|nada|nadie|ningu[ée]m) (?:moves?|anda|se mueve|avanza|mexe))?",
  "(?:(?:o|a|el|la|the|meu|minha|mi|my) )?(?:arroz|feij[ãa]o|frijoles|leite|leche|comida|panela|olla|bolo|caf[ée]|rice|beans|milk|food|pan|cake|toast|stove|fog[ãa]o|estufa)(?: \\p{L}+){0,3} (?:quem[aá]\\p{L}*|queim\\p{L}*|fervendo|hirviendo|burn\\p{L}*|boiling)|(?:quem[aá]ndo(?:se)?|quemando|queimando|queimar|quemar|burning|boiling)(?: \\p{L}+){0,2} (?:arroz|feij[ãa]o|frijoles|leite|leche|comida|panela|olla|bolo|caf[ée]|rice|beans|milk|food|cake|toast)",
  "(?:ningu[ée]m|nadie|nobody|no one|sem|sin|without|nunca|never)(?: \\p{L}+){0,3} (?:levanta(?:r)? (?:a|la) (?:m[ãa]o|mano)(?: nem a voz| ni la voz)?|(?:se )?(?:pega|pegan|bate|agride|pegarse|bater|golpea)(?: de tapa| a golpes)?|faltarnos al respeto|(?:hits?|hit(?:ting)?|raises? (?:a|their|his|her) hand)(?: \\p{L}+)?)",
  "(?:mão|m[ãa]os|mano|manos|hands?)(?: \\p{L}+){0,2} (?:chei[ao]s? de|llenas? de|full of|suj[ao]s? de|sucias? de|covered in) \\p{L}+",
  "(?:(?:ca[ií]\\p{L}*|ca(?:ir|er)|cay[oó]|medo de|fell for)(?: \\p{L}+){0,2}? (?:n[oa] |em |num |en )?(?:um |uno? |a )?(?:golpes?|estafas?|scams?)|(?:tom|lev|sofr)\\p{L}+ (?:um )?golpe)(?: (?:d[oe]|pel[oa]) (?:pix|banco|boleto|cart[aã]o|whats\\p{L}*|telefone|celular|internet))|(?:ca[ií]\\p{L}*|ca(?:ir|er)|cay[oó]|medo de|fell for)(?: \\p{L}+){0,2}? (?:n[oa] |em |num |en )?(?:um |uno? |a )?(?:golpes?|estafas?|scams?)(?! (?:n[oa]s?|em|en|con|com|in|on|to)(?!\\p{L}))",
  "(?:li|vi|olhei|conferi|chequei|confiro|tudo|tudinho|dados|nomes?|datas?)(?: \\p{L}+){0,2},? (?:e )?(?:bateu|bateram|bate)|(?:bateu|bateram|bate)(?: (?:tudo|tudinho))? (?:certo|certinho|direitinho|cert[ií]ssimo)",
  "(?:duda|pregunt\\p{L}*|consulta|d[úu]vida|pergunt\\p{L}*|mensaje|mensagem|[áa]udio|cosa|coisa|cosita|coisinha|question|note)(?: (?:muy|bem|bien|super|s[úu]per|m[áa]s|mais|very|real))? (?:cort(?:[oa]|it[oa]|inh[oa])|r[áa]pid(?:[oa]|it[oa]|inh[oa])|short|quick)",
  "(?:doid|louc|maluc|loc)(?:[oa]|inh[oa])s? (?:pra|para|por) (?:(?:se|me) )?(?!(?:se |me )?(?:morr|mat|sum|acab|desaparec|desist|machuc|fer|cort|mor))\\p{L}+",
  // Who recommended the clinic, and how they speak of it.
  "(?:(?:meu|minha|um|uma|mi|un|una|my|a) \\p{L}+ )?(?:(?:me|nos) )?(?:indicou|indicaram|recomendou|recomendaram|recomend[óo]|recomendaron|recommended|referred)(?: (?:voc[êe]s?|vcs?|a cl[íi]nica|ustedes|la cl[íi]nica|you|me|us|the clinic|aqui|a[íi]|to))*",
  "(?:(?:el[ea]s?|ella|[ée]l|he|she|they|que|q|that) )*(?:diz|disse|disseram|falou|falaram|dice|dijo|dijeron|says|said)? ?(?:que |q |that )?(?:(?:a|o|la|el|the|esta|essa) )?(?:(?:dra?|doutora?|doctora?|dr|psic[óo]log[oa]|psiquiatra|terapeuta|psychologist|therapist)\\.? ?)(?:(?-i:\\p{Lu})\\p{L}+ )?(?:[ée]|es|is|era|was) (?:um amor|um doce|uma? anj[oa]|un amor|muito bo[am]|[óo]tim[oa]|maravilhos[oa]|excelente|incr[íi]vel|incre[íi]ble|muy buen[oa]|maravillos[oa]|great|lovely|amazing|wonderful|excellent)",
  // Danger named in order to say that there is none.
  "(?:(?:no rush|no hurry|sem pressa|sin (?:prisa|apuro))[,.]? )?(?:(?:it'?s )?nothing|it'?s not|not|nada|n[ãa]o [ée]|no es)(?: (?:de|muito|muy|really|so|too|t[ãa]o|tan|nada))* (?:dangerous|serious|perigos[oa]|peligros[oa]|s[ée]ri[oa]|grave)",
  // What those forget who are to have their memory looked at.
  "(?:getting |gotten |is |quite |very |so |a bit |muito |meio |muy |medio |anda |est[áa] |t[áa] )*(?:forgetful|esquecid[oa]|esquecendo(?: \\p{L}+){0,2}|olvidadiz[oa]|desmemoriad[oa])",
  "(?:(?:he|she|they|who|ela|ele|el|ella|[ée]l|que|and|e|y) )*(?:forgets?|forgot|forgotten|leaves?|left|keeps leaving|esquec(?:e|eu|endo)|deix(?:a|ou|ando)|olvid(?:a|[óo]|ando)|dej(?:a|[óo]|ando)) (?:(?:to turn|turning|to switch|de|d[oa]|o|a|el|la|the|on|off|desligar|apagar|fechar|cerrar) )*(?:gas|g[áa]s|stove|oven|cooker|hob|iron|tap|fog[ãa]o|fogo|boca|forno|torneira|ferro|hornallas?|cocina|estufa|horno|hornilla|llave|canilla|plancha)(?: (?:d[eo]l?|de la|do|da))?(?: (?:gas|g[áa]s|fog[ãa]o|cocina|estufa))?(?: (?:on|running|lit|ligad[oa]|aces[oa]|abert[oa]|prendid[oa]|encendid[oa]|abiert[oa]))?(?:,? (?:once|twice|duas vezes|dos veces|(?:several|many|three|v[áa]rias|muitas|varias|muchas|tr[êe]s|tres) (?:times|vezes|veces)|(?:last|this) (?:week|month)|(?:n?a |la |na )?(?:semana|noite|noche) (?:passada|pasada)|ontem|ayer|yesterday|de novo|otra vez|again))*",
].map(of);

/** A fever without more, for which a visit is put off. */
const FEVER = of(
  "(?:(?:is|has|have|had|got|woke up|tem|t[áa]|est[áa]|teve|acordou|amanheceu|tiene|est[áa]|tuvo|amaneci[óo]|se levant[óo]|she'?s|he'?s) )*(?:(?:running|with|got|having|com|con|de|a|um|uma|un|una|o|high|slight|little|muita|mucha|um pouco de|un poco de) )*(?:febre|febr[íi]cula|febrinha|fiebre|fiebrecita|calentura|fever|temperature)(?:[,.]? (?:de )?3[78](?:[.,]\\d| e meio| y medio| and a half)?(?: graus| grados| degrees)?)?",
);
const GRAVE =
  /(?:^| )(?:convuls[a-z]*|seizures?|39|40|41|105|104|103|respir[a-z]*|breath[a-z]*|mole|limp|letarg[a-z]*|lethargic|delir[a-z]*|desmai[a-z]*|desmay[a-z]*|faint[a-z]*|rox[oa]|morad[oa]|blue|manchas?|rash|pescoco|cuello|neck|nuca|(?:nao|no|won t|not|doesn t) (?:acorda|desperta|despierta|wake|waking|reage|reacciona|respond)[a-z]*|recem|newborn|(?:dias?|days?|semanas?|weeks?|meses|months?|mes) de (?:vida|nascid[oa]|nacid[oa])|\d (?:dias?|semanas?|days?|weeks?|meses|months)|sangu?e|blood|overdose|remedios|pills|pastillas)(?: |$)/;

/** A child who would rather not go to school, and weeps over it. What is done to the child, or by it, is in other words. */
const SCHOOL = of(
  "(?:(?:(?:and|e|y|que|who) )?(?:he|she|ele|ela|[ée]l|ella)(?:'?s|'?d| has| had)? )?(?:(?:is|been|has been|anda|t[áa]|est[áa]|vive|sempre|siempre|always) )*(?:refus\\p{L}*|n[ãa]o quer(?: mais)?|se recusa(?:ndo)? a|no quiere|se niega a|won'?t|doesn'?t want to|hates?|odeia|odia)(?: \\p{L}+){0,3} (?:school|escola|escuela|col[ée]gio|aula|creche)(?: (?:since|desde|h[áa]|hace|for) \\p{L}+(?: \\p{L}+)?)?|(?:(?:is|been|has been|anda|t[áa]|est[áa]|vive|sempre|siempre|always|started) )*(?:cry(?:ing)?|cries|chor(?:a|ando|ar)|llor(?:a|ando|ar))(?: (?:every|each|tod[ao]s?|cada|all|the|a|as|os|l[ao]s|el|la|de|na|no|por|en|at|in|on|before|antes|because|porque|pra|para|about|over|of|da|do|manh[ãa]s?|ma[ñn]anas?|mornings?|morning|dias?|d[íi]as?|days?|day|ir|going|to|go|time|school|escola|escuela|col[ée]gio|aula|creche))*",
);
const HARMED =
  /(?:^| )(?:bat[a-z]*|peg[oaue][a-z]*|golpe[a-z]*|hit[a-z]*|beat[a-z]*|hurt[a-z]*|machuc[a-z]*|marcas?|roxos?|bruis[a-z]*|moreton[a-z]*|cort[a-z]*|cut[a-z]*|morrer|morir|die|dying|sumir|matar[a-z]*|kill[a-z]*|toc[a-z]*|touch[a-z]*|abus[a-z]*|ameac[a-z]*|amenaz[a-z]*|threat[a-z]*|bully[a-z]*|acoso|medo d[eoa]|miedo (?:a|de)|afraid of|scared of|fome|hambre|starv[a-z]*|sozinh[oa]|sol[oa]|alone)(?: |$)/;
const OF_SCHOOL = /(?:^| )(?:school|escolas?|escuela|colegio|aulas?|creche)(?: |$)/;

/** A preference of whom to be seen by is the whole message: "um homem", "prefiro mulher, por favor". */
const PREFERS =
  /^\P{L}*(?:(?:um|uma|un|una|a|com|con|with|por|by|prefiro|prefer[íi]a|prefiero|prefer|quero|queria|quiero|de prefer[êe]ncia|psic[óo]log[oa]|terapeuta|profissional|profesional|de|do|sexo) )*(?:homem|mulher|hombre|mujer|man|woman|male|female|masculin[oa]|feminin[oa]|femenin[oa])(?: (?:psychologist|therapist|psychiatrist|doctor))?(?:[ ,.!]+(?:por favor|please|pfv|pf|obrigad[oa]|gracias|thanks|de prefer[êe]ncia|preferably|mesmo|seria melhor))*\P{L}*$/iu;

/**
 * A home that broke up, and what a child does since: "depois que o pai saiu de casa voltou a fazer xixi na cama". What was done to the
 * child is in other words.
 */
const AT_HOME = of(
  "(?:(?:desde|depois|después|since|after|ever since) (?:(?:de )?(?:que|q) )?)?(?:(?:o|a|el|la|the|meu|minha|mi|my|nosso|seu|su|his|her|their) )?(?:pai|papai|m[ãa]e|mam[ãa]e|papá|pap[áa]|mamá|padre|madre|marido|esposo|dad|daddy|mom|mum|father|mother) (?:saiu|foi embora|se foi|se fue|se mudou|se mud[óo]|left|moved out|mudou)(?: (?:de|da|do) casa| de la casa| home| the house)?|(?:(?:voltou|volt[óo]|volvi[óo]|come[çc]ou|empez[óo]|anda|started|went back|is back)(?: (?:a|to))? )?(?:faz(?:er|endo)?|hac(?:er|iendo|e)|mij(?:ar|ando|a)|wet(?:ting|s)?|peeing|pee)(?: (?:o|el|la|the|his|her|their|de))? ?(?:xixi|pip[íi]|pis|cama|bed)(?: (?:n[oa]s?|en|in|on)(?: (?:la|el|the|his|her))? (?:cama|cal[çc]a|roupa|ropa|bed|pants))?",
);
/** How a child has always spoken. What begins at once, or is seen in a face or an arm, is something else. */
const SPEECH =
  /(?<!\p{L})(?:(?:fala(?:ndo|m|r)?|falam|habla(?:ndo|n|r)?|speaks?|speaking|talks?|talking)(?: \p{L}+){0,3} (?:enrolad[oa]|embolad[oa]|embolado|trocad[oa]|enredad[oa]|trabad[oa]|errad[oa]|mal|slurred|funny|baby|(?:muito |bem |muy |very )?(?:pouco|pouquinho|poco|poquito|little))|(?:drops?|leaves? off|misses|swaps?|troca|come|engole|omite|se come)(?: \p{L}+){0,4} (?:words?|letters?|sounds?|letras?|s[íi]labas?|palavras?|palabras?|sons|sonidos)|(?:n[ãa]o|num|no|doesn'?t|don'?t|can'?t|isn'?t)(?: \p{L}+){0,2} (?:fala(?:ndo|r)?|habla(?:ndo|r)?|speak(?:ing)?|talk(?:ing)?)(?: (?:direito|direitinho|bien|claro|properly|clearly|well|yet|ainda|todav[ií]a))?)(?!\p{L})/giu;
export const YOUNG =
  /(?:^| )(?:filh(?:inh)?[oa]s?|m[ei]nin[oa]s?|crianca[s]?|bebes?|bb|neto?a?s?|gemeo?a?s?|curumim|curumins|sobrinh[oa]s?|piazinho|hij(?:it)?[oa]s?|nin[oa]s?|nene|niet[oa]s?|mellizos|gemelos|little (?:boy|girl|one)|sons?|daughters?|kids?|child|children|toddlers?|grand(?:son|daughter|child|baby|kid)s?|twins?|boys?|girls?|(?:um|dois|tres|quatro|cinco|seis|un|dos|cuatro|one|two|three|four|five|six|\d) (?:ano|anos|aninhos|years?|year old))(?: |$)/;
const SUDDEN =
  /(?:^| )(?:de repente|do nada|de pronto|sudden|suddenly|subit[oa]|agora ha|ontem|hoje|ayer|hoy|yesterday|today|tonight|now|agora|ahora|acordou|amanheceu|desperto|amanecio|woke|cai[uo]|fell|desmai[a-z]*|desmay[a-z]*|faint[a-z]*|bateu|golpeo|hit|boca|mouth|rosto|cara|face|braco|brazo|arm|lado|side|dormente|numb|mole|convuls[a-z]*|seizure|febre|fiebre|fever|remedio|pills?|pastillas?|horas?|hours?|minutos?|minutes?)(?: |$)/;

/** What is left of a message without words that only look like a danger; null where it has none. @param tier that was read */
export function withoutLookAlikes(text: string, tier: "certain" | "possible"): string | null {
  if (tier === "possible" && PREFERS.test(text)) return "";
  const said = plain(text);
  const isSpeech = YOUNG.test(said) && !SUDDEN.test(said);
  const isPossible = tier === "possible";
  const forms = [
    ...(isPossible ? EVERYDAY : []),
    ...(isSpeech ? [SPEECH, AT_HOME] : []),
    ...(isPossible && !GRAVE.test(said) ? [FEVER] : []),
    ...(isPossible && YOUNG.test(said) && OF_SCHOOL.test(said) && !HARMED.test(said) ? [SCHOOL] : []),
  ];
  const left = forms.reduce((rest, form) => rest.replace(form, " "), text);
  return left === text ? null : left;
}
