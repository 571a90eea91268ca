import { plain } from "../state/utterance.ts";

/*
 * "Anota que ele é canhoto", "pongan que viene con su perro": a patient dictates to the team. It is kept whole, whatever value is put right in
 * the same message.
 */

/** In plain form. */
const DICTATES =
  /(?:^| )(?:(?:anot|coloc|escrev|escrib|registr|acrescent|adicion|inclu|agreg|aviz|avis)(?:a|e|em|am|ar|en|an|alo|i|o)?(?:la|lo|le|les)?|po[en]e?|poem|poe|ponha|pon(?:ga|gan|gale|le|me)?|bot[ae]|fal[ae] (?:pra|para|com|ao|a)|diz (?:pra|para|ao|a)|dile[s]?|digan(?:le|les)?) (?:ai |la |aqui |ahi |alli |por favor |pf |pfv |porfa |tambem |tambien |isso |esto |pra (?:ela|ele|eles|equipe|moca|doutora|terapeuta|psicologa) |para (?:a |o |la |el )?[a-z]+ |ao [a-z]+ |a (?:equipe|moca|doutora|terapeuta|psicologa) |al? (?:la )?[a-z]+ |na? [a-z]+ )*(?:que|q|k)(?: |$)|(?:^| )(?:falt(?:ou|a|o)(?: so)?|esqueci(?: de)?|me olvide de|olvide) (?:dizer|falar|avisar|colocar|anotar|decir|avisar|anotar|poner) (?:que|q)(?: |$)|(?:^| )(?:please )?(?:note|add|mention|write(?: down)?|put(?: down)?|tell (?:them|her|him|the [a-z]+)|let (?:them|her|him|the [a-z]+) know|make a note|forgot to (?:say|mention)) that(?: |$)|(?:^| )(?:(?:a|minha|essa|mi|la|esa|my|the) )?(?:observac(?:ao|ion)|anotac(?:ao|ion)|obs|recado|nota|note) (?:que|q|k) (?:eu |te |les |lhe |yo )?(?:pedi|falei|mandei|disse|dije|deje|mande)(?: |$)|(?:^| )(?:the )?(?:note|remark) i (?:asked|gave|told|sent|left)|(?:^| )(?:h?e|ele|ela|el|ella|she|minha [a-z]+|meu [a-z]+|mi [a-z]+|my [a-z]+) (?:q |que |falou que |disse que |dice que )?(?:prefere|prefiere|prefers|would rather|would prefer)(?: [a-z]+){0,4} (?:homem|mulher|hombre|mujer|man|woman|male|female)(?: |$)/;
/** What is a value of its own, and is put right as such. In plain form. */
const ONLY_VALUE =
  /^(?:[a-z]+ ){1,4}(?:(?:o |a |el |la |the )?(?:meu|minha|mi|my|o|a|el|la|the|dele|dela) (?:nome|nombre|name|convenio|plano|seguro|insurance|idade|edad|age)|(?:e|eh|es|is|sao|son|it s|vai ser|sera) (?:para|pra|pro|por|for|n[oa]|em|en|in|on|at|unimed|particular|privado|private|presencial|online)|(?:e|eh|es|sera|is) )/;
const SHORT = 8;

/** Whether a message is, or holds, a word for the team to write down. */
export function isDictated(text: string): boolean {
  const words = plain(text);
  return DICTATES.test(words) && !(words.split(" ").length <= SHORT && ONLY_VALUE.test(words));
}
