import type { Language } from "../language-code.ts";

/** What people say so as not to say it, over words as they are spelt out. It may be meant otherwise, so it is asked about. */
const EUPHEMISMS: Readonly<Record<Language, RegExp>> = {
  pt: /(?:^| )(?:desist(?:o|i|ir|indo) d(?:e|a) (?:tudo|vida|viver))$|(?:^| )(?:pens(?:ando|o|ei|ado|ar|ava)|vontade)(?: (?:de|em|n?uma|fazer|so|mais|muita|muitas))* (?:besteiras?|bobagem|bobagens)(?: (?:de novo|outra vez|comigo|hoje|agora|todo dia|sempre|a noite|ultimamente))*$/,
  es: /(?:^| )(?:(?:me rindo|rendirme) con todo)$|(?:^| )(?:pens(?:ando|e|ado|ar|aba)|pienso|ganas)(?: (?:de|en|una|hacer|hacerme|mucho|muchas))* (?:tonterias?|locuras?|estupidez)(?: (?:otra vez|de nuevo|conmigo|hoy|ahora|siempre))*$/,
  en: /(?:^| )(?:giv(?:e|ing) up on (?:everything|life))$|(?:^| )(?:thinking|thought|thoughts|think)(?: (?:of|about|doing|that|i|might|may|ll|do|again))* something (?:stupid|silly|bad)(?: (?:again|to myself|today|tonight|now))*$/,
};

/** Whether the message ends in such words, in the language it is read in. @param words as they are spelt out */
export const isEuphemism = (words: readonly string[], lang: Language): boolean =>
  EUPHEMISMS[lang].test(words.join(" "));
