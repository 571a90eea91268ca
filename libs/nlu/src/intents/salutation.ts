import type { Language } from "../language-code.ts";

/** Sequences of words that only greet. */
const SALUTATIONS: Readonly<Record<Language, ReadonlyMap<string, readonly (readonly string[])[]>>> = {
  pt: sequences(
    "oi|ola|opa|alo|hey|hello|hi|eai|e ai|eae|salve|saudacoes|bom dia|boa tarde|boa noite|boa|tudo bem com voce|tudo bem com voces|tudo bem por ai|tudo bem contigo|tudo bem|tudo bom|tudo certo|tudo joia|tudo beleza|beleza|como vai voce|como vai|como voce esta|como voces estao|como esta|como estao|tudo otimo|oi oi|buenas|fala galera|fala gente|fala pessoal|fala povo|como voce vai|como vao voces|como vao|como vai a senhora|como vai o senhor|como esta a senhora|como esta o senhor|tudo em ordem|tudo em paz|tudo tranquilo|tranquilo|suave|bom te ver|prezados|prezadas|prezado|prezada|caros|ei|hola|oi de novo|otimo dia|otima tarde|excelente dia|muito bom dia|muito boa tarde|muito boa noite|tem alguem ai|alguem ai",
  ),
  es: sequences(
    "hola|buenos dias|buenas tardes|buenas noches|buenas|buen dia|buena tarde|que tal|como esta|como estas|como estan|como esta usted|todo bien|saludos|alo|oi|como andan|como andas|como anda|como les va|como te va|como le va|como va todo|como va|como esta todo|como estan todos|que onda|que hay|que mas|muy buenas|muy buenos dias|muy buenas tardes|muy buenas noches|muy buen dia|hola a todos|hola a todas|a todos|a todas|holi|holis|buenas buenas|lindo dia|bonito dia|espero que esten bien|espero que este bien|estimados|estimadas|estimado|estimada|hay alguien ahi|hay alguien",
  ),
  en: sequences(
    "hi|hello|hey|good morning|good afternoon|good evening|greetings|hi there|hello there|hey there|how are you|how are you doing|how is it going|what is up|morning|howdy|dear team|dear|yo|sup|what is new|hiya|heya|good day|evening|afternoon|how are things|how is everything|how is everyone|how are you all|how are you guys|how is your day|how do you do|hope you are well|hope you are doing well|i hope you are well|hello again|anyone there|is anyone there|anybody there|are you there|good morning to you|top of the morning|nice to meet you",
  ),
};

/** Whom a greeting greets. */
const GREETED: Readonly<Record<Language, ReadonlySet<string>>> = {
  pt: new Set(
    "gente galera pessoal povo turma gurizada meninas meninos moca moco mano querida querido amiga amigo doutora doutor senhora senhor todos todas equipe".split(
      " ",
    ),
  ),
  es: new Set("gente chicos chicas amiga amigo doctora doctor senora senor equipo todos todas".split(" ")),
  en: new Set("everyone everybody all team guys folks there people friend doctor mate sir madam".split(" ")),
};

/** By first word, longest first. */
function sequences(list: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const all = list
    .split("|")
    .map((words) => words.split(" "))
    .sort((a, b) => b.length - a.length);
  return Map.groupBy(all, ([first = ""]) => first);
}

/** How many words at the beginning only greet. */
export function salutationLength(words: readonly string[], lang: Language): number {
  let length = 0;
  for (;;) {
    const begun = SALUTATIONS[lang].get(words[length] ?? "");
    const greeting = begun?.find((sequence) => sequence.every((word, at) => words[length + at] === word));
    if (!greeting) return length;
    length += greeting.length;
    while (GREETED[lang].has(words[length] ?? "")) length++;
  }
}
