import { plain } from "../state/utterance.ts";

interface About {
  /** That the message would say something of. */
  readonly slot: string;
  /** Whether it would put right what is known. */
  readonly corrects: boolean;
  /** The slot that is asked for now. */
  readonly asks: string | undefined;
}

/**
 * Whether a message speaks of people and says neither for whom it is nor who writes.
 *
 * @param said in plain form
 */
export function isOfOthers(said: string, { slot, corrects, asks }: About): boolean {
  if (corrects && ABOUT_PEOPLE.has(slot) && BRINGS.test(said)) return true;
  if (corrects && slot === "for_whom" && SPOKEN_OF.test(said) && !FOR_THEM.test(said)) return true;
  if (slot !== "relation") return false;
  const isWriter = I_AM.test(said);
  return (corrects && THEIR_KIN.test(said) && !isWriter) || OWN_PARENT.test(said) || (asks === "for_whom" && !isWriter);
}
/** "Minha irmã tem Amil", "eu nasci em 1987": what is told of somebody says nothing of who comes. */
const SPOKEN_OF =
  /(?:^| )(?:meu|minha|mi|my) [a-z]+ (?:(?:tambem|ja|so|tambien|ya|solo|also|already|just) )?(?:tem|tinha|teve|tiene|tenia|has|had|usa|usava|uses|used|faz|fez|fazia|hace|hizo|hacia|does|did|manda|mandou|mando|sent|sends|disse|falou|dijo|said|says|acha|achou|cree|thinks|indicou|recomendou|recomendo|recommended|trabalha|trabaja|works|mora|vive|lives)(?: |$)|(?:^| )(?:eu nasci|nasci|yo naci|naci|i was born)(?: |$)/;
/** "Quem vai levar é o pai dele" tells neither who comes nor who writes. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(["for_whom", "relation"]);
const BRINGS =
  /(?:^| )(?:vai|va a|will|ll|going to|que|quem|quien|who) (?:levar?|llevar?|acompanhar?|acompanar?|buscar?|bring|take|drive|pick)(?: |$)/;
/** "O pai dele quer ir junto" is no word on who writes. */
const THEIR_KIN =
  /(?:^| )(?:(?:o|a|os|as) [a-z]+ (?:dele|dela|deles|delas)|su (?!mama$|papa$)[a-z]+|(?:his|her|their) [a-z]+) [a-z]+/;
const FOR_THEM = /(?:^| )(?:para|pra|pro|por|for) (?!mim |mi$|me )/;
/** Asked for whom, "mãe" is who comes; only "sou a mãe" is who writes. */
const I_AM = /(?:^| )(?:sou|soy|i m|im|i am|aqui e|como|as (?:his|her|the)|eu)(?: |$)/;
/** "É pra minha mãe" says for whom, and nothing of what the writer is to them. */
const OWN_PARENT =
  /(?:^| )(?:meu|minha|mi|my) (?:pai|papai|mae|mamae|vo|avo|vovo|padre|papa|madre|mama|abuel[oa]|father|dad|mother|mom|mum|grand(?:mother|father|ma|pa))(?: |$)/;

/** "Minha esposa finalmente topou": of two who come, one is spoken of, and it is for both as before. */
export const speaksOfOneOfTwo = (said: string): boolean => PARTNER.test(said) && !NOT_BOTH.test(said);
const PARTNER =
  /(?:^| )(?:meu|minha|mi|my) (?:marido|espos[oa]|mulher|mujer|namorad[oa]|noiv[oa]|novi[oa]|companheir[oa]|companer[oa]|parceir[oa]|pareja|ex|husband|wife|partner|girlfriend|boyfriend|fiancee?)(?: |$)/;
const NOT_BOTH = /(?:^| )(?:so|somente|apenas|solo|only|just|sozinh[oa]|sol[oa]|alone|nao|no|not)(?: |$)/;

/** "Yo, Dayana", "eu mesma, Ana": the name that the writer gave as theirs, and a word that says so. */
export const isOwnName = (own: string, said: string): boolean => {
  const called = ME.exec(said)?.groups?.called;
  return called !== undefined && own !== "" && plain(own).split(" ")[0] === called.split(" ")[0];
};
const ME =
  /^(?:sou |soy |i m |it s )?(?:eu|yo|me|myself)(?: (?:mesm[oa]|mism[oa]|mismit[oa]|proprio|propria))?(?: (?:a|o|la|el))? (?<called>[a-z]+(?: [a-z]+){0,4})$/;
