import { LANGUAGES, type Language } from "./language-code.ts";
import { bounded, fold } from "./text/fold.ts";

/** Words that one of the languages has and the others rarely. */
const MARKS: Readonly<Record<Language, ReadonlySet<string>>> = {
  pt: words(
    "nao voce voces vc vcs eu meu minha quero queria marcar uma um oi ola bom boa dia tarde noite obrigado obrigada sim tambem consulta horario com em na no da do das dos pra para qual quanto onde tem atendem preciso gostaria amanha hoje filho filha estou tudo bem isso ate mais agendar remarcar cancelar sou mae pai ele ela falar pessoa ser foi muito muita aqui ai fica q eh portugues valor atendimento atende plano convenio remedio me",
  ),
  es: words(
    "hola buenos buenas dias tardes noches gracias quiero quisiera cita turno una un el la los las mi hijo hija usted ustedes cuanto cuesta donde por favor necesito puedo manana hoy si pero muy estoy con del al para hablar con persona tengo espanol ayer senora senor como esta el y es reservar agendar cambiar cambio cancelar seguro aceptan atienden hacen nino nina soy ella yo precio horario en que tal",
  ),
  en: words(
    "the i you my is are want would like appointment hello hi good morning afternoon evening please thanks thank can could do does how much what where when and for to a an with tomorrow today need have book cancel reschedule speak talk person english am it this that son daughter not yes of in on your insurance accept price cost address we me help schedule be at",
  ),
};
const SPELT: Readonly<Record<Language, RegExp>> = {
  pt: /[ãõç]|lh|nh|ção/g,
  es: /[ñ¿¡]|ción|ll/g,
  en: /th|ing\b|wh|'(?:m|s|d|ll|ve|re|t)\b/g,
};
const LENGTH_MAX = 400;
/** A word counts more than a spelling, which other languages may share. */
const WORD_POINTS = 2;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/**
 * The language a message is written in, or null where it does not show: "ok", "123", a name. Two points ahead of the
 * others are asked for, so that one shared word changes nobody's language.
 */
export function detectLanguage(given: string): Language | null {
  const text = bounded(given.slice(0, LENGTH_MAX)).toLowerCase();
  const said = fold(text).match(/[a-z]+/g) ?? [];
  const points = LANGUAGES.map((lang) => {
    const known = said.filter((word) => MARKS[lang].has(word)).length;
    return { lang, points: known * WORD_POINTS + (text.match(SPELT[lang])?.length ?? 0) };
  }).sort((a, b) => b.points - a.points);
  const [first, second] = points;
  return first && second && first.points >= second.points + WORD_POINTS ? first.lang : null;
}
