import type { Language } from "../language-code.ts";
import type { Reading } from "./reading.ts";

interface Answers {
  readonly yes: RegExp;
  readonly no: RegExp;
}

const GREETED =
  "^[ ,.!…]*(?:(?:oi+e?|ola|bom dia|boa tarde|boa noite|tudo bem|hola|buenas(?: tardes| noches)?|buenos dias|hi|hello|hey|ah|entao|bem|well|oh)[ ,.!?]+){0,3}";
/** An answer may name the day or the hour first: "hoje não". */
const VALUE = "(?:¤+ )?";
const YES_END =
  "(?=$|[ ]*[,.!;:)👍🙏😊\\n]|[ ]+(?:$|\\p{Emoji_Presentation}|(?:k{2,}|(?:rs)+|(?:ha){2,}h?|(?:je){2,}|(?:ja){2,}|lol)(?![a-z])))";

/** An answer opens the message and stands for itself: "não, obrigada" is one, "não consigo ir" is none. */
const ANSWERS: Readonly<Record<Language, Answers>> = {
  pt: {
    yes: new RegExp(
      `${GREETED}(?:(s{1,3}i+m+|s{1,3}|sin|claro|isso(?: mesmo| ai)?|exato|exatamente|correto|certo|certinho|certeza|com certeza|positivo|uhum|aham|ahan|uhu|okay|ok+|okey|blz|beleza|fechado|combinado|perfeito|otimo|pode|pode ser|pode sim|poderia ser|quero|quero sim|aceito|concordo|bora|vamos|ta bom|ta bem|ta otimo|tudo certo|ta certo|esta certo|sou eu|sou sim|e sim|eh sim|e isso|eh isso|tenho sim|tenho|gostaria sim|gostaria|por favor|show|joia|top|dale|simmm*|logico|obvio|com ctz|ctz|e isso ai|eh isso ai|demorou|blz entao|beleza entao|ta certo sim|isso sim|com prazer|pode crer|sem duvida|claro que sim|claro que s|fechou|partiu|perfeitamente|(?:acho|creio) que sim|sim sim|👍[🏻-🏿]?|✅|👌)${YES_END}|${VALUE}(sim|pode ser|pode sim|ok)${YES_END}|(s{1,3}i+m+|claro|com certeza|isso|ok|pode ser|pode sim|quero sim|ss) (?=pode|por favor|pfv?|quero|sim|claro|que sim|mesmo|obrigad|e isso|sou|essa|esse|esta|tenho|preciso|gostaria|vamos|confirmo|amanha|hoje|na |no |a |o |as |¤|moca|moco|amor|doutora|ja|eu|meu|minha|com certeza|e |tudo|aceito|autorizo|concordo|ta |serve|seria|to |estou|vou|consigo|da |dia))`,
      "u",
    ),
    no: new RegExp(
      `${GREETED}(?:(n+a+o+|nao|n{1,2}|naum|nop|nem|negativo|nunca|jamais|agora nao|ainda nao|nao quero|nao precisa|nao obrigad[ao]|prefiro nao|melhor nao|acho que nao|por enquanto nao|nao por enquanto|de jeito nenhum|hoje nao|nao posso|nao pode|nao da|nada disso|nao tenho|nao sou|nao e|nao eh|ta errado|esta errado|errado|nem pensar|nem mort[ao]|nem a pau|nem ferrando|nem lascando|nem (?:q|que|ke) [a-z ]{3,20}|nem sonhando|deixa pra la|deixa para la|deixa quieto|claro que nao|obvio que nao|logico que nao|com certeza nao|infelizmente nao|acredito que nao|creio que nao|quero nao|posso nao|precisa nao|tem como nao|nao mesmo|nao nao|na+o+|👎[🏻-🏿]?|❌)${YES_END}|${VALUE}(nao)${YES_END}|(nao|naum|n|nn) (?=obrigad|obg|precisa|por enquanto|por hora|agora|valeu|vlw|moca|quero nao|posso nao|sou nao|tenho nao|e nao|eh nao|nao|e isso|eh isso|esta certo|ta certo|esta correto|e esse|e essa|e meu|e minha|serve|gracias))`,
      "u",
    ),
  },
  es: {
    yes: new RegExp(
      `${GREETED}(?:(s+i+|sip|claro(?: que si)?|por supuesto|correcto|exacto|exactamente|asi es|eso es|eso|de acuerdo|dale|vale|ok+|okay|okey|bueno|perfecto|esta bien|puede ser|me parece bien|acepto|quiero|afirmativo|con gusto|listo|obvio|desde luego|efectivamente|seguro|claro que s|como no|va|sale|ya|creo que si|asi mismo|de una|todo correcto|esta correcto|es correcto|es asi|me sirve|perfecto si|👍[🏻-🏿]?|✅|👌)${YES_END}|(si|claro|ok|vale) (?=por favor|claro|quiero|puede|esta|soy|gracias|acepto|es |por supuesto|¤|el |la |a |me |yo|tengo))`,
      "u",
    ),
    no: new RegExp(
      `${GREETED}(?:(no+|nop|negativo|nunca|para nada|todavia no|aun no|ahora no|mejor no|no gracias|no quiero|prefiero no|creo que no|por ahora no|de ninguna manera|no es correcto|incorrecto|ni loc[ao]|ni hablar|ni en suenos|ni muert[ao]|claro que no|por supuesto que no|hoy no|obvio que no|no puedo|nunca jamas|en absoluto|que va|nada de eso|no no|👎[🏻-🏿]?|❌)${YES_END}|(no) (?=gracias|por ahora|hace falta|por el momento|ahora|es correcto|esta bien asi|soy yo|es asi|no))`,
      "u",
    ),
  },
  en: {
    yes: new RegExp(
      `${GREETED}(?:(y|ye+s+|ye+a+h*|yep|yup|ya|sure|of course|ok+|okay|k|correct|right|that'?s right|that'?s correct|exactly|absolutely|definitely|certainly|please do|sounds good|perfect|great|fine|agreed|i do|i am|i would|works for me|that works|yes please|sure thing|you bet|al?l ?right|alrighty|sounds good to me|sounds great|that is the one|that'?s the one|why not|sure,? why not|i think so|i guess so|uh huh|mm ?hmm|yea|yh|aye|indeed|totally|by all means|go ahead|yes indeed|for sure|it is|that is right|that is correct|very well|👍[🏻-🏿]?|✅|👌)${YES_END}|(yes|yeah|yep|sure|ok|okay) (?=please|that|it|i |thanks|thank|sure|of course|¤|on |at |the |go|sounds|can|correct|let|this|we|my))`,
      "u",
    ),
    no: new RegExp(
      `${GREETED}(?:(n|no+|nope|nah|na|not really|not now|not yet|never|negative|no thanks|no thank you|i don'?t|i do not|i'?d rather not|incorrect|wrong|that'?s wrong|not at all|i'?m good|no way|absolutely not|not (?:today|¤+)|no chance|certainly not|of course not|definitely not|hell no|i don'?t think so|i'?m afraid not|not right now|not for now|nuh uh|nah i'?m good|no,? sorry|not this time|over my dead body|negative|👎[🏻-🏿]?|❌)${YES_END}|${VALUE}(no)${YES_END}|(no|nope|nah) (?=thanks|thank|need|not|it'?s not|that'?s|i'?m good|i'?m fine|it isn|this is not|for now))`,
      "u",
    ),
  },
};

/** What also only acknowledges: "ok, obrigada" ends a talk, "por favor, me ajuda" begins one. */
const ACKNOWLEDGES = /^(?:ok+|okay|okey|blz|beleza|show|joia|top|otimo|tudo certo|dale|vale|great|fine)$/;
const PARTS =
  /^[ ,.!]*(?:muit[oa] |mt |mto )?(?:obrig|obg|brigad|vlw|valeu|agrade|grat|ate |tchau|bjs|beijo|gracias|thank)/;
const BEGS = /^(?:por favor|vamos|bora|poderia ser|pode ser|pode|tenho|gostaria|tudo certo|ta bom|ta certo)$/;
const ASKS = /^[^.!\n]*\?/;
/** "Isso" answers, but in "isso é um absurdo" it points. */
const POINTS = /^ (?:(?:e|eh) (?!isso)|ta |esta |ja |nao |o |a |tudo|eu )/;

function answers(said: string, after: string): boolean {
  if (said === "isso" && POINTS.test(after)) return false;
  if (ACKNOWLEDGES.test(said) && PARTS.test(after)) return false;
  if (said === "por favor" && /[a-z]/.test(after)) return false;
  return !(BEGS.test(said) && ASKS.test(after));
}

/** Yes or no where it answers something. */
export function readYesNo(reading: Reading): void {
  const { yes, no } = ANSWERS[reading.lang];
  const refusal = no.exec(reading.rest);
  const match = refusal ?? yes.exec(reading.rest);
  if (!match) return;
  const said = match[1] ?? match[2] ?? match[3] ?? "";
  const start = match.index + match[0].lastIndexOf(said);
  if (!refusal && !answers(said, reading.rest.slice(start + said.length))) return;
  reading.take("yes_no", refusal ? "no" : "yes", start, start + said.length);
}
