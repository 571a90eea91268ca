/**
 * Somebody who is gone and cannot look after themselves, or whom nobody finds: "meu vô saiu de casa às 7 e não voltou, tem
 * Alzheimer". Who does not answer messages is not missing, nor is a professional who left the house. In plain form.
 */
export function tellsOfMissing(plain: string): boolean {
  if (!PERSON.test(plain) || BACK.test(plain)) return false;
  if (FELT.test(plain) || LATE.test(plain)) return false;
  return (GONE.test(plain) && FRAIL.test(plain)) || SEARCHED.test(plain);
}

const PERSON =
  /(?:^| )(?:(?:m(?:eu|inha)|o|a|nosso|nossa) (?:v[oa]|avo|vovo|vozinh[oa]|bisavo|pai|mae|sogr[oa]|ti[oa]|filh[oa]|net[oa]|irma[o]?|marido|esposa|mulher|sobrinh[oa]|enteado|enteada|padrasto|madrasta|crianca|menin[oa]|bebe)|mi (?:abuel[oa]|papa|mama|padre|madre|suegr[oa]|ti[oa]|hij[oa]|niet[oa]|herman[oa]|marido|espos[oa]|sobrin[oa])|my (?:grand(?:pa|ma|dad|father|mother|son|daughter)|dad|mom|mum|father|mother|son|daughter|brother|sister|husband|wife|uncle|aunt|nephew|niece|kid|child)|el[ea]|ella|he|she)(?: |$)/;
const GONE =
  /(?:^| )(?:sumi(?:u|do|da)|desapareceu|desaparecid[oa]|(?:saiu|fugiu|escapou)(?: [a-z0-9]+){0,8} (?:nao|n|nunca mais) (?:voltou|apareceu|chegou)|(?:nao|n) (?:voltou|apareceu|chegou) (?:(?:ate|desde) [a-z0-9]+|ainda|(?:pra|para|em) casa|da escola|do colegio)|se perdeu na rua|desaparecio|se perdio|(?:salio|se fue|se escapo)(?: [a-z0-9]+){0,8} (?:no|y no) (?:volvio|ha vuelto|aparecio|regreso)|(?:is|went|has gone|gone) missing|disappeared|wandered off|(?:left|went out|walked out|ran away)(?: [a-z0-9]+){0,8} (?:not|never|hasn t|didn t|has not) (?:come|came|return|returned|been))(?: |$)/;
const FRAIL =
  /(?:^| )(?:alzheimer|demencia|dementia|senil|idos[oa]|autista|autis[a-z]+|sindrome|surto|esquizofrenia|schizophreni[a-z]*|esquizofrenico|deficien[a-z]+|(?:[6-9]\d|10\d) (?:anos|anios|years?|de idade|yrs?)|(?:[6-9]\d) anos|(?:[1-9]|1[0-5]) (?:anos|aninhos|years?)|criancas?|menin[oa]|bebe|nino|nina|anciano|anciana|elderly|confus[oa]|esquece|perde a memoria|v[oa]|avo|vovo|abuel[oa]|grand(?:pa|ma|father|mother|dad))(?: |$)/;
/** "Não chegou ainda, tá no trânsito": on their way to a visit. */
const LATE =
  /(?:^| )(?:atrasar|vamos (?:nos )?atrasar|transito|a caminho|no caminho|(?:chegou|llego) ainda na (?:consulta|sessao|clinica))(?: |$)/;
const SEARCHED =
  /(?:^| )(?:(?:sumiu|desapareceu|desaparecid[oa]|desaparecio|disappeared|missing)(?: [a-z0-9]+){0,6} (?:ninguem (?:acha|encontra|viu|sabe)|nao (?:achamos|encontramos|acham)|nadie (?:lo|la) (?:encuentra|vio)|no (?:lo|la) encontramos|nobody (?:can find|has seen|knows)|can t find)|(?:ja )?(?:procuramos|procurei|buscamos) (?:em todo|por todo|em tudo|en todas|everywhere))(?: |$)/;
/** They were found, or it is long ago. */
const BACK =
  /(?:^| )(?:apareceu|achamos|acharam|encontramos el[ea]|voltou pra casa|ja voltou|aparecio|lo encontramos|la encontramos|came back|we found|(?:quando eu|cuando yo|cuando|when i) (?:era|tinha|tenia|was)|(?:anos|meses|semanas) atras|years ago|faz anos|hace anos|ano passado)(?: |$)/;
/** "Sumiu a vontade", "meu marido sumiu do zap": a thing that is gone, or somebody who does not write. */
const FELT =
  /(?:^| )(?:sumi(?:u|ram)|desapareceu|desaparecio) (?:a|o|as|os|toda|todo|la|el|do|da|de) (?:vontade|interesse|alegria|animo|foco|concentracao|interes|alegria|animo|voz|fome|sono|apetite|dor|link|mensagem|zap|whats|whatsapp|mapa|vida|minha vida|ganas|sintoma|sintomas|terapia|consultas?|clinica|receita|atestado)(?: |$)|(?:^| )(?:saiu|fugiu|salio|se fue|left|ran away) (?:d[aeo]|de la|del|from|from the|the) (?:terapia|consulta|tratamento|clinica|sessao|grupo|trabalho|emprego|tratamiento|sesion|therapy|treatment|session|job)(?: |$)/;
